"""A place in the words of a text, with what stands around it."""

from collections.abc import Collection

from directory.exchange.times.tokens import Sort, Token, tokens


class Cursor:
    """Moves forward only."""

    def __init__(self, text: str) -> None:
        self._text = text
        placed = tuple(tokens(text))
        self._places = [place for place, _ in placed]
        self._words = [word for _, word in placed]
        self.at = 0

    @property
    def is_over(self) -> bool:
        """Whether all words are read."""
        return self.at >= len(self._words)

    def sort(self, ahead: int = 0) -> Sort | None:
        """What the word ``ahead`` is; None beyond either end."""
        place = self.at + ahead
        return self._words[place].sort if 0 <= place < len(self._words) else None

    def word(self, ahead: int = 0) -> Token:
        """The word itself; there has to be one."""
        return self._words[self.at + ahead]

    def take(self) -> Token:
        """The word here, and on to the next."""
        self.at += 1
        return self._words[self.at - 1]

    def past(self, passed: Collection[Sort], ahead: int = 0) -> int:
        """How far ahead the next word is that is none of ``passed``."""
        while self.sort(ahead) in passed:
            ahead += 1
        return ahead

    def before(self, passed: Collection[Sort] = ()) -> Sort | None:
        """The nearest word behind that is none of ``passed``."""
        ahead = -1
        while self.sort(ahead) in passed:
            ahead -= 1
        return self.sort(ahead)

    def said(self, since: int) -> str:
        """The words from a place up to here, as typed."""
        return self._between(since, self.at - 1)

    def words_ahead(self, ahead: int) -> str:
        """The words from here to ``ahead``, and that one too."""
        return self._between(self.at, min(self.at + ahead, len(self._words) - 1))

    def _between(self, first: int, last: int) -> str:
        if first > last:
            return ""
        end = self._places[last] + len(self._words[last].text)
        return " ".join(self._text[self._places[first] : end].split()).strip(" .,;:-–(")
