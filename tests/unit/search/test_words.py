from datetime import timedelta

import pytest

from directory.matching.search_index import DirectoryIndex
from directory.model.search import ServiceQuery
from directory.model.service import Status
from tests.builders import NOW, a_location, a_place, a_service
from tests.unit.search.asking import ask, names, names_for


def test_words_of_three_letters_count() -> None:
    assert names_for("tai chi", a_service("Tai chi in the park"), a_service("Chess")) == [
        "Tai chi in the park"
    ]


def test_art_never_finds_heart() -> None:
    services = (
        a_service("Heart support"),
        a_service("Art for all"),
        a_service("Smart phones", description="Part"),
    )

    assert names_for("art", *services) == ["Art for all"]
    assert names_for("heart", *services) == ["Heart support"]


def test_words_are_found_by_their_stem() -> None:
    services = (a_service("We sing on Mondays"), a_service("Walks"))

    assert names_for("singing", *services) == ["We sing on Mondays"]
    assert names_for("walking", *services) == ["Walks"]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("gardning", "gardening"), ("nitting", "knitting"), ("tia", "tai"), ("gardneing", "gardening")],
)
def test_a_misspelling_finds_what_was_meant_and_says_so(typed: str, read_as: str) -> None:
    services = [a_service("Gardening"), a_service("Knitting"), a_service("Tai chi")]

    result = ask(services, ServiceQuery(words=f"{typed} "))

    assert result.corrected == {typed: read_as}
    assert read_as in names(result)[0].lower()


def test_two_words_written_as_one_are_found() -> None:
    result = ask([a_service("Tai chi"), a_service("Taiko drums")], ServiceQuery(words="taichi "))

    assert names(result) == ["Tai chi"]
    assert result.corrected == {"taichi": "tai chi"}


def test_a_known_word_is_never_corrected_to_a_commoner_one() -> None:
    services = [a_service("Garden"), a_service("Gardens"), a_service("Warden duty")]

    result = ask(services, ServiceQuery(words="warden"))

    assert names(result) == ["Warden duty"]
    assert not result.corrected


def test_the_last_word_counts_while_it_is_being_typed() -> None:
    services = (a_service("Community garden"), a_service("Community choir"))

    assert names_for("community gard", *services) == ["Community garden"]
    assert names_for("gard", *services) == ["Community garden"]


def test_a_finished_word_is_not_taken_for_a_beginning() -> None:
    result = ask([a_service("Arthritis support"), a_service("Chess")], ServiceQuery(words="arth "))

    assert names(result) == []


def test_all_words_come_before_some_words() -> None:
    both, one = a_service("Chess for beginners"), a_service("Chess masters")

    assert names_for("chess beginners", both, one) == ["Chess for beginners"]
    assert set(names_for("chess zzzzqqq", both, one)) == {"Chess for beginners", "Chess masters"}


@pytest.mark.parametrize(
    "typed",
    [
        '"chess',
        "chess)",
        "name:chess",
        "chess AND (",
        "+chess -club",
        "chess*",
        "chess^9",
        "[chess TO x]",
        "~chess~",
        "\\chess",
    ],
)
def test_signs_in_what_is_typed_are_harmless(typed: str) -> None:
    assert "Chess" in names_for(typed, a_service("Chess"), a_service("Knitting"))


@pytest.mark.parametrize("typed", ["", "   ", "?!", "“”"])
def test_no_words_find_everything(typed: str) -> None:
    assert len(names_for(typed, a_service("Chess"), a_service("Knitting"))) == 2


def test_apostrophes_make_no_difference() -> None:
    straight, curly = a_service("Men's shed"), a_service("Men\N{RIGHT SINGLE QUOTATION MARK}s breakfast")

    for typed in ("men's", "mens", "men\N{RIGHT SINGLE QUOTATION MARK}s", "MENS"):
        assert set(names_for(typed, straight, curly)) == {straight.name, curly.name}


def test_words_are_found_wherever_they_stand() -> None:
    services = (
        a_service("One", organization="Kestrel trust"),
        a_service("Two", summary="We mend bicycles"),
        a_service("Three", topics=["Loneliness"]),
        a_service("Four", at=None, locations=(a_location(name="Octagon hall", town="Upton"),)),
        a_service("Five", welcomes=("drivers",)),
    )

    assert names_for("kestrel", *services) == ["One"]
    assert names_for("bicycle", *services) == ["Two"]
    assert names_for("lonely loneliness", *services) == ["Three"]
    assert names_for("octagon upton", *services) == ["Four"]
    assert names_for("driver", *services) == ["Five"]


def test_a_word_in_the_name_weighs_more_than_one_in_the_text() -> None:
    in_text = a_service("A friendly circle", description="We talk about chess.")

    assert names_for("chess", in_text, a_service("Queens of chess")) == [
        "Queens of chess",
        "A friendly circle",
    ]


def test_a_listing_named_exactly_is_first_however_stale_and_far() -> None:
    stale = a_service("The Poppy Café", at=(57.0, -4.0), checked=NOW - timedelta(days=3_000))
    fresh = [
        a_service(f"Poppy café friends {number}", checked=NOW, description="poppy café " * 5)
        for number in range(9)
    ]

    for typed in ("poppy café", "The Poppy Café", "popy café", "poppy cafe"):
        result = ask([stale, *fresh], ServiceQuery(words=typed, near=a_place()))

        assert names(result)[0] == "The Poppy Café", typed


def test_what_has_closed_for_good_is_not_found_and_what_is_closed_for_now_is() -> None:
    services = [a_service(status.value, status=status) for status in Status]

    assert names(ask(services, ServiceQuery())) == ["active", "temporarily closed"]


def test_a_long_pasted_text_still_finds_something() -> None:
    typed = "I would love to play chess again with other people " * 50

    assert names_for(typed, a_service("Chess"), a_service("Knitting"))[0] == "Chess"


def test_an_empty_directory_answers() -> None:
    result = ask([], ServiceQuery(words="anything", near=a_place(), within_miles=1))

    assert result.total == 0
    assert result.pins == ()


def test_two_words_are_found_where_a_listing_writes_them_as_one() -> None:
    services = (a_service("Shepway foodbank"), a_service("Food festival"), a_service("Bottle bank"))

    assert names_for("food bank", *services) == ["Shepway foodbank"]
    assert names_for("food bank ", *services) == ["Shepway foodbank"]


def test_when_no_listing_has_all_the_words_a_rare_one_says_more_than_a_common_one() -> None:
    clubs = [a_service(f"Club {letter}") for letter in "ABCDEFGHIJ"]

    found = names_for("lunch club for older people", a_service("Thursday lunch"), *clubs)

    assert found == ["Thursday lunch"]


def test_a_word_known_to_be_right_is_not_corrected_though_no_listing_has_it() -> None:
    services = [a_service("Chest clinic")]

    corrected = DirectoryIndex.build(services, 1).search(ServiceQuery(words="chess "), now=NOW)
    known = DirectoryIndex.build(services, 1, known_words={"chess"}).search(
        ServiceQuery(words="chess "), now=NOW
    )

    assert (corrected.total, dict(corrected.corrected)) == (1, {"chess": "chest"})
    assert (known.total, dict(known.corrected)) == (0, {})


def test_words_that_say_nothing_are_passed_over() -> None:
    assert names_for("somewhere to play chess", a_service("Chess"), a_service("Play")) == ["Chess", "Play"]
    assert names_for("the", a_service("The The")) == ["The The"]
