"""Build a map as a value: pins as one array, everything it loads from routes of ours."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

import folium
from branca.element import MacroElement
from folium.template import Template

from directory.api.ground import ATTRIBUTION
from directory.model.place import Place, Point
from directory.model.search import Pin
from directory.ui.colours import COLOURS

GREAT_BRITAIN = Point(53.2, -1.9)
WHOLE_COUNTRY_ZOOM = 6
DEEPEST_ZOOM = 19
_SPELLED_OUT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'_{}%#"}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class MapLook:
    """What does not change while people search. ``tiles_attribution`` is empty for a map without tiles."""

    label: str
    tiles_attribution: str = ""


class KithMap(folium.Map):
    """A Leaflet map whose files all come from ``/assets``."""

    default_js = [  # noqa: RUF012 - folium's own declaration
        ("leaflet", "/assets/leaflet/leaflet.js"),
        ("markercluster", "/assets/markercluster/leaflet.markercluster.js"),
        ("ground", "/assets/kith/kith-ground.js"),
        ("pins", "/assets/kith/kith-map.js"),
    ]
    default_css = [  # noqa: RUF012 - folium's own declaration
        ("leaflet", "/assets/leaflet/leaflet.css"),
        ("kith", "/assets/kith/kith-map.css"),
    ]


class _Call(MacroElement):
    """One call of our script, with all it needs as JSON."""

    def __init__(self, given: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = type(self).__name__.strip("_")
        self.given = given

    def render(self, **_kwargs: object) -> str:
        """Add nothing to a page: streamlit-folium takes the script from the template itself."""
        return ""


class _Ground(_Call):
    """Lays the ground and names the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "kithMap.begin({{ this._parent.get_name() }}, {{ this.given }});"
        "{% endmacro %}"
    )


class _Pins(_Call):
    """All pins in one call. ``window.map`` is what streamlit-folium calls the map on the page."""

    _template = Template(
        "{% macro script(this, kwargs) %}kithMap.show(window.map, {{ this.given }});{% endmacro %}"
    )


def build_map(look: MapLook) -> KithMap:
    """The map without its pins: it stays in the browser while people search."""
    built = KithMap(
        location=(GREAT_BRITAIN.latitude, GREAT_BRITAIN.longitude),
        zoom_start=WHOLE_COUNTRY_ZOOM,
        tiles=None,
        maxZoom=DEEPEST_ZOOM,  # max_zoom would go to a tile layer only; clusters need it on the map
        zoom_control=True,
    )
    if look.tiles_attribution:
        folium.TileLayer("/tiles/{z}/{x}/{y}.png", attr=escape(look.tiles_attribution)).add_to(built)
    given = {"label": look.label, "attribution": ATTRIBUTION, "colours": dict(COLOURS)}
    _Ground(as_script(given)).add_to(built)
    return built


def build_pins(pins: Sequence[Pin], *, home: Place | None = None, chosen: str = "") -> folium.FeatureGroup:
    """The pins as one array. ``chosen`` is the id of the marked one; ``home`` is "you are here"."""
    rows = [
        [round(pin.point.latitude, 6), round(pin.point.longitude, 6), pin.number, pin.service_id, pin.name]
        for pin in pins
    ]
    here = [home.point.latitude, home.point.longitude, home.label] if home else None
    plain = [row for row in rows if row[2] is None]
    given = {
        "pins": rows,
        "home": here,
        "chosen": chosen,
        "digest": _digest(plain),
        "view": _digest([row for row in rows if row[2] is not None] or len(rows), here),
    }
    group = folium.FeatureGroup("pins")
    _Pins(as_script(given)).add_to(group)
    return group


def as_script(value: object) -> str:
    """JSON that cannot leave a script, whatever words it carries, nor be taken for a template or a name.

    Folium reads what it draws as a template again, and streamlit-folium looks for ``_…`` names in it.
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return _STRING.sub(lambda found: found[0].translate(_SPELLED_OUT), text)


def _digest(*things: object) -> str:
    return sha256(json.dumps(things).encode()).hexdigest()[:16]
