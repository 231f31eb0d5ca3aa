"""Which column carries what: guessed from headings and values, and correctable."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from directory.exchange.access import features_in
from directory.exchange.plain_text import something
from directory.exchange.rows import NoNameColumnError, UnknownColumnError, UnknownFieldError
from directory.exchange.table_headings import FIELDS, HEADINGS
from directory.exchange.table_sheets import Sheet
from directory.exchange.table_values import LOOKS, TELLING, are_ticks, share
from directory.exchange.table_words import Heading, heading_words

_SAMPLE = 300
_EXAMPLES = 3
_SURE, _EXACT_ONLY, _NEAR, _PART, _VALUES_ALONE, _ENOUGH = 1.0, 0.9, 0.88, 0.6, 0.62, 0.6
_LEAST_LOOKS, _TELLING_LOOKS, _UNLIKE = 0.3, 0.8, 0.3
_LEAST_FILLED_ID = 0.95
_TOO_SHORT_FOR_A_SLIP = 5
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b")
_DAY_NAMES = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_ABOUT_HOURS = frozenset(
    [
        "hours",
        "opening",
        "open",
        "times",
        "time",
        "staffed",
        "opens",
        "closes",
        "close",
        "start",
        "end",
        "from",
        "to",
        "session",
        "sessions",
        "unstaffed",
        "am",
        "pm",
        "and",
    ]
)
_TICKED_ACCESS = frozenset({"disability", "disabled", "accessible", "accessibility"})


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """``columns``: field → headings. ``hours``: heading → its weekday. ``ticks``: yes/no columns on access.

    ``confidence`` is 0 to 1; ``examples`` are values a person can judge the guess by.
    """

    columns: Mapping[str, tuple[str, ...]]
    hours: Mapping[str, str] = field(default_factory=dict)
    ticks: tuple[str, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    @property
    def worth(self) -> float:
        """How much like a list of groups the sheet is."""
        return sum(self.confidence.values()) * (2 if "name" in self.columns else 1)


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its heading as typed and as words, and some of its cells that hold anything."""

    heading: str
    words: str
    cells: tuple[str, ...]
    filled: float


def guess_columns(sheet: Sheet) -> ColumnMapping:
    """The best use of each column."""
    columns = tuple(_columns(sheet))
    hours = {column.heading: day for column in columns if (day := _weekday_of(column.words))}
    ticks = tuple(column.heading for column in columns if _is_access_tick(column))
    free = [column for column in columns if column.heading not in hours and column.heading not in ticks]
    chosen, confidence = _assigned(free)
    used = {heading for headings in chosen.values() for heading in headings} | set(hours) | set(ticks)
    return ColumnMapping(
        columns=chosen,
        hours=hours,
        ticks=ticks,
        confidence=confidence | ({"times": _SURE} if hours else {}),
        examples=_examples(chosen, columns),
        unused=tuple(column.heading for column in columns if column.heading not in used),
    )


def corrected(guess: ColumnMapping, said: Mapping[str, str], sheet: Sheet, *, file: str) -> ColumnMapping:
    """The guess with what a person said instead; "-" takes a field away, "A + B" joins columns."""
    columns = dict(guess.columns)
    for given, wanted in said.items():
        name = _field_said(given)
        found = _headings_said(wanted, sheet, file)
        columns = {other: tuple(h for h in held if h not in found) for other, held in columns.items()}
        columns[name] = found
    columns = {name: headings for name, headings in columns.items() if headings}
    if "name" not in columns:
        raise NoNameColumnError(file=file, columns=", ".join(sheet.headings))
    taken = {heading for headings in said.values() for heading in _headings_said(headings, sheet, file)}
    hours = {heading: day for heading, day in guess.hours.items() if heading not in taken}
    ticks = tuple(heading for heading in guess.ticks if heading not in taken)
    return ColumnMapping(columns, hours, ticks, guess.confidence, guess.examples, guess.unused)


def _field_said(given: str) -> str:
    """A field by its own name, or by any heading that means it: "title" is the name."""
    words = heading_words(given)
    for name, heading in HEADINGS.items():
        if words == name or words in heading.words:
            return name
    raise UnknownFieldError(field=given, fields=", ".join(FIELDS))


def _headings_said(wanted: str, sheet: Sheet, file: str) -> tuple[str, ...]:
    if wanted.strip() in {"", "-"}:
        return ()
    by_words = {heading_words(heading): heading for heading in reversed(sheet.headings)}
    known = {heading.casefold(): heading for heading in reversed(sheet.headings)} | by_words
    if whole := known.get(wanted.strip().casefold()) or by_words.get(heading_words(wanted)):
        return (whole,)
    parts = [part.strip() for part in wanted.split("+")]
    found = [known.get(part.casefold()) or by_words.get(heading_words(part)) for part in parts]
    if not all(found):
        raise UnknownColumnError(file=file, column=wanted, columns=", ".join(sheet.headings))
    return tuple(heading for heading in found if heading)


def _columns(sheet: Sheet) -> Iterator[_Column]:
    step = max(1, len(sheet.rows) // _SAMPLE)
    sample = sheet.rows[::step]
    for place, heading in enumerate(sheet.headings):
        cells = [something(row[place]) if place < len(row) else "" for _, row in sample]
        filled = tuple(cell for cell in cells if cell)
        yield _Column(heading, heading_words(heading), filled, len(filled) / len(sample))


def _weekday_of(words: str) -> str:
    """The weekday a column of hours is about; "Sunday school" is not one."""
    match = _WEEKDAY.search(words)
    rest = set(words.split()) - ({match.group()} if match else set())
    return _DAY_NAMES[match[1]] if match and rest <= _ABOUT_HOURS else ""


def _is_access_tick(column: _Column) -> bool:
    about_access = features_in(column.words) or _TICKED_ACCESS & set(column.words.split())
    return bool(about_access) and are_ticks(column.cells)


def _assigned(columns: Sequence[_Column]) -> tuple[dict[str, tuple[str, ...]], dict[str, float]]:
    """Best fit first; each column has one use, and a field that may not have many has one column."""
    order = {column.heading: place for place, column in enumerate(columns)}
    fits = sorted(
        ((_fit(name, column), name, column) for column in columns for name in FIELDS),
        key=lambda fit: (-fit[0], FIELDS.index(fit[1]), order[fit[2].heading]),
    )
    chosen: dict[str, list[str]] = {}
    confidence: dict[str, float] = {}
    taken: set[str] = set()
    for score, name, column in fits:
        if score < _ENOUGH or column.heading in taken or (name in chosen and not HEADINGS[name].many):
            continue
        chosen.setdefault(name, []).append(column.heading)
        confidence.setdefault(name, round(score, 2))
        taken.add(column.heading)
    return {name: tuple(sorted(held, key=order.__getitem__)) for name, held in chosen.items()}, confidence


def _fit(name: str, column: _Column) -> float:
    by_heading = _heading_fit(HEADINGS[name], column.words)
    if not column.cells:
        return by_heading / 2 if name not in {"name", "description"} else 0.0
    looks = LOOKS.get(name)
    if name == "id" and column.filled < _LEAST_FILLED_ID:
        return 0.0
    if looks is None:
        return by_heading * _fullness(column)
    alike = share(column.cells, looks) if by_heading or name in TELLING else 0.0
    if not by_heading:
        return _VALUES_ALONE if alike > _TELLING_LOOKS else 0.0
    return by_heading * _fullness(column) if alike >= _LEAST_LOOKS else by_heading * _UNLIKE


def _fullness(column: _Column) -> float:
    """Of two columns that would do, the one that people filled in."""
    return 0.7 + 0.3 * column.filled


def _heading_fit(heading: Heading, words: str) -> float:
    tokens = set(words.split())
    if words in heading.words:
        return _SURE
    if words in heading.exact:
        return _EXACT_ONLY
    # The plural or a number after the words change nothing: "addresses", "telephone 1".
    base = re.sub(r"\s*\d+$", "", words)
    if base != words and base in heading.words:
        return _EXACT_ONLY
    if tokens & heading.never:
        return 0.0
    near = max((fuzz.ratio(words, phrase) for phrase in heading.words), default=0.0) / 100
    if near >= _NEAR and len(words) > _TOO_SHORT_FOR_A_SLIP:
        return near * _EXACT_ONLY
    covers = [phrase for phrase in heading.words if set(phrase.split()) <= tokens]
    longest = max((len(phrase) for phrase in covers), default=0)
    return _PART + 0.2 * longest / len(words) if longest else 0.0


def _examples(chosen: Mapping[str, Sequence[str]], columns: Sequence[_Column]) -> dict[str, tuple[str, ...]]:
    cells = {column.heading: tuple(dict.fromkeys(column.cells))[:_EXAMPLES] for column in columns}
    return {name: cells[headings[0]] for name, headings in chosen.items()}
