"""What it costs, from the words people use, as HSDS ``cost_option``."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from directory.exchange.plain_text import one_line, something
from directory.model.service import CostOption

_MOST_POUNDS = 100_000
_POUNDS = re.compile(r"(?:£|GBP\s?|\bpounds?\s)\s*(\d{1,5}(?:,\d{3})*(?:\.\d{1,2})?)", re.IGNORECASE)
_PENCE = re.compile(r"\b(\d{1,3})\s?p\b")
_FREE = re.compile(
    r"^nothing$|\bfree\b|\bno (?:charge|cost|fee)s?\b|\bdonations? (?:welcome|only)\b", re.IGNORECASE
)
_NOT_ALL_FREE = re.compile(
    (
        r"\bfirst\b[^.;]*\bfree\b|\bfree (?:parking|for|trial|taster|first|to members"
        r"|entry for|if)\b|\bunder\b|\bmembers\b|\bsome\b|\bnot free\b|\bsmall (?:charge"
        r"|fee)\b|\bcharges?\b(?! free)"
    ),
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\b(?:charge(?:s|able)?|fees?|paid|pay and play|membership|contact for prices)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cost:
    """``is_free`` is None when the words do not say. Options have no id yet."""

    options: tuple[CostOption, ...] = ()
    is_free: bool | None = None


def parse_cost(typed: str) -> Cost:
    """Read "Free", "£3 a session, first one free", "50p"; the words are kept beside any amount."""
    words = one_line(something(typed))
    if not words:
        return Cost()
    amount = _first_amount(words)
    if amount is None and (bare := amount_of(words)) is not None:
        amount = bare
    if amount:
        return Cost((CostOption(id="", amount=amount, amount_description=words),), is_free=False)
    if amount is not None or (_FREE.search(words) and not _NOT_ALL_FREE.search(words)):
        return Cost(
            (CostOption(id="", option="Free", amount=Decimal(0), amount_description=_unless_free(words)),),
            is_free=True,
        )
    return Cost(
        (CostOption(id="", amount_description=words),), is_free=False if _CHARGED.search(words) else None
    )


def amount_of(typed: str) -> Decimal | None:
    """A bare number as pounds."""
    try:
        amount = Decimal(typed.strip().lstrip("£").replace(",", ""))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < _MOST_POUNDS else None


def _unless_free(words: str) -> str:
    return "" if words.casefold().rstrip(".!") in {"free", "0", "£0", "£0.00", "0.00"} else words


def _first_amount(words: str) -> Decimal | None:
    """The first amount that is not nothing; "£0" only when nothing else is asked."""
    amounts = [Decimal(found.replace(",", "")) for found in _POUNDS.findall(words)]
    amounts += [Decimal(found) / 100 for found in _PENCE.findall(words)]
    return next((amount for amount in amounts if amount), amounts[0] if amounts else None)
