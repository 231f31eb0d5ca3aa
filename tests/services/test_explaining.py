"""Explaining a score asks the same permission as suggesting, and changes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from directory.errors import NotAllowedError, NotFoundError
from directory.model.conversation import Statement, StatementKind
from directory.model.place import Point
from directory.model.suggestion import Portrait
from directory.services.explaining import explain
from tests.builders import MALVERN, NOW, WORCESTER, a_service
from tests.services.installation import ASH, open_installation

CHOIR = a_service("Harmony Choir", description="We sing together. Everyone welcome.")
FAR = a_service("Cathedral Choir", at=WORCESTER, description="Singing every week.")
SINGER = Portrait(
    (Statement(StatementKind.WISH, "I miss singing"),), home=Point(*MALVERN), within_metres=2000
)


def test_a_listing_is_told_with_its_number_and_how_far_it_is(tmp_path: Path) -> None:
    kith = open_installation(tmp_path, CHOIR, FAR)

    near = explain(kith, SINGER, CHOIR.id, by=ASH, now=NOW)
    far = explain(kith, SINGER, FAR.id, by=ASH, now=NOW)

    assert (near.number_to_go, near.is_within_reach) == (1, True)
    assert near.metres == pytest.approx(0, abs=1)
    assert (far.number_to_go, far.is_within_reach) == (None, False)
    assert far.explanation.relevance >= far.explanation.good_enough


def test_a_listing_that_is_not_there_and_an_account_that_is_closed_are_refused(tmp_path: Path) -> None:
    kith = open_installation(tmp_path, CHOIR)

    with pytest.raises(NotFoundError):
        explain(kith, SINGER, "nowhere", by=ASH, now=NOW)
    with pytest.raises(NotAllowedError):
        explain(kith, SINGER, CHOIR.id, by=replace(ASH, is_active=False), now=NOW)
