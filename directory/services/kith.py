"""What every use case is given: the store and all that is derived or shipped."""

from collections.abc import Callable
from dataclasses import dataclass

from directory.matching.suggesting import Matchmaker
from directory.places.gazetteer import Gazetteer
from directory.services.current_directory import CurrentDirectory
from directory.storage.ports import Store


@dataclass(frozen=True, slots=True)
class Kith:
    """One installation.

    ``matchmaker`` reads the vocabulary when first called; ``new_id`` makes uuids, tests hand in their own.
    """

    store: Store
    directory: CurrentDirectory
    gazetteer: Gazetteer
    matchmaker: Callable[[], Matchmaker]
    new_id: Callable[[], str]
