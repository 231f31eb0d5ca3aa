"""How words about time hang together: days and hours in either order, clause after clause.

Nothing is guessed. Whatever leaves the meaning open sets ``doubt``, and the text stays as it was typed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from directory.exchange.times_clock import Span, span
from directory.exchange.times_tokens import MONTHS, Sort, Token
from directory.model.schedule import Weekday

_WEEK = tuple(Weekday)
_MONTHLY_BY_ITSELF = frozenset({1, 5, -1})
_TIME = frozenset({Sort.CLOCK, Sort.NUMBER})
_DAY = frozenset({Sort.DAYS, Sort.ORDINAL})
_BETWEEN = frozenset({Sort.JOIN, Sort.SKIP})
_DIGITS_OF_A_YEAR = 4

Nth = tuple[int, Weekday]


@dataclass(slots=True)
class Clause:
    """Some days and their hours. A day is (0, weekday), or (n, weekday) for the nth of the month."""

    days: list[Nth] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    interval: int = 1
    in_days: int | None = None
    on: str = ""
    season: int = 0

    @property
    def has_when(self) -> bool:
        """Whether it says on which days."""
        return bool(self.days) or self.in_days is not None or bool(self.on)


class Reading:
    """One walk over the words of one text."""

    def __init__(self, words: Sequence[Token]) -> None:
        self._words = words
        self._at = 0
        self._current = Clause()
        self._hours_come_first = False
        self._is_monthly = False
        self._part_starts_at = 0
        self.clauses: list[Clause] = []
        self.doubt = False
        self.says_closed = False

    def read(self) -> None:
        """Walk to the end, or to the first thing that is not clear."""
        while self._at < len(self._words) and not self.doubt:
            self._steps.get(self._words[self._at].sort, Reading._pass)(self)
        self._finish()

    def _pass(self) -> None:
        self._at += 1

    def _give_up(self) -> None:
        self.doubt = True

    def _sort(self, ahead: int = 0) -> Sort | None:
        place = self._at + ahead
        return self._words[place].sort if place < len(self._words) else None

    def _next_but(self, passed: frozenset[Sort]) -> int:
        """How far ahead the next word is that is not one of ``passed``."""
        ahead = 0
        while self._sort(ahead) in passed:
            ahead += 1
        return ahead

    # Days

    def _read_days(self) -> None:
        days = self._day_list()
        if self._current.days and self._current.spans:
            self._close_clause()
        elif self._current.days and not self._repeats(days):
            self._give_up()
        self._current.days = days
        if self._current.spans:
            self._hours_come_first = True
            self._close_clause()

    def _repeats(self, days: Sequence[Nth]) -> bool:
        """Whether "Friday: the last Friday" only says the same day more exactly."""
        return {day for _, day in self._current.days} == {day for _, day in days}

    def _day_list(self) -> list[Nth]:
        found: list[Nth] = []
        nths: list[int] = []
        plain: list[Weekday] = []
        while (sort := self._sort()) in _DAY:
            word = self._words[self._at]
            if sort is Sort.ORDINAL and plain and word.text != "[]":
                found, nths, plain = found + self._paired(nths, plain), [], []
            if sort is Sort.ORDINAL:
                nths.append(word.number)
                self._doubt_every_nth()
            else:
                plain.extend(word.days)
            self._at += 1
            self._fill_range(plain, nths)
            self._pass_joins()
        return found + self._paired(nths, plain)

    def _doubt_every_nth(self) -> None:
        """Without "of the month", "every 2nd Tuesday" may also mean every other one."""
        before = self._words[self._at - 1].text.casefold() if self._at else ""
        nth = self._words[self._at].number
        alone = self._sort(1) is Sort.DAYS
        said = "month" in " ".join(word.text for word in self._words[self._at + 1 : self._at + 4])
        if before == "every" and alone and not said and nth not in _MONTHLY_BY_ITSELF:
            self._give_up()

    def _fill_range(self, plain: list[Weekday], nths: Sequence[int]) -> None:
        if self._sort() is not Sort.DASH or self._sort(1) is not Sort.DAYS or not plain:
            return
        last = self._words[self._at + 1].days
        if len(last) != 1 or nths:
            self._give_up()
            return
        day = plain[-1]
        while day is not last[0]:
            day = _WEEK[(_WEEK.index(day) + 1) % len(_WEEK)]
            plain.append(day)
        self._at += 2

    def _pass_joins(self) -> None:
        ahead = self._next_but(_BETWEEN)
        joins_hours = ahead == 0 or self._sort(ahead) not in _DAY
        if not joins_hours:
            self._at += ahead

    def _paired(self, nths: Sequence[int], plain: Sequence[Weekday]) -> list[Nth]:
        if nths and len(plain) != 1:
            self._give_up()
        return [(nth, day) for day in plain for nth in nths or [0]]

    # Hours

    def _read_hours(self) -> None:
        opens = self._words[self._at]
        is_between = self._at > 0 and self._words[self._at - 1].text.casefold() == "between"
        self._at += 1
        closes = None
        if self._sort(1) in _TIME and (
            self._sort() is Sort.DASH or (is_between and self._sort() is Sort.JOIN)
        ):
            closes = self._words[self._at + 1]
            self._at += 2
        found = span(opens, closes)
        if found is None:
            self._give_up()
            return
        if self._hours_come_first and self._current.days:
            self._close_clause()
        self._current.spans.append(found)

    # All the rest

    def _read_closed(self) -> None:
        self._at += 1
        self.says_closed = True
        ahead = self._next_but(_BETWEEN | {Sort.WORD})
        if self._current.days and not self._current.spans:
            if self._sort(ahead) not in _TIME or self._sort() is not Sort.JOIN:
                self._current = Clause()
        elif self._sort(ahead) in _DAY:
            self._at += ahead
            self._day_list()
        if self._sort() in _TIME:
            self._give_up()

    def _read_interval(self) -> None:
        weeks = self._words[self._at].number
        self._at += 1
        ahead = self._next_but(frozenset({Sort.SKIP}))
        if self._sort(ahead) in _DAY and self._current.spans and self._current.days:
            self._close_clause()
        elif self._sort() is Sort.DAYS and not self._hours_come_first and self._current.spans:
            self._current.interval = weeks
            return
        self._target().interval = weeks

    def _read_note(self) -> None:
        self._target().notes.append(" ".join(self._words[self._at].text.split()).lower())
        self._at += 1

    def _target(self) -> Clause:
        """What a remark belongs to: the clause being read, or the one just closed."""
        is_new = not self._current.has_when and not self._current.spans
        return self.clauses[-1] if is_new and self.clauses and self._hours_come_first else self._current

    def _read_monthly(self) -> None:
        self._is_monthly = True
        self._at += 1

    def _read_season(self) -> None:
        target = self._target()
        if target.season:
            self._give_up()
        target.season = self._words[self._at].number
        target.notes.append(" ".join(self._words[self._at].text.split()))
        self._at += 1

    def _check_season(self) -> None:
        """Of "Mon 10-12, Tue 2-4 (May to July)" nobody can say whether Monday is meant too."""
        part = self.clauses[self._part_starts_at :]
        if len(part) > 1 and any(clause.season for clause in part):
            self._give_up()
        self._part_starts_at = len(self.clauses)

    def _read_in_days(self) -> None:
        self._begin_event()
        self._current.in_days = self._words[self._at].number
        self._at += 1

    def _read_date(self) -> None:
        self._begin_event()
        self._current.on = self._words[self._at].text
        self._at += 1

    def _begin_event(self) -> None:
        if self._current.spans and self._current.has_when:
            self._close_clause()
        elif self._current.on or self._current.in_days is not None:
            self._give_up()

    def _stop(self) -> None:
        self._at += 1
        if self._current.days and self._current.spans:
            self._close_clause()
        if not self._current.has_when and not self._current.spans:
            self._check_season()
        self._hours_come_first = False

    def _close_clause(self) -> None:
        self.clauses.append(self._current)
        self._current = Clause()

    def _finish(self) -> None:
        if self._current.has_when:
            self._close_clause()
        elif self._current.spans:
            self.doubt = True
        self._check_season()
        with_hours = [bool(clause.spans) for clause in self.clauses]
        if any(with_hours) and not all(with_hours):
            self.doubt = True
        if self._is_monthly and not all(nth for clause in self.clauses for nth, _ in clause.days):
            self.doubt = True

    _steps: Mapping[Sort, Callable[["Reading"], None]] = {
        Sort.DAYS: _read_days,
        Sort.ORDINAL: _read_days,
        Sort.CLOCK: _read_hours,
        Sort.NUMBER: _read_hours,
        Sort.CLOSED: _read_closed,
        Sort.EVERY_N_WEEKS: _read_interval,
        Sort.NOTE: _read_note,
        Sort.MONTHLY: _read_monthly,
        Sort.IN_DAYS: _read_in_days,
        Sort.DATE: _read_date,
        Sort.SEASON: _read_season,
        Sort.STOP: _stop,
        Sort.DOUBT: _give_up,
    }


def written_date(text: str) -> date | None:
    """A date as the tokens know it: "2026-03-14", "14/3/2026" or "14th March 2026"."""
    words = text.replace(",", " ").replace("/", " ").replace("-", " ").split()
    numbers = [int(digits) for word in words if (digits := "".join(filter(str.isdigit, word)))]
    month = next((at for at, name in enumerate(MONTHS, 1) if f" {name}" in f" {text.casefold()}"), None)
    try:
        if month:
            return date(numbers[-1], month, numbers[0])
        year_first = len(words[0]) == _DIGITS_OF_A_YEAR
        return date(*numbers) if year_first else date(numbers[2], numbers[1], numbers[0])
    except (ValueError, IndexError, TypeError):
        return None
