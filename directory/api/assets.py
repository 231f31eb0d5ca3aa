"""Files of the map, out of the packages that carry them, so that a map asks nothing of a third party."""

from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

OWN = Path(__file__).resolve().parents[1] / "ui" / "maps"
FONT = ("fonts", "source-sans.woff2")
_LONGEST_PATH = 200
A_DAY, FIVE_MINUTES = "public, max-age=86400", "public, max-age=300"

PACKAGES = MappingProxyType(
    {
        "leaflet": "xstatic.pkg.leaflet",
        "markercluster": "xstatic.pkg.leaflet_markercluster",
    }
)


def assets_route() -> Route:
    """``GET /assets/{folder}/{path}``: files of the map packages, our own under ``kith``, and the font."""
    folders = {name: _data_folder(package) for name, package in PACKAGES.items()} | {"kith": OWN}

    font = _find_font()

    async def asset(request: Request) -> Response:
        name, path = request.path_params["folder"], request.path_params["path"]
        found = font if (name, path) == FONT else _inside(folders.get(name), path)
        if found is None:
            return PlainTextResponse("There is no such file.", status_code=404)
        # Ours change with Kith, those of packages with a version that is seldom raised.
        return FileResponse(found, headers={"Cache-Control": FIVE_MINUTES if name == "kith" else A_DAY})

    return Route("/assets/{folder}/{path:path}", asset)


def _find_font() -> Path | None:
    """The font of the pages, which Streamlit carries under a name that changes with its version."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return None
    media = Path(spec.origin).parent / "static" / "static" / "media"
    return next(iter(sorted(media.glob("SourceSansVF-Upright*.woff2"))), None)


def _data_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def _inside(folder: Path | None, path: str) -> Path | None:
    if folder is None or len(path) > _LONGEST_PATH:
        return None
    found = (folder / path).resolve()
    served = found.suffix in {".js", ".css", ".png", ".svg"}
    return found if served and found.is_relative_to(folder.resolve()) and found.is_file() else None
