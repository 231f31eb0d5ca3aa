"""Which clauses a remark is about, by where it stands between days and hours."""

from collections.abc import Mapping, Sequence

from directory.exchange.times.phrases import Gap, Kind, Phrase
from directory.exchange.times.questions import WhichSeasonError, WhoseHoursError

_FOR_ALL = frozenset({Kind.NOTE, Kind.SINCE, Kind.NO_LATER, Kind.EVERY, Kind.BREAK})


class Place:
    """Where a remark stands between days and hours."""

    def __init__(self, phrases: Sequence[Phrase], at: int, owner: Mapping[int, int]) -> None:
        self._phrases, self._at, self._owner = phrases, at, owner
        self._remark = phrases[at]
        self._left = max((place for place in owner if place < at), default=None)
        self._right = min((place for place in owner if place > at), default=None)

    def owners(self) -> Sequence[int]:
        """The numbers of the clauses; raise ``UnclearTimesError`` when it may be about more or fewer."""
        if not self._owner:
            return ()
        if self._remark.kind is Kind.SEASON:
            return self._in_season()
        self._check_belongs()
        return range(max(self._owner.values()) + 1) if self._is_for_all() else [self._nearer()]

    def _is_for_all(self) -> bool:
        """A remark before all days or in a sentence after them is about all of them."""
        if self._remark.kind not in _FOR_ALL:
            return False
        if self._left is None:
            return self._remark.is_heading or self._gap_right() >= Gap.LIST
        is_dated = self._remark.kind in {Kind.SINCE, Kind.NO_LATER}
        return self._right is None and (is_dated or self._gap_left() >= Gap.SENTENCE)

    def _nearer(self) -> int:
        beside = [place for place in (self._left, self._right) if place is not None]
        return self._owner[beside[-1 if self._goes_on() else 0]]

    def _goes_on(self) -> bool:
        """Whether it is about what follows: nearer to it, or a heading of its own."""
        is_heading = self._remark.is_heading and (self._left is None or self._gap_left() >= Gap.SENTENCE)
        return is_heading or self._gap_right() < self._gap_left()

    def _check_belongs(self) -> None:
        """Of "Wed 10-12. School holidays: lunch 1-3" nobody can say when lunch is in term time."""
        is_between_hours = all(
            place is not None and self._phrases[place].kind is Kind.HOURS
            for place in (self._left, self._right)
        )
        if self._remark.kind is Kind.NOTE and is_between_hours and self._goes_on():
            raise WhoseHoursError

    def _gap_left(self) -> Gap:
        first = 0 if self._left is None else self._left + 1
        return max(phrase.gap for phrase in self._phrases[first : self._at + 1])

    def _gap_right(self) -> Gap:
        last = self._at if self._right is None else self._right
        return max((phrase.gap for phrase in self._phrases[self._at + 1 : last + 1]), default=Gap.LINE)

    def _in_season(self) -> Sequence[int]:
        number = self._nearer()
        if self._left is None or self._owner[self._left] != number:
            self._check_seasons_come_first()
            return self._until_next_season(number)
        goes_on = self._right is not None and self._owner[self._right] == number
        if not goes_on and self._clauses_of_line(number) > 1:
            # Of "Mon 10-12, Tue 2-4 (May to July)" nobody can say whether Monday is meant too.
            raise self._which()
        return [number]

    def _which(self) -> WhichSeasonError:
        return WhichSeasonError(words=self._remark.text)

    def _check_seasons_come_first(self) -> None:
        """Of "Mon 1-4, November to March Wed 2-4" it is clear only where all seasons come first."""
        first = next(at for at, phrase in enumerate(self._phrases) if phrase.kind is Kind.SEASON)
        comes_first = first < min(self._owner) or self._remark.is_heading
        if not comes_first and self._gap_left() < Gap.SENTENCE:
            raise self._which()

    def _starts(self, numbers: Sequence[int]) -> list[Phrase]:
        """The first phrase of each clause."""
        return [self._phrases[min(at for at, one in self._owner.items() if one == each)] for each in numbers]

    def _clauses_of_line(self, number: int) -> int:
        """How many clauses stand on the line of this one, up to it."""
        count = 1
        for start in reversed(self._starts(range(1, number + 1))):
            if start.gap is Gap.LINE:
                break
            count += 1
        return count

    def _until_next_season(self, number: int) -> Sequence[int]:
        later = [
            self._owner[min(place for place in self._owner if place > at)]
            for at, phrase in enumerate(self._phrases)
            if phrase.kind is Kind.SEASON and self._at < at < max(self._owner)
        ]
        last = min(later, default=max(self._owner.values()) + 1)
        others = self._starts(range(number + 1, last))
        if not self._remark.is_heading and any(start.gap is Gap.LINE for start in others):
            raise self._which()
        return range(number, last)
