"""What an import did, row by row where it matters."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.model.place import Precision


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that did not go in; ``row`` as a person counts it in the file."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``read`` counts all rows; ``located`` counts the services that went in by how they were placed."""

    read: int
    added: int
    changed: int
    unchanged: int
    refused: tuple[Refusal, ...]
    located: Mapping[Precision, int]
