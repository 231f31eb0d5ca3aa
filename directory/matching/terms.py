"""The terms that others file listings under, and the concepts that they stand for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from directory.model.service import Attribute

SCHEMES = ("openactive", "open_eligibility", "esd")
"""OpenActive's activities, Open Eligibility, the LGA's types of service."""

_ADDRESSES: Mapping[str, str] = MappingProxyType(
    {"openactive.io/activity-list#": "openactive", "id.esd.org.uk/service/": "esd"}
)
_TAXONOMIES: Mapping[str, str] = MappingProxyType(
    {"openactive": "openactive", "openeligibility": "open_eligibility", "esd": "esd", "lga": "esd"}
)
_NOT_A_LETTER = re.compile(r"[^a-z]+")

Names = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """A name in a list that others use; ``id`` and ``label`` as they stand there."""

    scheme: str
    id: str
    label: str


def parse_terms(table: Mapping[str, object]) -> tuple[Term, ...]:
    """A concept's terms, written as lists of "id label"; raises ValueError with what is wrong."""
    return tuple(_term(scheme, entry) for scheme, listed in table.items() for entry in _listed(listed))


def build_names(terms: Mapping[str, Sequence[Term]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Concepts by the list and by each term's id and its label in small letters."""
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for concept, term in ((concept, term) for concept, several in terms.items() for term in several):
        for name in (term.id, term.label.casefold()):
            names[term.scheme, name] = (*names.get((term.scheme, name), ()), concept)
    return names


def concepts_of(attribute: Attribute, names: Names) -> tuple[str, ...]:
    """What a listing's own term stands for: known by its address, or by its label in a list that it names.

    A label alone may come from anywhere: OpenActive's "Jazz" is a dance.
    """
    return next((names[key] for key in _keys(attribute) if key in names), ())


def _keys(attribute: Attribute) -> Iterator[tuple[str, str]]:
    for address, scheme in _ADDRESSES.items():
        _, is_there, name = attribute.term_uri.partition(address)
        if is_there:
            yield scheme, name.strip("/")
    taxonomy = _NOT_A_LETTER.sub("", attribute.taxonomy.casefold())
    for begins, scheme in _TAXONOMIES.items():
        if taxonomy.startswith(begins):
            yield scheme, attribute.term.strip().casefold()


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _term(scheme: str, entry: object) -> Term:
    identifier, _, label = str(entry).partition(" ")
    if scheme not in SCHEMES or not label:
        message = f"“{scheme}” with “{entry}” is not a list and a term of it, as “id label”"
        raise ValueError(message)
    return Term(scheme, identifier, label)
