"""The frame without a browser: who sees what, and what is said when something breaks."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from directory.config import Settings
from directory.errors import BadInputError
from directory.model.user import Role, User, may
from directory.ui import frame, state, troubles
from directory.ui.sign_in import ROLE_WORDS
from tests.services.installation import open_installation

PROJECT = Path(__file__).resolve().parents[2]


class TornPageError(BadInputError):
    """Something went wrong that a person can be told."""

    sentence = "The page {page} is torn. Turn it over."


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30)


@pytest.fixture
def _held(tmp_path: Path) -> Iterator[None]:
    kith = open_installation(tmp_path)
    state.hold_kith(kith, Settings(f"sqlite:///{tmp_path / 'kith.db'}", folder=tmp_path, tiles_url=""))
    yield
    state.release_kith()


def shown(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def test_a_bare_streamlit_run_shows_one_sentence_and_stops(app: AppTest) -> None:
    state.release_kith()

    app.run()

    assert "Kith is started with" in shown(app)
    assert not app.title
    assert not app.exception


def test_our_own_errors_are_shown_as_their_sentence() -> None:
    assert troubles.words_for(TornPageError(page=7)) == "The page 7 is torn. Turn it over."


def test_anything_else_is_a_calm_sentence_with_a_number_that_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="kith"):
        words = troubles.words_for(ZeroDivisionError("secret"))

    assert "secret" not in words
    assert "is safe" in words
    reference = words.rsplit(" ", 1)[1].strip(".")
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.usefixtures("_held")
def test_an_error_in_a_page_reaches_the_frame(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn() -> None:
        raise TornPageError(page=7)

    monkeypatch.setattr(frame, "get_user", torn)

    app.run()

    assert "The page 7 is torn." in shown(app)
    assert not app.exception


def test_every_screen_has_a_script_one_level_down_and_an_address_of_its_own() -> None:
    scripts = [frame.PAGES / screen.script for screen in frame.SCREENS]
    addresses = [screen.url_path for screen in frame.SCREENS]

    assert all(script.is_file() and script.parent.parent == frame.PAGES for script in scripts)
    assert len(set(addresses)) == len(addresses)
    assert not list(frame.PAGES.glob("*.py"))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_words_and_a_menu(role: Role) -> None:
    user = User("someone", "Someone", frozenset({role}))

    assert ROLE_WORDS[role]
    assert any(screen.in_menu and may(user, screen.permission) for screen in frame.SCREENS)
