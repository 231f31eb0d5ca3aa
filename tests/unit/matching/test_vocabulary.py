"""The vocabulary keeps its own rules; it is edited by people who need not read code."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directory.matching.eligibility import EFFECTS
from directory.matching.vocabulary import BrokenVocabularyError, load_vocabulary

PROJECT = Path(__file__).resolve().parents[3]
FOLDER = PROJECT / "data" / "vocabulary"
PEOPLE = PROJECT.parent / "shared" / "eval" / "dev" / "people.jsonl"
VOCABULARY = load_vocabulary(FOLDER)
MANY_WORDS = 4


def test_there_are_some_hundreds_of_concepts_and_thousands_of_phrases() -> None:
    concepts = VOCABULARY.concepts.values()

    assert len(concepts) >= 300
    assert sum(len(each.words) + len(each.said) for each in concepts) >= 5000


def test_every_file_says_who_looks_after_it_and_until_when() -> None:
    for file in FOLDER.glob("*.toml"):
        table = tomllib.loads(file.read_text(encoding="utf-8"))

        assert table["owner"], file.name
        assert isinstance(table["review"], date), file.name


def test_no_concept_is_an_orphan() -> None:
    led_to = {other for each in VOCABULARY.concepts.values() for other in each.leads_to}
    asked_for = {
        each for audience in VOCABULARY.audiences for each in (*audience.needs, *audience.blocked_by)
    }
    lifting = {each for mark in VOCABULARY.marks for each in mark.lifted_by}
    for concept in VOCABULARY.concepts.values():
        assert concept.label, concept.id
        is_met = concept.shown or concept.words or concept.leads_to or concept.id in asked_for | lifting
        is_said = concept.said or concept.words or concept.id in led_to

        assert is_met, f"{concept.id}: nothing in a listing or elsewhere answers it"
        assert is_said, f"{concept.id}: nobody can say it and nothing leads to it"


def test_everything_that_audiences_and_marks_name_exists() -> None:
    named = {each for audience in VOCABULARY.audiences for each in (*audience.needs, *audience.blocked_by)}
    named |= {each for mark in VOCABULARY.marks for each in mark.lifted_by}

    assert named | VOCABULARY.giving | VOCABULARY.with_children <= VOCABULARY.concepts.keys()


def test_every_circumstance_has_an_effect_that_the_code_knows() -> None:
    assert {each.effect for each in VOCABULARY.circumstances} <= EFFECTS


def test_links_are_weights_between_nothing_and_one() -> None:
    for concept in VOCABULARY.concepts.values():
        assert all(0 < weight <= 1 for weight in concept.leads_to.values()), concept.id


def test_a_long_phrase_of_people_belongs_to_one_idea_or_to_ideas_that_are_linked() -> None:
    owners: dict[str, list[str]] = {}
    for concept in VOCABULARY.concepts.values():
        for phrase in {*concept.said, *concept.words}:
            if len(phrase.split()) >= MANY_WORDS:
                owners.setdefault(phrase, []).append(concept.id)

    stray = {phrase: ids for phrase, ids in owners.items() if len(ids) > 1 and not _are_linked(ids)}

    assert not stray


def _are_linked(ids: list[str]) -> bool:
    reach = {each: _neighbours(each) for each in ids}
    return any(reach[one] & ({other} | reach[other]) for one in ids for other in ids if one != other)


def _neighbours(concept: str) -> set[str]:
    return {concept, *VOCABULARY.concepts[concept].leads_to}


def test_a_link_to_nowhere_is_told_with_its_file_and_entry(tmp_path: Path) -> None:
    for name in ("audiences", "circumstances", "marks", "words"):
        (tmp_path / f"{name}.toml").write_text('owner = "someone"\n')
    (tmp_path / "games.toml").write_text(
        '[chess]\nlabel = "chess"\nwords = "chess"\nleads_to = "nowhere 0.5"\n'
    )

    with pytest.raises(BrokenVocabularyError, match=r"games.toml.*chess.*nowhere"):
        load_vocabulary(tmp_path)


@pytest.mark.shared
@pytest.mark.skipif(not PEOPLE.exists(), reason="the real statements are not beside the project")
def test_no_statement_of_the_collection_stands_in_the_vocabulary() -> None:
    said = {run for words in _statements() for run in _runs_of_four(words)}
    written = (
        phrase
        for file in FOLDER.glob("*.toml")
        for phrase in re.split(r"[;\n\"]", file.read_text(encoding="utf-8"))
    )

    # Only our own words are shown when this fails: half of the statements are not to be read.
    assert [phrase for phrase in written if not said.isdisjoint(_runs_of_four(phrase))] == []


def _statements() -> Iterator[str]:
    for line in PEOPLE.read_text(encoding="utf-8").splitlines():
        person = json.loads(line)
        for field in ("strengths", "wishes", "circumstances"):
            yield from person[field]


def _runs_of_four(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", re.sub("['’]", "", text.lower()))
    for start in range(len(words) - 3):
        yield tuple(words[start : start + 4])
