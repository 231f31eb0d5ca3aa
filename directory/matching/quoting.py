"""Short exact quotations: the person's clause and the listing's own words."""

from directory.matching.hearing import Facet, Meant

_LONG_CLAUSE = 70
_WORDS_AROUND = 12
_EXCERPT = 90
_ENDS = ".!?;\n•"


def quote_said(facet: Facet, meant: Meant) -> str:
    """The clause it was said in; only the part around the words when the clause is long."""
    words = facet.statement.words
    start, end = min(facet.start, meant.start), max(facet.end, meant.end)
    if end - start > _LONG_CLAUSE and meant.end - meant.start < end - start:
        start = min(meant.start, _word_start(words, max(start, meant.start - _WORDS_AROUND), start))
        end = max(meant.end, _word_end(words, min(end, meant.end + _WORDS_AROUND), end))
    return words[start:end].strip()


def quote_found(text: str, start: int, end: int) -> str:
    """The sentence around the words, shortened to whole words near them."""
    low = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    stops = [place for mark in _ENDS if (place := text.find(mark, end)) >= 0]
    high = min(stops, default=len(text))
    if high - low > _EXCERPT:
        room = max(0, _EXCERPT - (end - start)) // 2
        low = min(start, _word_start(text, max(low, start - room), low))
        high = max(end, _word_end(text, min(high, end + room), high))
    return text[low:high].strip(" \n•-,")


def _word_start(text: str, place: int, least: int) -> int:
    """Forward to the next start of a word, unless the place is the least itself."""
    if place <= least:
        return least
    while place < len(text) and not text[place - 1].isspace():
        place += 1
    return place


def _word_end(text: str, place: int, most: int) -> int:
    """Back to the end of a whole word, unless the place is the most itself."""
    if place >= most:
        return most
    while place > 0 and not text[place].isspace():
        place -= 1
    return place
