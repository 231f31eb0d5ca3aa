"""The same use cases as the screens, for scripts and for the first start: the command kith.

Every command takes ``--database URL`` and ``--json``. Errors are one sentence on the error stream; the status
is 2 for what the caller can put right and 1 for anything else that stops a command.
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from directory import cli_commands as commands
from directory import cli_times
from directory.cli_explaining import explain_score
from directory.config import DEFAULT_FOLDER, DEFAULT_HOST, DEFAULT_PORT, LARGEST_PORT, Settings, read_settings
from directory.errors import BadInputError, KithError
from directory.exchange.reading import Form
from directory.model.location import Access
from directory.model.person import AgeBand, Travel
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import Sort
from directory.model.service import Delivery
from directory.model.user import Role

BAD_INPUT, STOPPED, INTERRUPTED = 2, 1, 130


class _OneSentenceParser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message}. Try “{self.prog} --help”.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    # Set up first: a library that does it for everyone would fill the error stream with its own affairs.
    logging.basicConfig(level=logging.WARNING)
    if isinstance(sys.stdout, TextIOWrapper):
        # A file name in another encoding is shown with its odd bytes spelled out.
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _build_parser().parse_args(arguments)
    try:
        return _run(options)
    except KithError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT if isinstance(error, BadInputError) else STOPPED
    except BrokenPipeError:
        # The reader of our output has gone, as "| head" does; nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(options: argparse.Namespace) -> int:
    settings = _settings(options)
    if options.run is commands.serve:
        commands.serve(settings, options)
        return 0
    options.run(commands.Desk(settings, as_json=options.json, now=datetime.now(UTC)), options)
    return 0


def _settings(options: argparse.Namespace) -> Settings:
    settings = read_settings(os.environ)
    return replace(settings, database_url=options.database) if options.database else settings


def _build_parser() -> argparse.ArgumentParser:
    parser = _OneSentenceParser(prog="kith", description=__doc__.splitlines()[0])
    common = _OneSentenceParser(add_help=False)
    common.add_argument(
        "--database",
        metavar="URL",
        help=f"sqlite:///file.db or postgresql://… (default: {DEFAULT_FOLDER}/kith.db)",
    )
    common.add_argument("--json", action="store_true", help="answer in JSON")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_OneSentenceParser)
    _add_serve(verbs.add_parser("serve", parents=[common], help="serve the pages"))
    _add_demo(verbs.add_parser("demo", parents=[common], help="load the demonstration directory"))
    _add_import(
        verbs.add_parser("import", parents=[common], help="read listings from files"), commands.import_files
    )
    _add_import(
        verbs.add_parser("check", parents=[common], help="say what an import would do"), commands.check_files
    )
    _add_search(verbs.add_parser("search", parents=[common], help="find listings"))
    _add_suggest(verbs.add_parser("suggest", parents=[common], help="suggest places from what a person says"))
    _add_explain(verbs.add_parser("explain", parents=[common], help="say how a score came about"))
    cli_times.add_options(verbs.add_parser("times", parents=[common], help="read times as people type them"))
    _add_postcodes(verbs.add_parser("postcodes", help="exact points of postcodes"), common)
    _add_users(verbs.add_parser("users", help="people and their roles"), common)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help=f"address to listen on (default: {DEFAULT_HOST})")
    parser.add_argument("--port", type=_port, help=f"port to listen on (default: {DEFAULT_PORT})")
    parser.add_argument(
        "--demo", action="store_true", help="load the demonstration directory when there is none"
    )
    parser.set_defaults(run=commands.serve)


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reset", action="store_true", help="take the demo listings out first")
    parser.set_defaults(run=commands.demo)


def _add_import(parser: argparse.ArgumentParser, run: object) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=["auto", *map(str, Form)], default="auto", help="default: auto")
    parser.add_argument("--source", default="", help="name of the source (default: the file's name)")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="FIELD=COLUMN",
        help="correct the guessed column of a field; may be given several times",
    )
    parser.set_defaults(run=run)


def _pair(text: str) -> tuple[str, str]:
    name, equals, column = text.partition("=")
    if not (name and equals):
        message = f"“{text}” has to look like FIELD=COLUMN"
        raise argparse.ArgumentTypeError(message)
    return name.strip(), column.strip()


def _miles(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        message = f"“{text}” has to be a number of miles above 0"
        raise argparse.ArgumentTypeError(message)
    return number


def _port(text: str) -> int:
    if text.isdecimal() and len(text) <= len(str(LARGEST_PORT)) and 0 < int(text) <= LARGEST_PORT:
        return int(text)
    message = f"“{text}” has to be a number from 1 to {LARGEST_PORT}"
    raise argparse.ArgumentTypeError(message)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        message = f"“{text}” has to be a whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _weekday(text: str) -> Weekday:
    for day in Weekday:
        if len(text) > 1 and day.name.lower().startswith(text.lower()):
            return day
    message = f"“{text}” is not a day of the week"
    raise argparse.ArgumentTypeError(message)


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="?", default="")
    parser.add_argument("--near", default="", help="a postcode, an outcode, a place name or LAT,LON")
    parser.add_argument("--within", type=_miles, metavar="MILES")
    parser.add_argument("--day", action="append", default=[], type=_weekday)
    parser.add_argument("--part", action="append", default=[], choices=list(map(str, PartOfDay)))
    parser.add_argument("--free", action="store_true")
    parser.add_argument("--access", action="append", default=[], choices=list(map(str, Access)))
    parser.add_argument("--age", type=int, metavar="YEARS")
    parser.add_argument("--delivery", action="append", default=[], choices=list(map(str, Delivery)))
    parser.add_argument("--sort", choices=list(map(str, Sort)))
    parser.add_argument("--limit", type=_count, default=20)
    parser.set_defaults(run=commands.search)


def _add_suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wish", action="append", default=[])
    parser.add_argument("--strength", action="append", default=[])
    parser.add_argument("--circumstance", action="append", default=[])
    parser.add_argument("--limit", type=_count, default=5)
    parser.add_argument(
        "--people", type=Path, metavar="FILE", help="one person a line as JSON; answers a line each"
    )
    _add_facts_of_a_person(parser)
    parser.set_defaults(run=commands.suggest_places)


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--person",
        type=Path,
        metavar="FILE",
        required=True,
        help="a person as JSON, or a file of people, one a line, as “suggest --people” reads it",
    )
    parser.add_argument("--id", default="", help="which person of a file of several")
    parser.add_argument("--service", metavar="ID", required=True, help="which listing")
    _add_facts_of_a_person(parser)
    parser.set_defaults(run=explain_score)


def _add_facts_of_a_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--near", default="", help="a postcode, an outcode, a place name or LAT,LON")
    parser.add_argument("--within", type=_miles, metavar="MILES")
    parser.add_argument("--age-band", choices=list(map(str, AgeBand)))
    parser.add_argument("--travel", choices=list(map(str, Travel)))


def _add_postcodes(parser: argparse.ArgumentParser, common: _OneSentenceParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_OneSentenceParser)
    add = verbs.add_parser("add", parents=[common], help="load Code-Point Open, ONSPD or a plain CSV")
    add.add_argument("file", type=Path, metavar="FILE")
    add.set_defaults(run=commands.add_postcode_file)


def _add_users(parser: argparse.ArgumentParser, common: _OneSentenceParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_OneSentenceParser)
    listing = verbs.add_parser("list", parents=[common], help="everyone and their roles")
    listing.set_defaults(run=commands.show_users)
    add = verbs.add_parser("add", parents=[common], help="add someone")
    add.add_argument("name")
    _add_user_facts(add)
    add.set_defaults(run=commands.add_user)
    change = verbs.add_parser(
        "change", parents=[common], help="change someone's roles, team or whether they are active"
    )
    change.add_argument("id")
    change.add_argument("--active", choices=["yes", "no"])
    _add_user_facts(change)
    change.set_defaults(run=commands.change_user)


def _add_user_facts(parser: argparse.ArgumentParser) -> None:
    roles = [str(role) for role in Role if role is not Role.VISITOR]
    parser.add_argument("--role", action="append", default=[], choices=roles)
    parser.add_argument("--team")
    parser.add_argument("--phone")
    parser.add_argument("--email")
