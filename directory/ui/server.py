"""One process serves everything: the pages, their files, tiles, health and sign-in."""

import os
import socket
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit import config as streamlit_config
from streamlit.runtime.pages_manager import PagesManager

from directory.api.assets import assets_route
from directory.api.ground import ground_route
from directory.api.health import health_routes
from directory.api.sign_in import is_loopback, sign_in_routes
from directory.api.tiles import Upstream, tiles_route
from directory.bootstrap import open_kith
from directory.config import Settings
from directory.errors import BadInputError, KithError
from directory.model.conversation import Statement, StatementKind
from directory.model.suggestion import Portrait
from directory.model.user import VISITOR
from directory.services.kith import Kith
from directory.services.suggesting import suggest
from directory.ui.state import get_kith, hold_kith
from directory.ui.troubles import show_trouble_alone

Prepare = Callable[[Kith, datetime], None]
"""What to do once the store is open, before the first page."""

APP_SCRIPT = Path(__file__).resolve().parents[2] / "app.py"
SECONDS_TO_FINISH = 3
SECONDS_BEFORE_WARMING = 4
SECONDS_BETWEEN_UPKEEP = 15

QUIET: Mapping[str, object] = MappingProxyType(
    {
        "browser.gatherUsageStats": False,  # by default every fresh page asks a statistics host
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "server.fileWatcherType": "none",
    }
)


class OpenToOthersError(BadInputError):
    """Demo sign-in on an address that other computers reach."""

    sentence = (
        "Kith will not start on {host} with the demonstration sign-in: anyone who reaches that address "
        "could choose a role. Start it on 127.0.0.1."
    )


class AddressTakenError(BadInputError):
    """Nothing can listen there."""

    sentence = "Kith cannot listen on {host}:{port}: {cause}. Stop what runs there, or give another --port."


def build_app(settings: Settings, prepare: Prepare | None = None, script: Path = APP_SCRIPT) -> st.App:
    """The ASGI app around ``app.py``; the store is opened when it starts."""
    # Private, the reason Streamlit is pinned: the mere existence of pages/ makes the first deep link
    # on a fresh server show "Page not found". tests/browser asks for a deep link first.
    PagesManager.uses_pages_directory = False
    app = st.App(
        script,
        routes=[
            *(sign_in_routes(get_kith) if settings.demo_sign_in else ()),
            *health_routes(get_kith),
            ground_route(settings.boundaries),
            assets_route(),
            tiles_route(settings.tile_cache, Upstream(settings.tiles_url, settings.tiles_contact)),
            Route("/find", _to_first_page),
        ],
        lifespan=_opened(settings, prepare),
        on_script_error=show_trouble_alone,
    )
    for option, wanted in QUIET.items():
        streamlit_config.set_option(option, wanted)
    return app


async def _to_first_page(request: Request) -> Response:
    """Find is the first page; whoever types its name gets there too, with the question."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def serve(settings: Settings, *, prepare: Prepare | None = None) -> None:
    """Serve until stopped, after ``prepare``; raises OpenToOthersError before anything is opened."""
    if settings.demo_sign_in and not is_loopback(settings.host):
        raise OpenToOthersError(host=settings.host)
    _check_free(settings)
    uvicorn.run(
        build_app(settings, prepare),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )


def _check_free(settings: Settings) -> None:
    """Before anything is opened, because the server itself would say it in a log line after all its work."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        with socket.create_server((settings.host, settings.port), family=family):
            return
    except OSError as error:
        cause = os.strerror(error.errno).lower() if error.errno else str(error)
        raise AddressTakenError(host=settings.host, port=settings.port, cause=cause) from error


def _opened(
    settings: Settings, prepare: Prepare | None
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncGenerator[None, None]:
        kith = open_kith(settings)
        if prepare:
            prepare(kith, datetime.now(UTC))
        # Before anyone is let in, so that the first page is as quick as any other.
        kith.directory.snapshot()
        # Not streamlit_folium itself: loaded before the first page it would register its files nowhere.
        import folium  # noqa: F401, PLC0415 - slow to load, and needed by no other command

        hold_kith(kith, settings)
        # Later, so that it does not compete with the first page.
        warming = threading.Timer(SECONDS_BEFORE_WARMING, _warm, args=(kith,))
        warming.daemon = True
        warming.start()
        stopping = threading.Event()
        threading.Thread(target=_keep_up, args=(kith, stopping), daemon=True).start()
        sys.stdout.write(f"Kith is at http://{settings.host}:{settings.port} (Ctrl+C stops it).\n")
        sys.stdout.flush()
        yield
        stopping.set()
        warming.cancel()

    return lifespan


def _keep_up(kith: Kith, stopping: threading.Event) -> None:
    """Follow what other processes change, and tidy the index when that is due."""
    seconds = SECONDS_BEFORE_WARMING
    while not stopping.wait(seconds):
        seconds = SECONDS_BETWEEN_UPKEEP
        try:
            kith.directory.upkeep()
        except (KithError, OSError) as error:
            # The pages go on with what there is; the next turn may find the disk or the database again.
            sys.stderr.write(f"The index could not be kept up: {error}\n")


def _warm(kith: Kith) -> None:
    """Load what is slow and soon needed: the names of places, and the meaning of words."""
    kith.gazetteer.find_place("Worcester")
    said = (Statement(StatementKind.WISH, "company"),)
    suggest(kith, Portrait(said), by=VISITOR, now=datetime.now(UTC), limit=1)
