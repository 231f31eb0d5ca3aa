"""Ages are read where they are meant, and nowhere else."""

import pytest

from directory.matching.ages import read_ages
from directory.model.organization import Organization
from directory.model.service import Service


@pytest.mark.parametrize(
    ("name", "text", "ages"),
    [
        ("Creative Dance - 8 to 11 years", "Movement and fun.", (8, 11)),
        ("Mini Makers 4-7 yrs", "", (4, 7)),
        ("Drama, ages 14+", "", (14, 120)),
        ("History Talk", "It took 8 to 11 years to build the wall.", None),
        ("Walking Group", "Open to all ages.", None),
    ],
)
def test_the_ages_a_listing_is_for(name: str, text: str, ages: tuple[int, int] | None) -> None:
    service = Service("1", name, Organization("o", "Town Hall"), description=text)

    assert read_ages(service, f"{name}\n{text}") == ages
