"""What connectors read of what people could not find."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from directory.config import Settings
from directory.model.conversation import Setting
from directory.model.user import User
from directory.services.kith import Kith
from directory.services.missing import tell_missing_for
from directory.services.people import PersonDetails, add_person
from directory.services.talking import start_conversation
from directory.ui import frame, state, tend_missing
from tests.services.installation import ASH, DALE, open_installation

PROJECT = Path(__file__).resolve().parents[2]
NOW = datetime.now(UTC)


@pytest.fixture
def kith(tmp_path: Path) -> Iterator[Kith]:
    kith = open_installation(tmp_path)
    state.hold_kith(kith, Settings(f"sqlite:///{tmp_path / 'kith.db'}", folder=tmp_path, tiles_url=""))
    yield kith
    state.release_kith()


def tell(kith: Kith, people: int) -> None:
    for number in range(people):
        person = add_person(kith, PersonDetails(postcode="WR14 1AA"), by=ASH, now=NOW)
        talk = start_conversation(kith, person.id, setting=Setting.VISIT, by=ASH, now=NOW)
        tell_missing_for(kith, talk.id, f"chess, please {'*' * number}", by=ASH, now=NOW)


def opened(monkeypatch: pytest.MonkeyPatch, user: User) -> AppTest:
    monkeypatch.setattr(frame, "get_user", lambda: user)
    monkeypatch.setattr(tend_missing, "get_user", lambda: user)
    page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30)
    return page.switch_page("pages/tend/missing.py").run()


def said(page: AppTest) -> str:
    return " ".join([*(one.value for one in page.markdown), *(one.proto.body for one in page.get("html"))])


def test_four_people_are_not_shown_and_five_are(kith: Kith, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(kith, 4)
    before = opened(monkeypatch, DALE)
    tell(kith, 5)

    after = opened(monkeypatch, DALE)

    assert "Nothing yet that 5 people or more" in said(before)
    assert "chess" not in said(before)
    assert "9 people, around WR14" in said(after)
    assert [one.value for one in after.subheader] == ["Chess"]


def test_a_practitioner_is_asked_to_sign_in_as_someone_who_may(
    kith: Kith, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(kith, 5)

    page = opened(monkeypatch, ASH)

    assert "chess" not in said(page)
    assert not page.exception
