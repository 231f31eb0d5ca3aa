"""The demonstration directory comes and goes whole."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from directory.bootstrap import DEMO_LISTINGS
from directory.errors import NotAllowedError, NotFoundError
from directory.model.user import COMMAND_LINE, VISITOR, Role
from directory.services.demo import DEMO_USERS, load_demo, needs_demo, remove_demo
from directory.services.users import list_users, sign_in_as_demo, sign_out, signed_in_user
from tests.services.installation import ASH, open_installation

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_the_demo_is_marked_and_comes_with_a_user_for_every_role(tmp_path: Path) -> None:
    kith = open_installation(tmp_path)

    report = load_demo(kith, DEMO_LISTINGS, by=COMMAND_LINE, now=NOW)

    assert report.added > 200
    assert report.refused == ()
    with kith.store.reading() as shelves:
        assert all(service.is_demo for service in shelves.services.all())
    roles = frozenset[Role]().union(*(user.roles for user in DEMO_USERS))
    assert roles == frozenset(Role) - {Role.VISITOR}
    assert set(DEMO_USERS) < set(list_users(kith, by=COMMAND_LINE))


def test_loading_the_demo_again_changes_nothing_and_taking_it_out_leaves_nothing(tmp_path: Path) -> None:
    kith = open_installation(tmp_path)
    load_demo(kith, DEMO_LISTINGS, by=COMMAND_LINE, now=NOW)
    later = NOW + timedelta(days=40)

    again = load_demo(kith, DEMO_LISTINGS, by=COMMAND_LINE, now=later)
    with kith.store.reading() as shelves:
        before = {one.id: len(one.verifications) for one in shelves.services.all()}
    remove_demo(kith, by=COMMAND_LINE, now=later)
    assert needs_demo(kith)
    load_demo(kith, DEMO_LISTINGS, by=COMMAND_LINE, now=later)

    assert (again.added, again.changed) == (0, 0)
    with kith.store.reading() as shelves:
        assert {one.id: len(one.verifications) for one in shelves.services.all()} == before


def test_a_visitor_may_not_load_the_demo(tmp_path: Path) -> None:
    kith = open_installation(tmp_path)

    with pytest.raises(NotAllowedError):
        load_demo(kith, DEMO_LISTINGS, by=VISITOR, now=NOW)

    assert needs_demo(kith)


def test_a_demo_sign_in_lasts_a_working_day_and_ends_when_signed_out(tmp_path: Path) -> None:
    kith = open_installation(tmp_path)
    load_demo(kith, DEMO_LISTINGS, by=COMMAND_LINE, now=NOW)

    user = sign_in_as_demo(kith, "demo-practitioner", token="secret", now=NOW)  # noqa: S106 - a test's own

    assert signed_in_user(kith, "secret", now=NOW) == user
    assert signed_in_user(kith, "guess", now=NOW) == VISITOR
    assert signed_in_user(kith, "secret", now=NOW + timedelta(hours=13)) == VISITOR
    sign_out(kith, "secret")
    assert signed_in_user(kith, "secret", now=NOW) == VISITOR


@pytest.mark.parametrize("user_id", [ASH.id, "nobody"])
def test_nobody_real_can_be_chosen_at_the_demo_sign_in(tmp_path: Path, user_id: str) -> None:
    kith = open_installation(tmp_path)

    with pytest.raises((NotAllowedError, NotFoundError)):
        sign_in_as_demo(kith, user_id, token="secret", now=NOW)  # noqa: S106 - a test's own

    assert signed_in_user(kith, "secret", now=NOW) == VISITOR
