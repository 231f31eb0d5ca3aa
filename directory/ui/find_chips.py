"""Chips under the search line: each narrowing says how many it would leave; the rarer ones are folded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.service import Delivery
from directory.ui.find_address import change_question
from directory.ui.find_question import FOLDED, OLDEST, Question, filters_on, without_filters
from directory.ui.find_words import ACCESS_WORDS, DAY_CHIPS, DELIVERY_WORDS, PART_WORDS, chip_words

Counts = Mapping[str, int]
AGE = "find-age"


@dataclass(frozen=True, slots=True)
class Chip:
    """One narrowing: the field of ServiceQuery it sets, to what, its words, and its name among the counts."""

    field: str
    value: object
    words: str
    facet: str

    def is_on(self, question: Question) -> bool:
        """Whether the question has it."""
        held = getattr(question.asked, self.field)
        return self.value in held if isinstance(held, frozenset) else bool(held == self.value)


def _chips(field: str, facet: str, words: Mapping[str, str]) -> Mapping[str, Chip]:
    return {f"{facet}:{word}": Chip(field, word, said, f"{facet}:{word}") for word, said in words.items()}


_DAYS = _chips("days", "day", {day: DAY_CHIPS[day] for day in Weekday})
_PARTS = _chips("parts_of_day", "part", {part: PART_WORDS[part] for part in PartOfDay})
_WAYS = _chips("deliveries", "delivery", {way: DELIVERY_WORDS[way] for way in Delivery})
_ACCESS = _chips("access", "access", {feature: ACCESS_WORDS[feature] for feature in Access})
_STEP_FREE = f"access:{Access.STEP_FREE}"
_FREE = {"free": Chip("free", True, "Free", "free")}  # noqa: FBT003 - the value of the field

ROWS: Mapping[str, Mapping[str, Chip]] = MappingProxyType(
    {
        "Day": _DAYS,
        "Part of day": _PARTS,
        "Cost and access": _FREE | {_STEP_FREE: _ACCESS[_STEP_FREE]},
        "How it happens": _WAYS,
        "More about access": {name: chip for name, chip in _ACCESS.items() if name != _STEP_FREE},
    }
)
IN_SIGHT: Sequence[str] = ("Day", "Part of day", "Cost and access")
BEHIND_MORE: Sequence[str] = ("How it happens", "More about access")


def show_chips(question: Question, counts: Counts) -> None:
    """Days, parts of the day, free and step-free in sight; other access, ways and age behind one button."""
    with st.container(horizontal=True, key="find-chips", vertical_alignment="bottom"):
        for label in IN_SIGHT:
            _show_row(label, question, counts)
        with st.popover(_more_words(question), key="find-more"):
            for label in BEHIND_MORE:
                _show_row(label, question, counts)
            _show_age(question)
        if filters_on(question.asked):
            st.button("Clear choices", key="find-clear", type="tertiary", on_click=_clear)


def chosen(question: Question, label: str, names: Sequence[str]) -> Question:
    """The question after exactly these chips of a row are on."""
    changes: dict[str, object] = {}
    for name, chip in ROWS[label].items():
        held = changes.get(chip.field, getattr(question.asked, chip.field))
        changes[chip.field] = _with(held, chip.value, is_on=name in names)
    return question.asking(**changes)


def _with(held: object, value: object, *, is_on: bool) -> object:
    if isinstance(held, frozenset):
        return held | {value} if is_on else held - {value}
    return is_on


def _show_row(label: str, question: Question, counts: Counts) -> None:
    row = ROWS[label]
    key = f"find-{label}".replace(" ", "-").casefold()
    st.session_state[key] = [name for name, chip in row.items() if chip.is_on(question)]

    def change() -> None:
        names = st.session_state[key]
        change_question(lambda present: chosen(present, label, names))

    st.pills(
        label,
        list(row),
        selection_mode="multi",
        format_func=lambda name: chip_words(row[name].words, counts.get(row[name].facet)),
        key=key,
        on_change=change,
    )


def _show_age(question: Question) -> None:
    st.session_state[AGE] = question.asked.age
    st.number_input(
        "Age of the person",
        min_value=0,
        max_value=OLDEST,
        key=AGE,
        placeholder="Any age",
        on_change=lambda: change_question(lambda present: present.asking(age=st.session_state[AGE])),
    )


def _more_words(question: Question) -> str:
    on = filters_on(question.asked, FOLDED) - (Access.STEP_FREE in question.asked.access)
    return f"More choices ({on} on)" if on else "More choices"


def _clear() -> None:
    change_question(without_filters)
