"""People as the command line is given them: in options, or in a file of JSON, one a line or a single one."""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from directory.errors import BadInputError
from directory.model.conversation import Statement, StatementKind
from directory.model.person import AgeBand, Travel
from directory.model.place import METRES_PER_MILE, Place
from directory.model.suggestion import Portrait
from directory.model.user import COMMAND_LINE
from directory.services.kith import Kith
from directory.services.placing import find_place

_SAID_UNDER = {
    StatementKind.STRENGTH: "strengths",
    StatementKind.WISH: "wishes",
    StatementKind.CIRCUMSTANCE: "circumstances",
}


class NoFileError(BadInputError):
    """The file is not there or cannot be read."""

    sentence = "There is no file “{path}” that can be read. Check its name and where it is."


class NotAPersonError(BadInputError):
    """A line of the file of people cannot be used."""

    sentence = (
        "Line {line} of {path} is not a person: it has to be a JSON object with “id” and lists of words "
        "under “strengths”, “wishes” and “circumstances”."
    )


class NobodyThereError(BadInputError):
    """The file of people does not hold the one asked for."""

    sentence = "There is nobody with the id “{id}” in {path}. Check the id; it stands under “id” in the file."


class WhichPersonError(BadInputError):
    """A file of several people where one is needed."""

    sentence = "{path} holds {count} people: say with --id which of them is meant, such as --id {first}."


class NearNeededError(BadInputError):
    """A radius without a middle."""

    sentence = "--within needs --near: say from where the miles are counted."


def check_readable(path: Path) -> None:
    """Raise ``NoFileError`` when the file cannot be opened."""
    try:
        with path.open("rb"):
            return
    except OSError as error:
        raise NoFileError(path=path) from error


def find_near(kith: Kith, options: argparse.Namespace) -> Place | None:
    """The place of ``--near``; none when it was not given."""
    if not options.near:
        if options.within:
            raise NearNeededError
        return None
    return find_place(kith, options.near, by=COMMAND_LINE)


def build_portrait(
    said: Mapping[StatementKind, list[str]], near: Place | None, options: argparse.Namespace
) -> Portrait:
    """What matching may know, from the words and the options beside them."""
    statements = tuple(Statement(kind, words) for kind, lines in said.items() for words in lines)
    return Portrait(
        statements,
        home=near.point if near else None,
        age_band=AgeBand(options.age_band) if options.age_band else None,
        travel=Travel(options.travel) if options.travel else None,
        within_metres=options.within * METRES_PER_MILE if options.within else None,
    )


def read_people(
    path: Path, near: Place | None, options: argparse.Namespace
) -> tuple[tuple[str, Portrait], ...]:
    """Everyone in a file with their ids: a line each, or one alone, as long as it likes."""
    people = []
    for number, text in _texts(path):
        try:
            people.append(_parse_person(text, near, options))
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise NotAPersonError(line=number, path=path) from error
    return tuple(people)


def get_person(path: Path, near: Place | None, options: argparse.Namespace) -> tuple[str, Portrait]:
    """The only person in a file, or the one whose id was asked for."""
    people = read_people(path, near, options)
    if not options.id and len(people) == 1:
        return people[0]
    if not options.id and people:
        raise WhichPersonError(path=path, count=len(people), first=people[0][0])
    for name, portrait in people:
        if name == options.id:
            return name, portrait
    raise NobodyThereError(path=path, id=options.id)


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    check_readable(path)
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = [(1, text)] if _is_one(text) else enumerate(text.split("\n"), start=1)
    return ((number, line) for number, line in lines if line.strip())


def _is_one(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _parse_person(text: str, near: Place | None, options: argparse.Namespace) -> tuple[str, Portrait]:
    person = json.loads(text)
    said = {kind: [str(words) for words in person.get(name) or []] for kind, name in _SAID_UNDER.items()}
    portrait = build_portrait(said, near, options)
    age_band = AgeBand(person["age_band"]) if person.get("age_band") else portrait.age_band
    travel = Travel(person["travel"]) if person.get("travel") else portrait.travel
    return str(person["id"]), replace(portrait, age_band=age_band, travel=travel)
