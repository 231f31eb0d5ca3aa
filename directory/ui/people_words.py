"""How people and their records are spoken of on the screen."""

from datetime import datetime

from directory.model.conversation import Conversation, Field
from directory.model.person import Person
from directory.services.people import FoundPerson
from directory.ui.words import DOT, ago_words, long_date_words

NO_NAME = "No name yet"
_SHORT = 110


def name_words(person: Person) -> str:
    """The name as given, or that there is none."""
    return person.name.strip() or NO_NAME


def first_name(person: Person) -> str:
    """What to call someone in a sentence; empty when no name was given."""
    return next(iter(person.name.split()), "")


def open_words(person: Person) -> str:
    """The words of the button that opens a record."""
    return f"Open {first_name(person)}’s record" if first_name(person) else "Open record"


def whereabouts_words(person: Person) -> str:
    """Postcode and phone on one line; empty when neither is known."""
    return DOT.join(part for part in (person.postcode.strip(), person.phone.strip()) if part)


def whose_words(found: FoundPerson) -> str:
    """Who sees this person through."""
    return f"{found.worker_name} is the named worker" if found.needs_reason else "You are the named worker"


def talked_words(found: FoundPerson, now: datetime) -> str:
    """When they last talked with someone here."""
    if found.last_talked_at is None:
        return "no talk yet"
    return f"last talked {ago_words(found.last_talked_at, now)}"


def line_words(found: FoundPerson, now: datetime) -> str:
    """The second line of a person in a list."""
    parts = (whereabouts_words(found.person), whose_words(found), talked_words(found, now))
    return DOT.join(part for part in parts if part)


def conversation_words(conversation: Conversation) -> str:
    """The first words that were written, to know a conversation again."""
    written = (conversation.text_of(field).text for field in Field)
    words = next((" ".join(text.split()) for text in written if text.strip()), "Nothing written yet")
    return words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + "…"


def day_words(moment: datetime) -> str:
    """Such as "Tuesday 24 November 2026"."""
    return f"{long_date_words(moment.date())} {moment.year}"
