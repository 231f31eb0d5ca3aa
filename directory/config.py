"""Settings of one installation, read from the environment once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.errors import BadInputError

PROJECT = Path(__file__).resolve().parent.parent
SHIPPED_DATA = PROJECT / "data"
DEFAULT_FOLDER = PROJECT / "var"
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8501
OPENSTREETMAP_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OPENSTREETMAP_ATTRIBUTION = "© OpenStreetMap contributors"
LARGEST_PORT = 65_535


class BadSettingError(BadInputError):
    """A setting cannot be used."""

    sentence = "The setting {name} is “{text}”, but it has to be {expected}."


@dataclass(frozen=True, slots=True)
class Settings:
    """``folder`` keeps what is Kith's own on disk: the SQLite file and the tile cache.

    ``tiles_url`` is an upstream with ``{z}``, ``{x}`` and ``{y}``, or empty for a map without tiles;
    ``tiles_contact`` goes into the user agent, as tile servers ask. ``boundaries`` is a file of outlines
    that replaces the approximate ones. ``demo_sign_in`` lets anyone on this machine choose a role.
    """

    database_url: str
    folder: Path = DEFAULT_FOLDER
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    demo_sign_in: bool = True
    tiles_url: str = OPENSTREETMAP_TILES
    tiles_attribution: str = OPENSTREETMAP_ATTRIBUTION
    tiles_contact: str = ""
    boundaries: Path | None = None

    @property
    def tile_cache(self) -> Path:
        """Where fetched tiles stay."""
        return self.folder / "tiles"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from ``KITH_…`` variables; whatever is not set has a default that works on one machine."""
    folder = Path(environment.get("KITH_FOLDER", "") or DEFAULT_FOLDER)
    boundaries = environment.get("KITH_BOUNDARIES", "")
    return Settings(
        database_url=environment.get("KITH_DATABASE_URL", "") or f"sqlite:///{folder / 'kith.db'}",
        folder=folder,
        host=environment.get("KITH_HOST", "") or DEFAULT_HOST,
        port=_read_port(environment.get("KITH_PORT", "") or str(DEFAULT_PORT)),
        demo_sign_in=_read_switch("KITH_DEMO_SIGN_IN", environment.get("KITH_DEMO_SIGN_IN", "") or "on"),
        tiles_url=_read_tiles_url(environment.get("KITH_TILES_URL", OPENSTREETMAP_TILES)),
        tiles_attribution=environment.get("KITH_TILES_ATTRIBUTION", OPENSTREETMAP_ATTRIBUTION),
        tiles_contact=environment.get("KITH_TILES_CONTACT", ""),
        boundaries=Path(boundaries) if boundaries else None,
    )


def _read_port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= LARGEST_PORT:
        return int(text)
    raise BadSettingError(name="KITH_PORT", text=text, expected=f"a number from 1 to {LARGEST_PORT}")


def _read_switch(name: str, text: str) -> bool:
    if text not in {"on", "off"}:
        raise BadSettingError(name=name, text=text, expected="on or off")
    return text == "on"


def _read_tiles_url(text: str) -> str:
    if not text or (
        text.startswith(("http://", "https://")) and all(part in text for part in ("{z}", "{x}", "{y}"))
    ):
        return text
    raise BadSettingError(
        name="KITH_TILES_URL", text=text, expected="a web address with {z}, {x} and {y} in it, or empty"
    )
