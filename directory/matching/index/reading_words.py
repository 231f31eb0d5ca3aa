"""The words of many listings, read into postings."""

from array import array
from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.analysis import FIELD_WEIGHTS, USUAL_LENGTHS, Analysis
from directory.matching.index.facts import is_findable
from directory.matching.index.postings import Postings, in_steps
from directory.matching.nearness import Floats, Rows
from directory.model.service import Service

ROWS_AT_A_TIME = 50_000
_FIELD_BITS, _PLACE_BITS = 3, 32
_MOST_FIELDS = 1 << _FIELD_BITS
# How soon a word said again adds little, and how much a long text takes away (as in BM25).
_SATURATION, _LENGTH_COUNTS = 1.2, 0.75
# What the other fields add to the best one.
_OTHER_FIELDS = 0.1
_WEIGHTS = np.array(list(FIELD_WEIGHTS.values()))
_USUAL = np.array([USUAL_LENGTHS[name] for name in FIELD_WEIGHTS])


class _Numbers(dict[str, int]):
    """Gives every new text the next number."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class WordReader:
    """Reads listings row by row."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._word_numbers = _Numbers()
        self._stem_numbers = _Numbers()
        self._stem_of_word = array("I")
        self._times = np.zeros(0, dtype=np.int64)
        self._forget()

    def _forget(self) -> None:
        self._tokens = array("I")
        self._rows, self._fields, self._lengths = array("I"), array("B"), array("I")

    def read(self, services: Sequence[Service], *, first_row: int = 0) -> None:
        """The next listings; the words of one that is not to be found are passed over."""
        for row, service in enumerate(services, start=first_row):
            if is_findable(service):
                self._read(row, service)

    def _read(self, row: int, service: Service) -> None:
        for field, words in self._analysis.fields(service):
            self._tokens.extend(map(self._word_numbers.__getitem__, words))
            self._rows.append(row)
            self._fields.append(field)
            self._lengths.append(len(words))

    def postings(self) -> Postings:
        """Of all that was read since the last time."""
        lengths, tokens = np.array(self._lengths), np.array(self._tokens)
        first_row = self._rows[0] if self._rows else 0
        # Row and field in one number: a row has room for eight fields.
        places = (np.array(self._rows, dtype=np.int64) - first_row) * _MOST_FIELDS + np.array(self._fields)
        self._count(tokens, np.repeat(places // _MOST_FIELDS, lengths))
        stems, stem_of_token = self._stems_of(tokens)
        keys = (stem_of_token << _PLACE_BITS) + np.repeat(places, lengths)
        self._forget()
        keys.sort()
        keys, times = _counted(keys)
        length_at = np.zeros(places[-1] + 1 if len(places) else 0)
        length_at[places] = lengths
        place_of_key = keys & ((1 << _PLACE_BITS) - 1)
        worths = _worths(times, place_of_key % _MOST_FIELDS, length_at[place_of_key])
        return _postings(stems, keys // _MOST_FIELDS, worths=worths, first_row=first_row)

    def said(self) -> dict[str, int]:
        """In how many of the listings, as far as there are postings of them, each word stands."""
        return dict(zip(self._word_numbers, self._times.tolist(), strict=True))

    def _count(self, tokens: NDArray[np.uint32], rows: Rows) -> None:
        keys = (tokens.astype(np.int64) << _PLACE_BITS) + rows
        keys.sort()
        words = keys[_starts_of_runs(keys)] >> _PLACE_BITS
        times = np.bincount(words, minlength=len(self._word_numbers))
        times[: len(self._times)] += self._times
        self._times = times

    def _stems_of(self, tokens: NDArray[np.uint32]) -> tuple[list[str], Rows]:
        """The stems that are there, sorted, and by token which of them it has."""
        words = list(islice(self._word_numbers, len(self._stem_of_word), None))
        stems = map(self._analysis.stem, words)
        self._stem_of_word.extend(map(self._stem_numbers.__getitem__, stems))
        numbers = np.array(self._stem_of_word)[tokens]
        names = list(self._stem_numbers)
        is_there = np.zeros(len(names), dtype=np.bool_)
        is_there[numbers] = True
        in_order = sorted(np.flatnonzero(is_there).tolist(), key=names.__getitem__)
        place = np.zeros(len(names), dtype=np.int64)
        place[in_order] = np.arange(len(in_order))
        return [names[number] for number in in_order], place[numbers]


def _counted(keys: Rows) -> tuple[Rows, Rows]:
    """Each of the sorted keys once, and how often it stood there."""
    starts = _starts_of_runs(keys)
    return keys[starts], np.diff(np.append(starts, len(keys)))


def _worths(times: Rows, fields: Rows, lengths: Floats) -> Floats:
    fullness = _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * lengths / _USUAL[fields])
    worths: Floats = _WEIGHTS[fields] * times * (_SATURATION + 1) / (times + fullness)
    return worths


def _postings(stems: list[str], keys: Rows, *, worths: Floats, first_row: int) -> Postings:
    """The best field counts, the others a little; keys are stem and row, sorted."""
    starts = _starts_of_runs(keys)
    best, whole = (f.reduceat(worths, starts) if len(starts) else worths for f in (np.maximum, np.add))
    keys = keys[starts]
    counts = np.bincount(keys >> (_PLACE_BITS - _FIELD_BITS), minlength=len(stems))
    rows = (keys & ((1 << (_PLACE_BITS - _FIELD_BITS)) - 1)) + first_row
    return Postings(
        stems=stems,
        counts=counts.astype(np.int32),
        starts=np.concatenate(([0], np.cumsum(counts))),
        rows=rows.astype(np.uint32),
        worths=in_steps(best + _OTHER_FIELDS * (whole - best)),
        wide_at=np.full(len(stems), -1, dtype=np.int32),
        wide=np.zeros((0, 0), dtype=np.uint8),
    )


def _starts_of_runs(keys: Rows) -> Rows:
    is_new = np.ones(len(keys), dtype=np.bool_)
    is_new[1:] = keys[1:] != keys[:-1]
    return np.flatnonzero(is_new)
