"""One walk over the words of a text, which makes phrases of them."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from directory.exchange.times.cursor import Cursor
from directory.exchange.times.phrases import Gap, Kind, Phrase
from directory.exchange.times.tokens import Sort

_GAPS: Mapping[Sort, Gap] = MappingProxyType(
    {
        Sort.DASH: Gap.DASH,
        Sort.CLOSE: Gap.DASH,
        Sort.COMMA: Gap.LIST,
        Sort.AND: Gap.LIST,
        Sort.SLASH: Gap.LIST,
        Sort.STOP: Gap.SENTENCE,
        Sort.BREAK: Gap.LINE,
    }
)


class Walk:
    """Where the reading stands: the words ahead, and the phrases so far."""

    def __init__(self, text: str) -> None:
        self.cursor = Cursor(text)
        self.phrases: list[Phrase] = []
        self.says_closed = False
        self._gap = Gap.NONE
        self._after_words = False

    def add(self, phrase: Phrase) -> None:
        """Keep a phrase with the break before it."""
        self.phrases.append(replace(phrase, gap=self._gap, after_words=self._after_words))
        self._gap, self._after_words = Gap.NONE, False

    def pass_by(self) -> None:
        """Leave a word unread; a break or other words are remembered for the phrase that follows."""
        word = self.cursor.take()
        self._gap = max(self._gap, _GAPS.get(word.sort, Gap.NONE))
        if word.text[:1].isalpha() and word.sort not in {Sort.SKIP, *_GAPS}:
            self._after_words = True
            if self.phrases and self._gap < Gap.SENTENCE:
                self.phrases[-1] = replace(self.phrases[-1], before_words=True)

    def stands_as_heading(self) -> bool:
        """Whether a colon or the end of the line follows."""
        return self.cursor.sort(self.cursor.past({Sort.CLOSE})) in {Sort.COLON, Sort.BREAK}

    def days_without_hours(self) -> list[int]:
        """Where the last days stand that have no hours yet."""
        found: list[int] = []
        for at in reversed(range(len(self.phrases))):
            if self.phrases[at].kind is Kind.DAYS:
                found.append(at)
            elif self.phrases[at].kind not in {Kind.PART, Kind.NOTE, Kind.CLOSED}:
                break
        return found
