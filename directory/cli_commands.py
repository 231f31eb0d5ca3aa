"""What each command does: read the options, ask one use case, say the answer."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from directory import cli_answers as answers
from directory.bootstrap import DEMO_LISTINGS, open_kith
from directory.cli_people import build_portrait, check_readable, find_near, read_people
from directory.config import Settings
from directory.exchange.reading import Form
from directory.model.conversation import StatementKind
from directory.model.location import Access
from directory.model.place import Place
from directory.model.schedule import PartOfDay
from directory.model.search import ServiceQuery, Sort
from directory.model.service import Delivery
from directory.model.user import COMMAND_LINE, Role, User
from directory.services.demo import load_demo, needs_demo, remove_demo
from directory.services.finding import find_services
from directory.services.importing import ImportOrder, check_file, import_file
from directory.services.kith import Kith
from directory.services.placing import add_postcodes
from directory.services.suggesting import suggest
from directory.services.users import get_user, list_users, save_user


@dataclass(frozen=True)
class Desk:
    """One run of the command line: its settings, how it answers, and the time it is."""

    settings: Settings
    as_json: bool
    now: datetime

    @cached_property
    def kith(self) -> Kith:
        """Opened when first needed."""
        return open_kith(self.settings)

    def say(self, fact: Mapping[str, object], words: str) -> None:
        """Answer a script with the fact, a person with the words."""
        print(json.dumps(fact, ensure_ascii=False) if self.as_json else words)  # noqa: T201 - this is the answer


def serve(settings: Settings, options: argparse.Namespace) -> None:
    """Serve the pages until stopped."""
    # Loaded here, so that no other command waits for Streamlit.
    from directory.ui.server import serve as serve_pages  # noqa: PLC0415

    settings = replace(settings, host=options.host or settings.host, port=options.port or settings.port)
    serve_pages(settings, prepare=_load_demo_if_empty if options.demo else None)


def demo(desk: Desk, options: argparse.Namespace) -> None:
    """Load the demonstration directory, after taking it out on ``--reset``."""
    removed = remove_demo(desk.kith, by=COMMAND_LINE, now=desk.now) if options.reset else 0
    with _progress(DEMO_LISTINGS.name) as bar:
        report = load_demo(desk.kith, DEMO_LISTINGS, by=COMMAND_LINE, now=desk.now, on_progress=bar)
    fact = answers.report_fact(report) | {"removed": removed}
    desk.say(fact, answers.report_words("The demonstration directory", report))


def import_files(desk: Desk, options: argparse.Namespace) -> None:
    """Read listings in, file by file."""
    for path in options.files:
        order = _order(path, options)
        with _progress(path.name) as bar:
            report = import_file(desk.kith, order, by=COMMAND_LINE, now=desk.now, on_progress=bar)
        desk.say(answers.report_fact(report), answers.report_words(path.name, report))


def check_files(desk: Desk, options: argparse.Namespace) -> None:
    """Say what an import would do, and write nothing."""
    for path in options.files:
        order = _order(path, options)
        with _progress(path.name) as bar:
            report = check_file(desk.kith, order, by=COMMAND_LINE, now=desk.now, on_progress=bar)
        desk.say(answers.report_fact(report), answers.report_words(f"{path.name}, checked only", report))


def search(desk: Desk, options: argparse.Namespace) -> None:
    """Find listings."""
    near = find_near(desk.kith, options)
    query = ServiceQuery(
        words=options.words,
        near=near,
        within_miles=options.within,
        days=frozenset(options.day),
        parts_of_day=frozenset(map(PartOfDay, options.part)),
        free=options.free,
        access=frozenset(map(Access, options.access)),
        age=options.age,
        deliveries=frozenset(map(Delivery, options.delivery)),
        sort=Sort(options.sort) if options.sort else None,
        limit=options.limit,
    )
    result = find_services(desk.kith, query, by=COMMAND_LINE, now=desk.now)
    desk.say(answers.search_fact(result, now=desk.now), answers.search_words(result, near))


def suggest_places(desk: Desk, options: argparse.Namespace) -> None:
    """Suggest for one person's words, or for a file of people, a line each."""
    near = find_near(desk.kith, options)
    if options.people:
        _suggest_for_people(desk, options, near)
        return
    said = {
        StatementKind.WISH: options.wish,
        StatementKind.STRENGTH: options.strength,
        StatementKind.CIRCUMSTANCE: options.circumstance,
    }
    portrait = build_portrait(said, near, options)
    found = suggest(desk.kith, portrait, by=COMMAND_LINE, now=desk.now, limit=options.limit)
    desk.say(answers.suggestions_fact(found), answers.suggestions_words(found))


def add_postcode_file(desk: Desk, options: argparse.Namespace) -> None:
    """Load exact points of postcodes."""
    check_readable(options.file)
    with tqdm(desc=options.file.name, unit=" postcodes", disable=not sys.stderr.isatty()) as bar:
        saved = add_postcodes(
            desk.kith,
            options.file,
            by=COMMAND_LINE,
            now=desk.now,
            on_progress=lambda count: _move(bar, count),
        )
    desk.say({"loaded": saved}, f"{saved:,} postcodes are loaded.")


def show_users(desk: Desk, _options: argparse.Namespace) -> None:
    """Everyone and their roles."""
    users = list_users(desk.kith, by=COMMAND_LINE)
    desk.say({"users": [answers.user_fact(user) for user in users]}, answers.users_words(users))


def add_user(desk: Desk, options: argparse.Namespace) -> None:
    """Add someone with roles."""
    user = User(
        id=desk.kith.new_id(),
        name=options.name,
        roles=frozenset(map(Role, options.role)),
        team=options.team or "",
        phone=options.phone or "",
        email=options.email or "",
    )
    save_user(desk.kith, user, by=COMMAND_LINE, now=desk.now)
    desk.say(answers.user_fact(user), f"{user.name} is added with the id {user.id}.")


def change_user(desk: Desk, options: argparse.Namespace) -> None:
    """Change what was given; the rest stays."""
    user = get_user(desk.kith, options.id, by=COMMAND_LINE)
    given = {name: getattr(options, name) for name in ("team", "phone", "email")}
    changed = replace(user, **{name: text for name, text in given.items() if text is not None})
    if options.role:
        changed = replace(changed, roles=frozenset(map(Role, options.role)))
    if options.active:
        changed = replace(changed, is_active=options.active == "yes")
    save_user(desk.kith, changed, by=COMMAND_LINE, now=desk.now)
    desk.say(answers.user_fact(changed), f"{changed.name} is changed.")


def _load_demo_if_empty(kith: Kith, now: datetime) -> None:
    if needs_demo(kith):
        load_demo(kith, DEMO_LISTINGS, by=COMMAND_LINE, now=now)


def _order(path: Path, options: argparse.Namespace) -> ImportOrder:
    check_readable(path)
    form = None if options.format == "auto" else Form(options.format)
    return ImportOrder(path, source=options.source, form=form, mapping=dict(options.map))


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar in the terminal, fed with (done, total); silent when nobody watches."""
    with tqdm(desc=name, unit=" rows", disable=not sys.stderr.isatty(), leave=False) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            _move(bar, done)

        yield show


def _move(bar: "tqdm[NoReturn]", done: int) -> None:
    bar.n = done
    bar.refresh() if done == bar.total else bar.update(0)


def _suggest_for_people(desk: Desk, options: argparse.Namespace, near: Place | None) -> None:
    for person, portrait in read_people(options.people, near, options):
        found = suggest(desk.kith, portrait, by=COMMAND_LINE, now=desk.now, limit=options.limit)
        row = {
            "id": person,
            "suggestions": [one.service.id for one in found.go],
            "give": [one.service.id for one in found.give],
        }
        print(json.dumps(row, ensure_ascii=False))  # noqa: T201 - this is the answer
