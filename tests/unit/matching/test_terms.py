"""The names of concepts in the lists that others use, and what a listing filed under one of them shows."""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from directory.matching.reading import PreparedService
from directory.matching.suggesting import Matchmaker
from directory.matching.terms import Term
from directory.matching.vocabulary import BrokenVocabularyError, load_vocabulary
from directory.model.organization import Organization
from directory.model.service import Attribute, Service

PROJECT = Path(__file__).resolve().parents[3]
FOLDER = PROJECT / "data" / "vocabulary"
TAXONOMIES = PROJECT.parent / "shared" / "data" / "taxonomies"
VOCABULARY = load_vocabulary(FOLDER)
TERMS = [(concept.id, term) for concept in VOCABULARY.concepts.values() for term in concept.terms]
FITNESS = "http://id.esd.org.uk/service/1789"
SINGING = "https://openactive.io/activity-list#e2b21a40-66a4-42bb-a24f-3638cc356299"


@cache
def matchmaker() -> Matchmaker:
    return Matchmaker.from_folder(FOLDER)


def prepared(*attributes: Attribute, description: str = "") -> PreparedService:
    town_hall = Organization("hall", "Town Hall")
    return matchmaker().prepare(
        Service("one", "Thursdays", town_hall, description=description, attributes=attributes)
    )


def _openactive() -> dict[str, str]:
    listed = json.loads((TAXONOMIES / "openactive_activity_list.jsonld").read_text(encoding="utf-8"))
    return {each["identifier"]: each["prefLabel"] for each in listed["concept"]}


def _open_eligibility() -> dict[str, str]:
    text = (TAXONOMIES / "open_eligibility_taxonomy.txt").read_text(encoding="utf-8")
    found = re.findall(r"_level id=['\"](\d+)['\"] title=\"([^\"]*)\"", text)
    return {key: html.unescape(title) for key, title in found}


def _esd() -> dict[str, str]:
    listed = json.loads((TAXONOMIES / "lga_esd_service_types_partial.json").read_text(encoding="utf-8"))
    return {each["id"]: each["label"] for each in listed["terms"]}


LISTS: Mapping[str, Callable[[], dict[str, str]]] = {
    "openactive": _openactive,
    "open_eligibility": _open_eligibility,
    "esd": _esd,
}


@pytest.mark.shared
@pytest.mark.skipif(not TAXONOMIES.exists(), reason="the lists of terms are not beside the project")
@pytest.mark.parametrize("scheme", LISTS)
def test_every_term_stands_in_its_list_with_this_id_and_label(scheme: str) -> None:
    listed = LISTS[scheme]()

    named = {term.id: term.label for _, term in TERMS if term.scheme == scheme}

    assert named
    assert {key: listed.get(key) for key in named} == named


def test_no_concept_names_a_term_twice_and_no_term_stands_for_many_ideas() -> None:
    assert [entry for entry, count in Counter(TERMS).items() if count > 1] == []
    assert [term for term, count in Counter(term for _, term in TERMS).items() if count > 3] == []


def test_sport_has_its_names_in_openactive() -> None:
    sport = {each.id for each in VOCABULARY.concepts.values() if each.theme == "sport"}
    named = {concept for concept, term in TERMS if term.scheme == "openactive"}

    assert sport - named <= {"slow-walk", "bike-repair", "sport-coaching"}


def test_a_term_for_a_concept_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("audiences", "circumstances", "marks", "words"):
        (tmp_path / f"{name}.toml").write_text('owner = "someone"\n')
    (tmp_path / "terms.toml").write_text('[chess]\nesd = ["1806 Social clubs and groups"]\n')

    with pytest.raises(BrokenVocabularyError, match=r"terms.toml.*chess"):
        load_vocabulary(tmp_path)


@pytest.mark.parametrize("line", ['esd = ["1806"]', 'dewey = ["794.1 Chess"]'])
def test_a_term_without_a_label_or_of_no_known_list_is_told(tmp_path: Path, line: str) -> None:
    for name in ("audiences", "circumstances", "marks", "words"):
        (tmp_path / f"{name}.toml").write_text('owner = "someone"\n')
    (tmp_path / "games.toml").write_text('[chess]\nlabel = "chess"\nwords = "chess"\n')
    (tmp_path / "terms.toml").write_text(f"[chess]\n{line}\n")

    with pytest.raises(BrokenVocabularyError, match=r"terms.toml.*chess"):
        load_vocabulary(tmp_path)


def test_concepts_know_their_terms() -> None:
    singing = VOCABULARY.concepts["singing"].terms

    assert Term("openactive", SINGING.partition("#")[2], "Singing") in singing


@pytest.mark.parametrize(
    ("attribute", "concept"),
    [
        (Attribute("a", "Turn up and use your lungs", SINGING, ""), "singing"),
        (Attribute("a", "x1789", FITNESS, ""), "gentle-exercise"),
        (Attribute("a", "Transportation for Healthcare", "", "Open Eligibility"), "transport"),
        (Attribute("a", "Jazz", "", "OpenActive Activity List"), "dancing"),
        (Attribute("a", "social clubs and groups", "", "esdServiceTypes"), "company"),
    ],
    ids=lambda each: each.term if isinstance(each, Attribute) else each,
)
def test_a_listing_filed_under_a_term_shows_the_concept_and_the_term_is_the_evidence(
    attribute: Attribute, concept: str
) -> None:
    listing = prepared(attribute)

    shown = listing.concepts[concept]
    assert listing.text[shown.start : shown.end] == attribute.term


def test_a_label_of_no_named_list_is_read_as_plain_words() -> None:
    assert "dancing" not in prepared(Attribute("a", "Jazz", "", "")).concepts


def test_a_term_does_not_hide_what_the_listing_says_better() -> None:
    listing = prepared(Attribute("a", "Singing", SINGING, "OpenActive"))
    named = matchmaker().prepare(
        Service(
            "two",
            "Singing for all",
            Organization("hall", "Town Hall"),
            attributes=(Attribute("a", "Singing", SINGING),),
        )
    )

    assert named.concepts["singing"].strength >= listing.concepts["singing"].strength
    assert named.concepts["singing"].start == 0
