"""What a "not" reaches: from the negation to the end of its clause, and whether it refuses."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.matching.lexicon import Lexicon
from directory.matching.words import Token

_REACHES = 7
_CLAUSE_ENDS = ".,;:!?\n"


@dataclass(frozen=True, slots=True)
class Negated:
    """Tokens ``first`` to ``last`` stand under a negation that begins at token ``starts``.

    Refused is "no bingo"; "I cannot dance any more" is negated without being refused.
    """

    starts: int
    first: int
    last: int
    is_refused: bool


def find_negated(words: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Negated, ...]:
    """Every reach of a negation; "wouldn't mind" and the like are none."""
    hits = lexicon.negations.find(tokens)
    harmless = [hit for hit in hits if hit.meant == "harmless"]
    negating = [
        hit
        for hit in hits
        if hit.meant != "harmless" and not any(each.first <= hit.first <= each.last for each in harmless)
    ]
    reaches = ((hit, _reach(words, tokens[hit.last :], lexicon)) for hit in negating)
    return tuple(
        Negated(hit.first, hit.last + 1, last, hit.meant == "refusing")
        for hit, last in reaches
        if last > hit.last
    )


def _reach(words: str, tokens: Sequence[Token], lexicon: Lexicon) -> int:
    last = tokens[0]
    for token in tokens[1 : _REACHES + 1]:
        between = words[last.end : token.start]
        if any(mark in between for mark in _CLAUSE_ENDS) or token.word in lexicon.vocabulary.wording.until:
            break
        last = token
    return last.at
