import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from directory.api.health import health_routes
from directory.api.sign_in import COOKIE, is_loopback, refusal, sign_in_routes, way_back
from directory.config import Settings
from directory.model.user import VISITOR
from directory.services.demo import DEMO_USERS
from directory.services.kith import Kith
from directory.services.users import signed_in_user
from directory.ui.server import AddressTakenError, OpenToOthersError, serve
from tests.services.installation import open_installation

HERE = "http://127.0.0.1:8501"


@pytest.fixture
def kith(tmp_path: Path) -> Kith:
    opened = open_installation(tmp_path)
    with opened.store.writing() as shelves:
        for user in DEMO_USERS:
            shelves.users.save(user)
    return opened


@pytest.fixture
def browser(kith: Kith) -> TestClient:
    routes = [*sign_in_routes(lambda: kith), *health_routes(lambda: kith)]
    return TestClient(Starlette(routes=routes), base_url=HERE, follow_redirects=False)


def sign_in(browser: TestClient, user: str = "demo-practitioner", back: str = "/talk", **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = browser.post("/sign-in", data={"user": user, "next": back}, headers={"origin": HERE} | named)
    return answer.status_code


def who(browser: TestClient, kith: Kith) -> str:
    return signed_in_user(kith, browser.cookies.get(COOKIE) or "", now=datetime.now(UTC)).id


def test_choosing_a_demo_user_sets_a_cookie_that_pages_cannot_read(browser: TestClient, kith: Kith) -> None:
    answer = browser.post(
        "/sign-in", data={"user": "demo-practitioner", "next": "/talk"}, headers={"origin": HERE}
    )

    assert (answer.status_code, answer.headers["location"]) == (303, "/talk")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert who(browser, kith) == "demo-practitioner"


def test_the_store_never_sees_the_token(browser: TestClient, kith: Kith, tmp_path: Path) -> None:
    sign_in(browser)
    token = browser.cookies[COOKIE]

    kept = b"".join(file.read_bytes() for file in tmp_path.glob("kith.db*"))

    assert who(browser, kith) == "demo-practitioner"
    assert token.encode() not in kept


def test_signing_out_closes_the_sign_in_for_good(browser: TestClient, kith: Kith) -> None:
    sign_in(browser)
    token = browser.cookies[COOKIE]

    answer = browser.post("/sign-out", headers={"origin": HERE})

    assert answer.status_code == 303
    assert COOKIE not in browser.cookies
    assert signed_in_user(kith, token, now=datetime.now(UTC)) == VISITOR


@pytest.mark.parametrize("user", ["nobody", "ash", ""])
def test_only_demo_users_can_be_chosen(browser: TestClient, kith: Kith, user: str) -> None:
    assert sign_in(browser, user) == 303
    assert who(browser, kith) == VISITOR.id


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "http://evil.example",
        "http://127.0.0.1:9999",
        "https://127.0.0.1.evil.example",
        "http://[",
    ],
)
def test_a_form_of_another_page_signs_nobody_in(browser: TestClient, kith: Kith, origin: str) -> None:
    assert sign_in(browser, origin=origin) == 403
    assert who(browser, kith) == VISITOR.id


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-For",
        "Forwarded",
        "X-Real-IP",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "Via",
        "CF-Connecting-IP",
    ],
)
def test_a_forwarded_request_is_refused(browser: TestClient, header: str) -> None:
    answer = browser.post(
        "/sign-in", data={"user": "demo-practitioner"}, headers={"origin": HERE, header: "10.0.0.1"}
    )

    assert answer.status_code == 403
    assert "works only on the computer that Kith runs on" in answer.text


def test_a_request_to_another_name_is_refused(browser: TestClient) -> None:
    assert sign_in(browser, host="kith.example", origin="http://kith.example") == 403
    assert refusal({"Host": "kith.example"})
    assert not refusal({"Host": "localhost:8501"})


@pytest.mark.parametrize("origin", ["https://kith.example", "http://127.0.0.1:9999", "http://[", "null"])
def test_a_line_opened_by_another_page_is_refused(origin: str) -> None:
    assert refusal({"Host": "127.0.0.1:8501", "Origin": origin})
    assert not refusal({"Host": "127.0.0.1:8501", "Origin": HERE})


def test_choosing_another_user_closes_the_sign_in_before(browser: TestClient, kith: Kith) -> None:
    sign_in(browser, "demo-lead")
    before = browser.cookies[COOKIE]

    sign_in(browser, "demo-partner")

    assert who(browser, kith) == "demo-partner"
    assert signed_in_user(kith, before, now=datetime.now(UTC)) == VISITOR


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8501", True),
        ("localhost", True),
        ("[::1]:8501", True),
        ("::1", True),
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound
        ("192.168.1.5", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("[", False),
        ("", False),
    ],
)
def test_loopback_is_only_this_computer(host: str, *, near: bool) -> None:
    assert is_loopback(host) is near


@pytest.mark.parametrize(
    ("wanted", "back"),
    [
        ("/talk?id=1", "/talk?id=1"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/talk\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_never_leads_elsewhere(wanted: str, back: str) -> None:
    assert way_back(wanted) == back


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "kith.example"])  # noqa: S104 - it refuses
def test_the_server_refuses_to_offer_demo_sign_in_to_others(host: str, tmp_path: Path) -> None:
    settings = Settings(f"sqlite:///{tmp_path / 'kith.db'}", folder=tmp_path, host=host)

    with pytest.raises(OpenToOthersError, match=r"127\.0\.0\.1"):
        serve(settings)

    assert not (tmp_path / "kith.db").exists()


def test_health_asks_the_store(browser: TestClient) -> None:
    assert browser.get("/health/live").json() == {"live": True}
    assert browser.get("/health/ready").json() == {"ready": True, "listings": 0}


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        settings = Settings(f"sqlite:///{tmp_path / 'kith.db'}", folder=tmp_path, port=port)

        with pytest.raises(AddressTakenError, match=f"127.0.0.1:{port}: address already in use"):
            serve(settings)
