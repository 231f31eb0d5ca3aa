"""The vocabulary as data: what people mean by what they say, and how listings show it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from directory.errors import KithError
from directory.matching.terms import Term, build_names, parse_terms

Table = Mapping[str, object]

RULE_FILES = frozenset({"words.toml", "audiences.toml", "circumstances.toml", "marks.toml", "terms.toml"})


class BrokenVocabularyError(KithError):
    """A vocabulary file says something that cannot be followed."""

    sentence = "The vocabulary file {file} is not right at “{entry}”: {fault}. Put it right and start again."


_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea that links what people say with what listings offer.

    ``words`` count on both sides, ``said`` only in a person's mouth, ``shown`` only in a listing.
    ``heard`` are whole sentences by which people mean it: examples to tell likeness by, never looked up.
    ``leads_to`` weighs what else would suit someone who means this; ``excludes`` would not suit them at all.
    ``weight`` is how much the idea says by itself: "company" says less than "bell ringing".
    ``terms`` are its names in the lists that others use.
    """

    id: str
    label: str
    theme: str
    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    leads_to: Mapping[str, float] = field(default_factory=dict)
    excludes: frozenset[str] = frozenset()
    weight: float = 1.0
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a listing is for: ``named`` words count in its name, ``shown`` phrases in its opening too.

    ``needs`` are concepts of which the person must mean one. Where a listing gives ages in numbers, these
    decide in place of an audience that is only ``by_age``. Who is in one of ``age_bands`` is among them.
    """

    id: str
    label: str
    named: tuple[str, ...]
    shown: tuple[str, ...]
    needs: frozenset[str]
    blocked_by: frozenset[str] = frozenset()
    unless: tuple[str, ...] = ()
    strict: bool = True
    by_age: bool = False
    age_bands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What would stop someone: ``effect`` names a rule of the code; ``shown`` are words it forbids."""

    id: str
    label: str
    effect: str
    said: tuple[str, ...]
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A manner of listing, such as a show, that counts less unless the person means ``lifted_by``."""

    id: str
    shown: tuple[str, ...]
    factor: float
    lifted_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wording:
    """How words themselves are read: variants, light and common words, and what negates."""

    same: Mapping[str, str]
    whole: frozenset[str]
    light: frozenset[str]
    pointing: frozenset[str]
    common: frozenset[str]
    refusing: tuple[str, ...]
    unable: tuple[str, ...]
    not_negating: tuple[str, ...]
    until: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything in the vocabulary folder.

    ``giving`` are concepts of help: who would give it is welcome whomever a listing is for.
    ``with_children`` are those of people who would go where children go.
    """

    concepts: Mapping[str, Concept]
    audiences: tuple[Audience, ...]
    circumstances: tuple[Circumstance, ...]
    marks: tuple[Mark, ...]
    wording: Wording
    named: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """Concepts by the list that names them and by their id or label there."""
    giving: frozenset[str] = frozenset()
    with_children: frozenset[str] = frozenset()

    @property
    def spelt(self) -> frozenset[str]:
        """Every word in it, which is therefore no slip of the keyboard."""
        concepts = self.concepts.values()
        phrases = (phrase for one in concepts for phrase in (one.label, *one.words, *one.said, *one.shown))
        return frozenset(word for phrase in phrases for word in _WORD.findall(phrase.casefold()))


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read the folder; raises BrokenVocabularyError with the file and the entry."""
    concepts = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name not in RULE_FILES:
            concepts.update({concept.id: concept for concept in _concepts(file)})
    for concept in concepts.values():
        _check_links(concept, concepts)
    for name, terms in _terms(folder / "terms.toml"):
        _check_known(name, concepts)
        concepts[name] = replace(concepts[name], terms=terms)
    audiences = _tables(folder / "audiences.toml")
    return Vocabulary(
        concepts=MappingProxyType(concepts),
        audiences=tuple(_audience(*entry) for entry in _entries(folder / "audiences.toml")),
        circumstances=tuple(_circumstance(*entry) for entry in _entries(folder / "circumstances.toml")),
        marks=tuple(_mark(*entry) for entry in _entries(folder / "marks.toml")),
        wording=_wording(folder / "words.toml"),
        named=MappingProxyType(build_names({one.id: one.terms for one in concepts.values()})),
        giving=frozenset(_phrases(audiences, "giving")),
        with_children=frozenset(_phrases(audiences, "with_children")),
    )


def _tables(file: Path) -> Table:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise BrokenVocabularyError(file=file.name, entry="the whole file", fault=fault) from fault


def _entries(file: Path) -> Iterator[tuple[str, Table]]:
    for name, table in _tables(file).items():
        if isinstance(table, dict):
            yield name, table


def _concepts(file: Path) -> Iterator[Concept]:
    for name, table in _entries(file):
        yield Concept(
            id=name,
            label=_text(table, "label"),
            theme=file.stem,
            words=_phrases(table, "words"),
            said=_phrases(table, "said"),
            shown=_phrases(table, "shown"),
            heard=tuple(line.strip() for line in _text(table, "heard").splitlines() if line.strip()),
            leads_to=MappingProxyType(_weights(table, file.name, name)),
            excludes=frozenset(_phrases(table, "excludes")),
            weight=_number(table, "weight"),
        )


def _terms(file: Path) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Each concept's names elsewhere; a vocabulary may do without."""
    for name, table in _entries(file) if file.exists() else ():
        try:
            yield name, parse_terms(table)
        except ValueError as fault:
            raise BrokenVocabularyError(file=file.name, entry=name, fault=fault) from None


def _check_known(name: str, concepts: Mapping[str, Concept]) -> None:
    if name not in concepts:
        raise BrokenVocabularyError(file="terms.toml", entry=name, fault="there is no such concept")


def _audience(name: str, table: Table) -> Audience:
    return Audience(
        id=name,
        label=_text(table, "label"),
        named=_phrases(table, "named"),
        shown=_phrases(table, "shown"),
        needs=frozenset(_phrases(table, "needs")),
        blocked_by=frozenset(_phrases(table, "blocked_by")),
        unless=_phrases(table, "unless"),
        strict=table.get("strict") is not False,
        by_age=table.get("by_age") is True,
        age_bands=frozenset(_phrases(table, "age_bands")),
    )


def _circumstance(name: str, table: Table) -> Circumstance:
    return Circumstance(
        id=name,
        label=_text(table, "label"),
        effect=_text(table, "effect"),
        said=_phrases(table, "said"),
        shown=_phrases(table, "shown"),
    )


def _mark(name: str, table: Table) -> Mark:
    return Mark(
        name, _phrases(table, "shown"), _number(table, "factor"), frozenset(_phrases(table, "lifted_by"))
    )


def _wording(file: Path) -> Wording:
    table = _tables(file)
    same = {}
    for line in _text(table, "same").strip().splitlines():
        everyday, _, variants = line.partition(":")
        same.update(dict.fromkeys(variants.split(), everyday.strip()))
    return Wording(
        same=MappingProxyType(same),
        whole=frozenset(_text(table, "whole").split()),
        light=frozenset(_text(table, "light").split()),
        pointing=frozenset(_text(table, "pointing").split()),
        common=frozenset(_text(table, "common").split()),
        refusing=_phrases(table, "refusing"),
        unable=_phrases(table, "unable"),
        not_negating=_phrases(table, "not_negating"),
        until=frozenset(_text(table, "until").split()),
    )


def _check_links(concept: Concept, concepts: Mapping[str, Concept]) -> None:
    for other in (*concept.leads_to, *concept.excludes):
        if other not in concepts:
            raise BrokenVocabularyError(
                file=f"{concept.theme}.toml", entry=concept.id, fault=f"there is no concept “{other}”"
            )


def _text(table: Table, key: str) -> str:
    value = table.get(key, "")
    return value if isinstance(value, str) else ""


def _number(table: Table, key: str) -> float:
    value = table.get(key, 1.0)
    return float(value) if isinstance(value, int | float) else 1.0


def _phrases(table: Table, key: str) -> tuple[str, ...]:
    parts = _text(table, key).replace("\n", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())


def _weights(table: Table, file: str, entry: str) -> dict[str, float]:
    weights = {}
    for part in _phrases(table, "leads_to"):
        other, _, weight = part.rpartition(" ")
        try:
            weights[other.strip()] = float(weight)
        except ValueError:
            raise BrokenVocabularyError(
                file=file, entry=entry, fault=f"“{part}” needs a concept and a weight"
            ) from None
    return weights
