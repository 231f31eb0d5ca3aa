"""A real server, a real browser, and tabs that fail on any noise.

Noise is a console error, an uncaught exception or a request to any other server.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
TABLET: ViewportSize = {"width": 820, "height": 1180}
DESK: ViewportSize = {"width": 1440, "height": 900}
PROJECT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 30

ALLOWED_ERRORS = (
    # On a deep link Streamlit's page looks for its server below that path first; both answers are 404.
    re.compile(r"http://127\.0\.0\.1:\d+/[a-z-]+/_stcore/(health|host-config)"),
)


@dataclass
class Server:
    """A server on a port of its own, which can be killed and started again."""

    command: list[str]
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(self.command, cwd=PROJECT, env=os.environ | self.environment)
        until = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert self.process.poll() is None, "the server has stopped"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/health/ready", timeout=2) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            return False


@dataclass
class Tab:
    """One page and every noise it made. ``is_watched`` is put off while a test breaks the line itself."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)
    is_watched: bool = True

    def open(self, path: str = "/") -> None:
        """Go to a page."""
        self.page.goto(self.base + path)

    def sign_in(self, user_id: str, path: str = "/who") -> None:
        """Choose a demo user on the page at ``path``."""
        self.open(path)
        self.page.locator(f'button[value="{user_id}"]').click()
        self.page.wait_for_load_state()

    def watch(self) -> None:
        """Listen from now on."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._note(f"exception: {error}"))
        self.page.on("request", self._requested)

    def _heard(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not any(one.fullmatch(where) for one in ALLOWED_ERRORS):
            self._note(f"console: {message.text} {where}")

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
            self._note(f"outside: {request.url}")

    def _note(self, fault: str) -> None:
        if self.is_watched:
            self.faults.append(fault)


OpenTab = Callable[..., Tab]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def need_chromium() -> None:
    if not CHROMIUM.exists():
        pytest.skip("left out: browser tests need Debian's chromium")


def kith_server(folder: Path) -> Server:
    need_chromium()
    port = free_port()
    command = [sys.executable, "-m", "directory", "serve", "--demo", "--port", str(port)]
    # An upstream that answers at once that it is not there, so that no test waits for tiles.
    return Server(
        command, port, {"KITH_FOLDER": str(folder), "KITH_TILES_URL": "http://127.0.0.1:9/{z}/{x}/{y}.png"}
    )


def lab_server(folder: Path) -> Server:
    need_chromium()
    port = free_port()
    return Server(
        [sys.executable, str(Path(__file__).with_name("lab_server.py")), str(port), str(folder)], port
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    need_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kith(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Kith with its demo directory, shared by all tests."""
    server = kith_server(tmp_path_factory.mktemp("kith"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def cold_kith(tmp_path: Path) -> Iterator[Server]:
    """Kith that nobody has asked anything yet."""
    server = kith_server(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Server]:
    """The page with every part of the kit."""
    server = lab_server(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def open_tab(chromium: Browser) -> Iterator[OpenTab]:
    """Opens tabs; each of them has to have been quiet when the test ends."""
    tabs: list[Tab] = []

    def open_one(server: Server, size: ViewportSize = DESK, *, touch: bool = False) -> Tab:
        context = chromium.new_context(viewport=size, has_touch=touch, locale="en-GB")
        tab = Tab(context.new_page(), server.url)
        tab.watch()
        tabs.append(tab)
        return tab

    yield open_one
    faults = [fault for tab in tabs for fault in tab.faults]
    for tab in tabs:
        tab.page.context.close()
    assert not faults


def serious_faults(page: Page) -> list[str]:
    """What axe finds serious or worse, in every frame."""
    source = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
    found = []
    for frame in page.frames:
        frame.evaluate(source)
        answer = frame.evaluate("axe.run({iframes: false})")
        found += [
            f"{fault['id']} {node['target']} {node['failureSummary']}"
            for fault in answer["violations"]
            if fault["impact"] in {"serious", "critical"}
            for node in fault["nodes"]
        ]
    return found
