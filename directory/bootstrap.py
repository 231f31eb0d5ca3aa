"""Puts one installation together: the only place that knows which store, places and matching are used."""

from collections.abc import Collection, Mapping
from functools import cache
from uuid import uuid4

from directory.config import SHIPPED_DATA, Settings
from directory.matching.suggesting import Matchmaker
from directory.model.place import Point
from directory.places.gazetteer import Gazetteer
from directory.services.current_directory import CurrentDirectory
from directory.services.kith import Kith
from directory.storage.store import SqlStore, open_store

DEMO_LISTINGS = SHIPPED_DATA / "demo" / "listings.csv"
VOCABULARY = SHIPPED_DATA / "vocabulary"


def open_kith(settings: Settings) -> Kith:
    """Open the store, its schema brought up to date, and everything that is built on it."""
    store = open_store(settings.database_url)
    matchmaker = cache(lambda: Matchmaker.from_folder(VOCABULARY))
    return Kith(
        store=store,
        directory=CurrentDirectory(
            store,
            # Gathered from tens of thousands of phrases, and asked for at every misspelt word.
            cache(lambda: matchmaker().known_words),
            folder=settings.folder / "index",
            notes=lambda: matchmaker().notes_maker(),
        ),
        gazetteer=_open_gazetteer(store),
        matchmaker=matchmaker,
        new_id=lambda: str(uuid4()),
    )


def _open_gazetteer(store: SqlStore) -> Gazetteer:
    def exact(postcodes: Collection[str]) -> Mapping[str, Point]:
        with store.reading() as shelves:
            return shelves.postcodes.find(postcodes)

    def exact_count() -> int:
        with store.reading() as shelves:
            return shelves.postcodes.count()

    return Gazetteer(exact, exact_count)
