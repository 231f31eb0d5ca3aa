import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from directory.api import tiles
from directory.api.tiles import CLEAR, Upstream, is_tile, tiles_route

TEMPLATE = "https://tiles.example/{z}/{x}/{y}.png"
PICTURE = CLEAR + b"a picture"

Answer = Callable[[httpx.Request], httpx.Response]


class Far:
    """An upstream that counts what it is asked."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[httpx.Request] = []
        self._answer = answer

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer as a transport does."""
        self.asked.append(request)
        return self._answer(request)


def client(folder: Path, far: Far, template: str = TEMPLATE) -> TestClient:
    upstream = Upstream(template, "someone@example.org", transport=httpx.MockTransport(far))
    return TestClient(Starlette(routes=[tiles_route(folder, upstream)]))


def unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route", request=request)


def test_a_tile_is_asked_for_once_and_kept(tmp_path: Path) -> None:
    far = Far(lambda _: httpx.Response(200, content=PICTURE))
    browser = client(tmp_path, far)

    bodies = [browser.get("/tiles/3/4/2.png").content for _ in range(2)]

    assert bodies == [PICTURE, PICTURE]
    assert len(far.asked) == 1
    assert str(far.asked[0].url) == "https://tiles.example/3/4/2.png"
    assert far.asked[0].headers["user-agent"].startswith("Kith/")
    assert "someone@example.org" in far.asked[0].headers["user-agent"]


def test_without_an_upstream_the_tile_is_clear_and_nobody_is_asked_again_for_a_minute(tmp_path: Path) -> None:
    far = Far(unreachable)
    browser = client(tmp_path, far)

    answers = [browser.get(f"/tiles/3/{column}/2.png") for column in range(4)]

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.content for answer in answers} == {CLEAR}
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    assert len(far.asked) == 1


def test_after_a_minute_the_upstream_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = Far(unreachable)
    browser = client(tmp_path, far)
    browser.get("/tiles/3/1/2.png")
    later = monotonic() + tiles.SECONDS_LEFT_ALONE + 1
    monkeypatch.setattr(tiles, "monotonic", lambda: later)

    browser.get("/tiles/3/1/2.png")

    assert len(far.asked) == 2


def test_one_missing_tile_does_not_stop_the_others(tmp_path: Path) -> None:
    far = Far(lambda request: httpx.Response(404 if "/3/1/" in str(request.url) else 200, content=PICTURE))
    browser = client(tmp_path, far)

    missing, there = browser.get("/tiles/3/1/2.png"), browser.get("/tiles/3/2/2.png")

    assert missing.content == CLEAR
    assert there.content == PICTURE


@pytest.mark.parametrize("body", [b"<html>sorry</html>", PICTURE + bytes(tiles.LARGEST_TILE)])
def test_what_is_no_picture_or_too_large_is_not_kept(tmp_path: Path, body: bytes) -> None:
    browser = client(tmp_path, Far(lambda _: httpx.Response(200, content=body)))

    assert browser.get("/tiles/3/4/2.png").content == CLEAR
    assert not list(tmp_path.rglob("*.png"))


def test_a_slow_upstream_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(_request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        return httpx.Response(200, content=PICTURE)

    monkeypatch.setattr(tiles, "SECONDS", 0.05)
    upstream = Upstream(TEMPLATE, transport=httpx.MockTransport(slow))
    browser = TestClient(Starlette(routes=[tiles_route(tmp_path, upstream)]))

    assert browser.get("/tiles/3/4/2.png").content == CLEAR


@pytest.mark.parametrize(
    "path", ["/tiles/3/8/0.png", "/tiles/20/0/0.png", "/tiles/3/-1/0.png", "/tiles/3/a/0.png"]
)
def test_what_is_no_tile_of_the_world_is_not_found(tmp_path: Path, path: str) -> None:
    far = Far(lambda _: httpx.Response(200, content=PICTURE))

    assert client(tmp_path, far).get(path).status_code == 404
    assert far.asked == []


def test_the_world_has_one_tile_at_zoom_0() -> None:
    assert is_tile((0, 0, 0))
    assert not is_tile((0, 1, 0))
