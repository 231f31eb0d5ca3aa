"""What may be shown of what people could not find: never about fewer than five of them."""

from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from directory.model.missing import FEWEST_PEOPLE, Missing, MissingGroup, MissingWish, group_missing

DAY = date(2026, 11, 18)


def missing(who: str, idea: str = "chess", outcode: str = "WR14", words: str = "") -> Missing:
    return Missing(
        MissingWish(f"{who}-{idea}-{words}", words or f"{idea} for {who}", outcode, DAY, "ash"), idea, who
    )


def people(count: int, **more: str) -> list[Missing]:
    return [missing(f"person {number}", **more) for number in range(count)]


def test_five_people_of_one_neighbourhood_are_shown_with_their_words() -> None:
    (group,) = group_missing(people(5))

    assert (group.idea, group.outcode, group.people) == ("chess", "WR14", 5)
    assert len(group.words) == 5


def test_four_people_are_not_shown_however_often_they_say_it() -> None:
    often = [missing(f"person {number}", words=f"chess {time}") for number in range(4) for time in range(5)]

    assert group_missing(often) == ()


def test_too_few_in_each_neighbourhood_are_put_together_without_saying_where() -> None:
    scattered = [missing(f"person {number}", outcode=f"WR{number}") for number in range(5)]

    assert [(group.outcode, group.people) for group in group_missing(scattered)] == [("", 5)]


def test_those_left_over_are_not_shown_by_what_is_shown_of_the_others() -> None:
    found = group_missing([*people(5), *(missing(f"other {number}", outcode="WR1") for number in range(4))])

    assert [(group.outcode, group.people) for group in found] == [("WR14", 5)]


def test_the_same_words_stand_there_once() -> None:
    (group,) = group_missing(people(5, words="Chess")[:3] + people(5, words="chess")[3:])

    assert [words.casefold() for words in group.words] == ["chess"]


@given(
    st.lists(
        st.builds(
            missing,
            st.sampled_from("abcdefgh"),
            idea=st.sampled_from(["chess", "bells"]),
            outcode=st.sampled_from(["", "WR1", "WR14"]),
        ),
        max_size=60,
    )
)
def test_no_group_is_ever_about_fewer_than_five_people(found: list[Missing]) -> None:
    for group in group_missing(found):
        assert group.people == len({one.whose for one in _members(found, group)}) >= FEWEST_PEOPLE


def _members(found: Iterable[Missing], group: MissingGroup) -> Iterable[Missing]:
    return [
        one
        for one in found
        if one.idea == group.idea
        and one.wish.words in group.words
        and (one.wish.outcode == group.outcode or not group.outcode)
    ]
