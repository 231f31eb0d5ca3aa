"""What a good link worker would promise."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import pytest

from directory.matching.suggesting import Matchmaker
from directory.model.conversation import Statement, StatementKind
from directory.model.organization import Organization
from directory.model.person import AgeBand, Travel
from directory.model.schedule import Frequency, Schedule
from directory.model.service import Delivery, Kind, Service, Status
from directory.model.suggestion import Portrait, Suggestions
from directory.model.verification import Method, Verification

NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)
FOLDER = Path(__file__).resolve().parents[3] / "data" / "vocabulary"


@cache
def matchmaker() -> Matchmaker:
    return Matchmaker.from_folder(FOLDER)


def group(name: str, description: str = "", **more: object) -> Service:
    facts = {
        "id": name,
        "name": name,
        "organization": Organization(name, "Town Hall"),
        "description": description,
    }
    return Service(**{**facts, **more})  # type: ignore[arg-type]


SHED = group("Riverside Men's Shed", "A workshop for woodwork and mending. Tools, tea and company.")
CHOIR = group("Harmony Community Choir", "We sing together every week. No auditions, everyone welcome.")
BINGO = group("Prize Bingo", "Eyes down for bingo every Tuesday afternoon.")
TODDLERS = group("Little Ducks Toddler Group", "Stay and play for babies and toddlers with their parents.")
LUNCH = group("Community Lunch Club", "A hot lunch and company every Thursday for older people.")
MEMORY = group("Memory Cafe", "For people living with dementia and their families.")
CALLS = group(
    "Friendly Voices",
    "Telephone befriending: a weekly phone call from a volunteer.",
    deliveries=frozenset({Delivery.PHONE}),
)
WALK = group("Wellbeing Walk", "A gentle walk with trained walk leaders, then a cuppa.")
DRIVERS = group(
    "Volunteer Drivers", "Could you drive people to hospital? Drivers wanted.", kind=Kind.VOLUNTEERING
)
EVENING_CHOIR = group(
    "Night Owls Choir",
    "Singing for fun.",
    schedules=(Schedule("s", Frequency.WEEKLY, byday="TU", opens_at=time(19), closes_at=time(21)),),
)
EVERYTHING = (SHED, CHOIR, BINGO, TODDLERS, LUNCH, MEMORY, CALLS, WALK, DRIVERS, EVENING_CHOIR)


def suggest(
    *,
    wishes: Iterable[str] = (),
    strengths: Iterable[str] = (),
    circumstances: Iterable[str] = (),
    age_band: AgeBand | None = None,
    among: Iterable[Service] = EVERYTHING,
) -> Suggestions:
    statements = (
        *(Statement(StatementKind.WISH, words) for words in wishes),
        *(Statement(StatementKind.STRENGTH, words) for words in strengths),
        *(Statement(StatementKind.CIRCUMSTANCE, words) for words in circumstances),
    )
    prepared = [(each, 500.0) for each in matchmaker().prepare_many(among)]
    portrait = Portrait(statements=statements, age_band=age_band)
    return matchmaker().suggest(portrait, prepared, now=NOW, limit=10)


def names(suggestions: Suggestions) -> list[str]:
    return [each.service.name for each in suggestions.go]


def test_a_joiner_is_sent_to_the_mens_shed_with_his_own_words() -> None:
    found = suggest(strengths=["I was a joiner all my life"], wishes=["I miss the smell of sawdust"])

    assert found.go[0].service == SHED
    assert {reason.said for reason in found.go[0].reasons} & {
        "I was a joiner all my life",
        "I miss the smell of sawdust",
    }


def test_every_reason_quotes_the_person_and_the_listing_exactly() -> None:
    said = [
        "Since she died I talk to the walls, and I can mend owt with a spanner",
        "I love a sing-song and a choir",
    ]

    found = suggest(wishes=said)

    assert found.go
    for suggestion in found.go:
        service = suggestion.service
        listing = f"{service.name}\n{service.description}\n{service.organization.name}"
        assert suggestion.reasons
        for reason in suggestion.reasons:
            assert any(reason.said in words for words in said)
            assert reason.found in listing
            assert reason.because


def test_what_someone_refuses_is_left_out_and_said() -> None:
    found = suggest(wishes=["I'd like some company and games, but no bingo"])

    assert BINGO.name not in names(found)
    assert any("no bingo" in each.why for each in found.left_out if each.service == BINGO)


@pytest.mark.parametrize(
    "words", ["I wouldn't mind singing in a choir", "nothing better than singing in a choir"]
)
def test_a_negation_that_means_yes_is_a_yes(words: str) -> None:
    assert CHOIR.name in names(suggest(wishes=[words]))


def test_evenings_are_left_out_for_someone_who_cannot_go_out_at_night() -> None:
    found = suggest(wishes=["I'd love to sing in a choir"], circumstances=["can't go out at night"])

    assert CHOIR.name in names(found)
    assert EVENING_CHOIR.name not in names(found)
    assert any(each.service == EVENING_CHOIR for each in found.left_out)


def test_someone_who_stays_in_hears_only_of_what_comes_by_phone() -> None:
    found = suggest(wishes=["someone to talk to, a bit of company"], circumstances=["housebound"])

    assert names(found) == [CALLS.name]


def test_babies_groups_are_not_for_a_lonely_pensioner() -> None:
    found = suggest(wishes=["I want to meet people over a cup of tea"], age_band=AgeBand.FROM_75)

    assert TODDLERS.name not in names(found)


def test_a_memory_cafe_is_offered_only_to_those_who_speak_of_it() -> None:
    without = suggest(wishes=["I'd like a coffee morning and some company"])
    with_it = suggest(wishes=["my husband has dementia and keeps asking the same question"])

    assert MEMORY.name not in names(without)
    assert with_it.go[0].service == MEMORY


def test_a_bus_driver_is_asked_to_give_what_he_can() -> None:
    found = suggest(strengths=["I drove the bus for twenty years"])

    assert found.give[0].service == DRIVERS


def test_nothing_close_gives_nothing() -> None:
    found = suggest(wishes=["parachute jumping"], among=(BINGO, TODDLERS))

    assert not found.go
    assert not found.give


def test_a_misspelling_is_understood() -> None:
    pottery = group("Clay Studio Pottery", "Throw a pot on the wheel.")

    assert names(suggest(wishes=["I'd like to try potery"], among=(pottery, BINGO))) == [pottery.name]


def test_a_full_group_and_a_closed_one_are_left_out_with_the_reason() -> None:
    full = group("Garden Club", "Gardening together.", full_until=date(2025, 9, 1))
    closed = group("Gardening Friends", "Gardening together.", status=Status.DEFUNCT)

    found = suggest(wishes=["gardening with others"], among=(full, closed))

    assert not found.go
    assert {each.why for each in found.left_out} == {
        "It is full until 1 September.",
        "It is not running at the moment.",
    }


def test_the_nearer_of_two_equals_comes_first_and_by_car_it_matters_less() -> None:
    near, far = group("Choir A", "Singing."), group("Choir B", "Singing.")
    prepared = matchmaker().prepare_many((far, near))
    statements = (Statement(StatementKind.WISH, "singing"),)

    gaps = []
    for travel in (Travel.WALK, Travel.CAR):
        candidates = [(prepared[0], 3000.0), (prepared[1], 300.0)]
        found = matchmaker().suggest(Portrait(statements, travel=travel), candidates, now=NOW, limit=2)
        assert names(found)[0] == near.name
        gaps.append(found.go[0].score - found.go[1].score)

    assert gaps[0] > gaps[1]


def test_being_stale_lowers_a_listing_but_never_hides_it() -> None:
    def checked(at: datetime) -> tuple[Verification, ...]:
        return (Verification("v", at, "a connector", Method.RANG),)

    fresh = group("Choir A", "Singing.", verifications=checked(datetime(2025, 5, 1, tzinfo=UTC)))
    stale = group("Choir B", "Singing.", verifications=checked(datetime(2019, 5, 1, tzinfo=UTC)))

    assert names(suggest(wishes=["singing"], among=(stale, fresh))) == [fresh.name, stale.name]


def test_nobody_is_asked_to_give_for_who_they_are() -> None:
    circle = group(
        "Muslim Women's Sewing Circle",
        "Women sew and talk together. Volunteers wanted to teach pattern cutting.",
        welcomes=("someone to teach pattern cutting",),
    )

    found = suggest(strengths=["I was a dinner lady"], among=(*EVERYTHING, circle))

    assert circle.name not in [each.service.name for each in found.give]


def test_the_whole_score_can_be_explained() -> None:
    prepared = matchmaker().prepare(SHED)
    portrait = Portrait((Statement(StatementKind.STRENGTH, "I was a joiner"),))

    told = matchmaker().explain(portrait, prepared, 500.0, now=NOW)

    assert told.threads[0].said == "I was a joiner"
    assert told.barrier == ""
    assert told.score == pytest.approx(told.relevance * _product(told.factors[-3:]), rel=0.01)


def _product(factors: Iterable[object]) -> float:
    total = 1.0
    for factor in factors:
        total *= factor.worth  # type: ignore[attr-defined]
    return total
