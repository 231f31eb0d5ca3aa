"""The command that reads times as people type them, one text or a line each."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from io import TextIOWrapper

from directory.cli_commands import Desk
from directory.errors import BadInputError
from directory.matching.when import LONDON, Occurrence
from directory.model.schedule import Schedule
from directory.services.reading_times import TypedTimes, read_typed_times
from directory.ui.listing_words import coming_words, schedule_words


class NoTextError(BadInputError):
    """Neither a text nor lines to read."""

    sentence = (
        "There are no times to read. Give them as TEXT, or a text a line on standard input with --json."
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="times as people write them: “Tues 10-12”")
    parser.add_argument(
        "--now", type=_moment, metavar="WHEN", help="count the next dates from then (2026-11-22T10:00)"
    )
    parser.set_defaults(run=show_times)


def show_times(desk: Desk, options: argparse.Namespace) -> None:
    """Read TEXT, or each line of standard input, and say what was understood."""
    now = options.now or desk.now
    for text in _texts(desk, options):
        read = read_typed_times(text, now=now)
        desk.say(times_fact(read), times_words(read))


def times_fact(read: TypedTimes) -> dict[str, object]:
    """The shape scripts rely on."""
    return {
        "text": read.typed,
        "osm": read.osm,
        "schedules": [_schedule_fact(one) for one in read.schedules],
        "words": said_words(read),
        "next": [_moment_fact(one) for one in read.coming],
        "notes": list(read.notes),
        "question": read.question or None,
    }


def times_words(read: TypedTimes) -> str:
    """The same in a few lines for reading."""
    lines = [said_words(read)]
    lines += [f"Next: {'; '.join(coming_words(read.coming))}."] if read.coming else []
    lines += [f"OpenStreetMap: {read.osm}"] if read.osm else []
    lines += [f"Note: {note}" for note in read.notes]
    lines += [f"To ask: {read.question}"] if read.question else []
    return "\n".join(line for line in lines if line)


def said_words(read: TypedTimes) -> str:
    """The times in sentences; empty when nothing was read."""
    sentences = [schedule_words(one) for one in read.schedules]
    if not sentences and not read.question:
        return "Closed."
    return " ".join(f"{sentence}." for sentence in dict.fromkeys(sentences) if sentence)


def _texts(desk: Desk, options: argparse.Namespace) -> Iterator[str]:
    if options.text is not None:
        yield options.text
        return
    if not desk.as_json:
        raise NoTextError
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"“{text}” has to be a date or a time such as 2026-11-22T10:00"
        raise argparse.ArgumentTypeError(message) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _moment_fact(one: Occurrence) -> str:
    return one.start.isoformat(timespec="minutes") if one.time_known else one.start.date().isoformat()


def _schedule_fact(one: Schedule) -> dict[str, object]:
    """Named as in Open Referral UK; what is not known is left out."""
    fact = {
        "freq": one.freq,
        "interval": one.interval if one.freq else None,
        "byday": one.byday,
        "opens_at": one.opens_at and f"{one.opens_at:%H:%M}",
        "closes_at": one.closes_at and f"{one.closes_at:%H:%M}",
        "dtstart": one.dtstart and one.dtstart.isoformat(),
        "valid_from": one.valid_from and one.valid_from.isoformat(),
        "valid_to": one.valid_to and one.valid_to.isoformat(),
        "notes": one.notes,
        "description": one.typed,
    }
    return {name: value for name, value in fact.items() if value}
