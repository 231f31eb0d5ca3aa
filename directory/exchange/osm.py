"""OpenStreetMap tags as the cells of a listing."""

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from directory.exchange.plain_text import something

Tags = Mapping[str, str]

_SIGNS = frozenset(
    [
        "amenity",
        "leisure",
        "shop",
        "tourism",
        "sport",
        "social_facility",
        "landuse",
        "club",
        "office",
        "craft",
        "community_centre",
        "addr:street",
        "addr:postcode",
    ]
)
_ENOUGH_SIGNS = 2
_SUBJECTS = (
    "amenity",
    "leisure",
    "shop",
    "tourism",
    "club",
    "office",
    "craft",
    "healthcare",
    "social_facility",
    "social_facility:for",
    "community_centre",
    "community_centre:for",
    "sport",
    "landuse",
    "historic",
    "natural",
    "religion",
    "denomination",
    "cuisine",
)
_SERVICES = frozenset(
    [
        "social_facility",
        "doctors",
        "pharmacy",
        "clinic",
        "dentist",
        "hospital",
        "bank",
        "post_office",
        "police",
        "fire_station",
        "school",
        "college",
        "university",
        "kindergarten",
        "nursing_home",
        "childcare",
        "townhall",
        "courthouse",
        "fuel",
        "taxi",
        "ambulance_station",
        "veterinary",
        "atm",
        "toilets",
    ]
)
_NOT_SUBJECTS = frozenset({"yes", "no", "unclassified", "public", "residential", "grass", "multi"})
_STRAIGHT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("osm_id", "@id", "full_id", "id", "osm_way_id"),
        "name": ("name", "name:en", "official_name", "brand"),
        "organization": ("operator", "brand"),
        "description": ("description", "description:en"),
        "postcode": ("addr:postcode", "postal_code", "addr_postcode"),
        "town": ("addr:city", "addr:town", "addr:village", "addr:suburb", "addr_city"),
        "county": ("addr:county",),
        "phone": ("phone", "contact:phone", "contact:mobile", "mobile"),
        "email": ("email", "contact:email"),
        "website": ("website", "contact:website", "url", "contact:facebook", "facebook"),
        "times": ("opening_hours", "opening_times", "service_times"),
        "cost": ("charge",),
        "ages from": ("min_age",),
        "ages to": ("max_age",),
        "languages": ("language",),
    }
)
_HOURS_ALONE = re.compile(r"\d\d:\d\d\s*-\s*\d\d:\d\d(?:\s*,\s*\d\d:\d\d\s*-\s*\d\d:\d\d)*")
_WHEELCHAIR: Mapping[str, str] = MappingProxyType(
    {
        "yes": "Wheelchair access",
        "designated": "Wheelchair access",
        "limited": "Limited wheelchair access",
        "no": "No wheelchair access",
    }
)
_HSTORE = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


def has_osm_tags(headings: Iterable[str]) -> bool:
    """Whether columns are named as OpenStreetMap names tags."""
    return len(_SIGNS.intersection(headings)) >= _ENOUGH_SIGNS or "other_tags" in headings


def cells_of_tags(given: Tags) -> dict[str, str]:
    """Cells by field; ``what it is`` says in words what an unnamed thing would be."""
    tags = _unpacked(given)
    cells = {name: found for name, keys in _STRAIGHT.items() if (found := _first(tags, keys))}
    subjects = _subjects(tags)
    cells["what it is"] = subjects[0] if subjects else ""
    cells["topics"] = "; ".join(subjects)
    cells["kind"] = _kind(tags)
    cells["address"] = _address(tags)
    cells["access"] = "; ".join(_access(tags))
    if _HOURS_ALONE.fullmatch(cells.get("times", "")):
        # In OpenStreetMap's notation, hours without days are those of every day.
        cells["times"] = f"Mo-Su {cells['times']}"
    cells["free"] = {"no": "yes", "yes": "no"}.get(tags.get("fee", ""), "")
    if tags.get("access") in {"private", "no"}:
        cells["alert"] = "The map says this is private. Ask before going."
    if tags.get("disused") == "yes" or tags.get("abandoned") == "yes" or tags.get("ruins") == "yes":
        cells["closed"] = "yes"
    return {name: text for name, text in cells.items() if text}


def _unpacked(given: Tags) -> dict[str, str]:
    """Tags in columns, in GDAL's ``other_tags``, or as JSON under ``tags``."""
    tags = {key: something(value) for key, value in given.items()}
    tags.update(_HSTORE.findall(tags.pop("other_tags", "")))
    packed = tags.pop("tags", "")
    if packed.startswith("{"):
        try:
            inner = json.loads(packed)
        except json.JSONDecodeError:
            inner = {}
        tags.update({key: value for key, value in inner.items() if isinstance(value, str)})
    return tags


def _first(tags: Tags, keys: Iterable[str]) -> str:
    return next((tags[key] for key in keys if tags.get(key)), "")


def _subjects(tags: Tags) -> list[str]:
    found: list[str] = []
    for key in _SUBJECTS:
        for value in tags.get(key, "").split(";"):
            words = value.strip().replace("_", " ")
            if words and words not in _NOT_SUBJECTS:
                found.append(f"{words} shop" if key == "shop" and words != "mall" else words)
    return list(dict.fromkeys(found))


def _kind(tags: Tags) -> str:
    if tags.get("club") or tags.get("amenity") == "social_club":
        return "group"
    return "service" if tags.get("amenity") in _SERVICES or tags.get("healthcare") else "place"


def _address(tags: Tags) -> str:
    number, street = (
        tags.get("addr:housenumber", ""),
        tags.get("addr:street", "") or tags.get("addr:place", ""),
    )
    lines = (tags.get("addr:housename", ""), f"{number} {street}".strip(), tags.get("addr:hamlet", ""))
    return ", ".join(line for line in lines if line) or tags.get("addr:full", "")


def _access(tags: Tags) -> Iterable[str]:
    wheelchair = tags.get("wheelchair", "")
    if wheelchair in _WHEELCHAIR:
        yield _WHEELCHAIR[wheelchair]
    if tags.get("toilets:wheelchair") == "yes":
        yield "Accessible toilet"
    if tags.get("hearing_loop") == "yes":
        yield "Hearing loop"
    if description := tags.get("wheelchair:description", ""):
        yield description
