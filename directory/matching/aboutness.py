"""What a listing is about: its phrases weighed by what its name and opening are like as a whole."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from directory.matching.likeness import Likeness, Scores
from directory.matching.words import Token

_SHARPNESS = 0.35
_OPENING_TELLS = 0.8
_DOUBTED, _NOT_DOUBTED_FROM = 0.8, 0.1
_LEAST_SHARE, _WHOLE_SHARE = 0.08, 0.2


class Shown(NamedTuple):
    """How strongly a listing shows a concept or a word, and the excerpt that shows it best."""

    strength: float
    start: int
    end: int


def judge(names: Sequence[Sequence[Token]], openings: Sequence[Sequence[Token]], like: Likeness) -> Scores:
    """One row for each listing, one column for each concept: how much of it the concept takes."""
    named = like.shares(names, sharpness=_SHARPNESS)
    opened = like.shares(openings, sharpness=_SHARPNESS)
    return np.asarray(np.maximum(named, _OPENING_TELLS * opened))


def weigh(told: Mapping[str, Shown], shares: Scores, like: Likeness, *, name_end: int) -> dict[str, Shown]:
    """Phrases count less where the listing is like something else; what it is like counts by itself too."""
    weighed = {concept: _doubted(shown, _share(concept, shares, like)) for concept, shown in told.items()}
    for at in np.flatnonzero(shares >= _LEAST_SHARE).tolist():
        concept, strength = like.concepts[at], min(1.0, float(shares[at]) / _WHOLE_SHARE)
        known = weighed.get(concept)
        if known is None:
            weighed[concept] = Shown(strength, 0, name_end)
        elif known.strength < strength:
            weighed[concept] = Shown(strength, known.start, known.end)
    return weighed


def _share(concept: str, shares: Scores, like: Likeness) -> float:
    place = like.place.get(concept)
    return float(shares[place]) if place is not None else 0.0


def _doubted(shown: Shown, share: float) -> Shown:
    keeps = _DOUBTED + (1 - _DOUBTED) * min(1.0, share / _NOT_DOUBTED_FROM)
    return Shown(shown.strength * keeps, shown.start, shown.end)
