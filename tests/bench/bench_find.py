"""How long the Find page takes in a browser: ``python -m tests.bench.bench_find [SERVICES]``.

Measured from the key or the tap to the moment when the new heading and the map's new pins both stand there.
"""

import os
import statistics
import sys
import tempfile
import time as clock
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from directory.storage.store import open_store
from tests.bench.ground import read_ground
from tests.bench.listings import MadeUpDirectory
from tests.bench.wording import read_words
from tests.browser.conftest import CHROMIUM, DESK, FLAGS, Server, kith_server

ROUNDS = 9
START = "/?near=52.48,-1.90&within=10"
HEADING = ".st-key-find-heading h2"
PATIENCE_MS = 20_000
TYPED = ("choir", "walking", "gardening", "knitting", "chess", "history", "dancing", "cooking", "reading")


def main(services: int) -> None:
    """Print the median and the slowest of each thing, in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        fill(Path(folder), services)
        server = without_demo(kith_server(Path(folder)))
        begun = clock.perf_counter()
        server.start()
        say("server answers", [clock.perf_counter() - begun])
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                measure(browser.new_page(viewport=DESK), server)
        finally:
            server.kill()


def measure(page: Page, server: Server) -> None:
    """Open, type, narrow, turn the page."""
    begun = clock.perf_counter()
    page.goto(server.url + START)
    page.locator(HEADING).wait_for(timeout=PATIENCE_MS)
    page.frame_locator("iframe[title*='st_folium']").locator(".kith-pin").first.wait_for(timeout=PATIENCE_MS)
    say("first page, list and map", [clock.perf_counter() - begun])
    line = page.locator("#kith-live-find-what")
    say(
        "type a word (with its pause of 150 ms)",
        [timed(page, partial(line.fill, word)) for word in TYPED],
    )
    line.fill("")
    page.wait_for_timeout(1500)
    day = page.locator(".st-key-find-chips button").filter(has_text="Thu")
    say("tap a day", [timed(page, day.click) for _ in range(ROUNDS)])
    free = page.locator(".st-key-find-chips button").filter(has_text="Free").first
    say("tap free", [timed(page, free.click) for _ in range(ROUNDS)])


def timed(page: Page, act: Callable[[], object]) -> float:
    """Seconds until both the heading and the pins are others than before."""
    before = seen(page)
    begun = clock.perf_counter()
    act()
    while True:
        now = seen(page)
        if now[0] != before[0] and now[1] != before[1]:
            taken = clock.perf_counter() - begun
            page.wait_for_timeout(700)
            return taken
        if clock.perf_counter() - begun > PATIENCE_MS / 1000:
            raise TimeoutError(before)
        page.wait_for_timeout(10)


def seen(page: Page) -> tuple[str, str]:
    """The heading, and what the map was last given."""
    ground = next((frame for frame in page.frames if "st_folium" in frame.url), None)
    view = (
        ground.evaluate("JSON.stringify([window.map?.kith?.given?.digest, window.map?.kith?.given?.view])")
        if ground
        else ""
    )
    return page.locator(HEADING).inner_text(), str(view)


def fill(folder: Path, services: int) -> None:
    """A store of listings all over Great Britain."""
    store = open_store(f"sqlite:///{folder / 'kith.db'}")
    with store.writing() as shelves:
        shelves.services.save(MadeUpDirectory(read_ground(), read_words(), services))


def without_demo(server: Server) -> Server:
    """The same server over the listings that are there."""
    server.command.remove("--demo")
    return server


def say(what: str, seconds: list[float]) -> None:
    """One line of the table."""
    middle, slowest = statistics.median(seconds) * 1000, max(seconds) * 1000
    sys.stdout.write(f"{what:42}{middle:8.0f}{slowest:8.0f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[2])
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
