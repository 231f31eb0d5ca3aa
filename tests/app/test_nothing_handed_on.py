"""What people type is shown as typed, and what one user has half-written is not handed to the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from directory.config import Settings
from directory.ui import frame, state
from directory.ui.as_typed import as_typed
from tests.services.installation import ASH, DALE, open_installation

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def _held(tmp_path: Path) -> Iterator[None]:
    kith = open_installation(tmp_path)
    state.hold_kith(kith, Settings(f"sqlite:///{tmp_path / 'kith.db'}", folder=tmp_path, tiles_url=""))
    yield
    state.release_kith()


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("Tea at St. John's", "Tea at St. John's"),
        ("![p](http://evil.example/p.png)", r"\!\[p\]\(http\://evil.example/p.png\)"),
        (":red[hot] :material/home:", r"\:red\[hot\] \:material/home\:"),
        ("$x^2$ <b> a\\b", r"\$x^2\$ \<b\> a\\b"),
        ("1. Bowls\n# Chess", r"1\. Bowls \# Chess"),
        ("", ""),
    ],
)
def test_signs_of_markdown_are_shown_as_typed(typed: str, marked: str) -> None:
    assert as_typed(typed) == marked


@pytest.mark.usefixtures("_held")
def test_a_session_that_goes_on_as_someone_else_forgets_what_was_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30)
    monkeypatch.setattr(frame, "get_user", lambda: ASH)
    app.run()
    app.session_state["people-pending"] = "Maureen, 07700 900123"

    app.run()
    kept = "people-pending" in app.session_state
    monkeypatch.setattr(frame, "get_user", lambda: DALE)
    app.run()

    assert kept
    assert "people-pending" not in app.session_state
