"""Map tiles through a route of ours: the browser asks only this server, which asks the upstream once."""

import asyncio
from base64 import b64decode
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import monotonic

import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

USER_AGENT = "Kith/0.1 (directory of community groups)"
DEEPEST_ZOOM = 19
SECONDS = 3.0
SECONDS_LEFT_ALONE = 60.0
LARGEST_TILE = 512 * 1024
AT_ONCE = 4
PNG = b"\x89PNG\r\n\x1a\n"
CLEAR = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII="
)
A_WEEK = "public, max-age=604800"

Tile = tuple[int, int, int]
"""Zoom, column, row, as in the address of a tile."""


class Upstream:
    """Where tiles come from. After a failure it is left alone for a minute, so that no map waits for it."""

    def __init__(
        self, template: str, contact: str = "", transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._template = template
        self._headers = {"User-Agent": f"{USER_AGENT} {contact}".strip()}
        self._transport = transport
        self._asked_at_once = asyncio.Semaphore(AT_ONCE)
        self._left_alone_until = 0.0

    async def fetch(self, tile: Tile) -> bytes:
        """The picture of a tile; empty when none comes within the time limit."""
        async with self._asked_at_once:
            if not self._template or monotonic() < self._left_alone_until:
                return b""
            try:
                return await asyncio.wait_for(self._ask(tile), SECONDS)
            except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
                self._left_alone_until = monotonic() + SECONDS_LEFT_ALONE
                return b""

    async def _ask(self, tile: Tile) -> bytes:
        zoom, column, row = tile
        address = self._template.format(z=zoom, x=column, y=row, s="a")
        async with (
            httpx.AsyncClient(headers=self._headers, transport=self._transport, timeout=SECONDS) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.is_server_error:
                answer.raise_for_status()
            return await _read_picture(answer) if answer.is_success else b""


def is_tile(tile: Tile) -> bool:
    """Whether the numbers name a tile of the world."""
    zoom, column, row = tile
    return 0 <= zoom <= DEEPEST_ZOOM and 0 <= column < 2**zoom and 0 <= row < 2**zoom


def tiles_route(folder: Path, upstream: Upstream) -> Route:
    """``GET /tiles/{z}/{x}/{y}.png``; a clear tile when there is none, so that a map stays quiet."""

    async def answer_tile(request: Request) -> Response:
        tile = (request.path_params["z"], request.path_params["x"], request.path_params["y"])
        if not is_tile(tile):
            return PlainTextResponse("There is no such tile.", status_code=404)
        picture = await _kept_or_fetched(folder, tile, upstream)
        kept_for = A_WEEK if picture else "no-store"
        return Response(picture or CLEAR, media_type="image/png", headers={"Cache-Control": kept_for})

    return Route("/tiles/{z:int}/{x:int}/{y:int}.png", answer_tile)


async def _kept_or_fetched(folder: Path, tile: Tile, upstream: Upstream) -> bytes:
    zoom, column, row = tile
    kept = folder / str(zoom) / str(column) / f"{row}.png"
    if await asyncio.to_thread(kept.is_file):
        return await asyncio.to_thread(kept.read_bytes)
    picture = await upstream.fetch(tile)
    if picture:
        await asyncio.to_thread(_keep, kept, picture)
    return picture


async def _read_picture(answer: httpx.Response) -> bytes:
    body = b""
    async for part in answer.aiter_bytes():
        body += part
        if len(body) > LARGEST_TILE:
            return b""
    return body if body.startswith(PNG) else b""


def _keep(path: Path, picture: bytes) -> None:
    """Write beside and rename, so that no reader sees half a tile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(picture)
    Path(beside.name).replace(path)
