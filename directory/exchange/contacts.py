"""Telephone numbers, addresses of mail and of the web, as people type them into one cell."""

import re
from urllib.parse import urlsplit

from directory.exchange.plain_text import one_line
from directory.model.service import Contact, Phone

_NUMBER = re.compile(
    r"(?<![\w£.])(?:\+?\(?\d[\d() \u00a0.\-–]{8,18}\d)(?!\w)(?:\s*(?:ext?\.?|x|option)\s*\d{1,5})?",
    re.IGNORECASE,
)
_SHORT_NUMBER = re.compile(r"^(?:999|101|105|111|119|112|116\s?\d{3}|118\s?\d{3}|1\d{4})$")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_DOMAIN = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)
_EDGES = " \t:;,.-–/|()"
_MOST_DIGITS = 14
_LETTER_O_FOR_ZERO = re.compile(r"^[Oo](?=\d{9,10}$)")


def parse_phones(typed: str) -> tuple[Phone, ...]:
    """Each number with the words before it: "Youth line: 0117 332 7111" is a number and whose it is."""
    text = _LETTER_O_FOR_ZERO.sub("0", one_line(typed))
    if _SHORT_NUMBER.match(text):
        return (Phone(id="", number=text),)
    phones: list[Phone] = []
    ends_at = 0
    for match in _NUMBER.finditer(text):
        if _count_digits(match.group()) <= _MOST_DIGITS:
            phones.append(Phone("", _dialled(match.group()), _label(text[ends_at : match.start()])))
            ends_at = match.end()
    if phones and (after := _label(text[ends_at:])) and not phones[-1].description:
        phones[-1] = Phone("", phones[-1].number, after)
    return tuple(phones)


def _count_digits(text: str) -> int:
    return sum(map(str.isdigit, re.split(r"[a-z]", text, maxsplit=1, flags=re.IGNORECASE)[0]))


def _label(words: str) -> str:
    label = words.strip(_EDGES)
    return "" if label.casefold() in {"or", "and", "tel", "telephone", "phone", "t", "mobile or"} else label


def _dialled(number: str) -> str:
    """Spreadsheets drop the leading 0 of a number: "1617486414" is 01617486414."""
    number = number.strip(_EDGES.replace("(", "").replace(")", ""))
    return f"0{number}" if re.fullmatch(r"[1237]\d{9}|1\d{8}", number) else number


def parse_email(typed: str) -> str:
    """The first address of mail in the text."""
    found = _EMAIL.search(typed) if "@" in typed else None
    address = found.group().strip(".") if found else ""
    return "" if address.casefold().endswith((".invalid", "@example.invalid")) else address


def parse_url(typed: str) -> str:
    """The first web address in the text, with its scheme; only http and https are links."""
    text = one_line(typed)
    found = _WEB.search(text)
    if found:
        address = found.group().rstrip(".,;)")
    elif _DOMAIN.match(text) and "@" not in text:
        address = text
    else:
        return ""
    return _if_sound(address if "://" in address else f"http://{address}")


def _if_sound(address: str) -> str:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return ""
    return address if host and "." in host else ""


def contact_of(
    phones: tuple[Phone, ...], *, name: str = "", title: str = "", email: str = ""
) -> tuple[Contact, ...]:
    """One contact, or none when nothing is known."""
    if not (phones or name or title or email):
        return ()
    return (Contact(id="", name=name, title=title, email=email, phones=phones),)
