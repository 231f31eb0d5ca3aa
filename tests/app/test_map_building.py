import json
import re

from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import generate_leaflet_string

from directory.model.place import Place, Point, Precision
from directory.model.search import Pin
from directory.ui.maps.building import KithMap, MapLook, as_script, build_map, build_pins

BREAK_OUT = "</script><script>alert(1)</script> {{ 7*7 }} {% raw %} ' \" \\ _1f3a \u2028"
HERE = Place("You are here", Point(52.1, -2.3), Precision.EXACT)


def a_pin(name: str, number: int | None = None) -> Pin:
    return Pin("service-1", name, Point(52.1, -2.3), number)


def script_of(*pins: Pin, home: Place | None = None, chosen: str = "") -> str:
    return str(generate_leaflet_string(build_pins(pins, home=home, chosen=chosen), base_id="group"))


def given_to_the_browser(script: str) -> dict[str, object]:
    found = re.search(r"kithMap\.show\(window\.map, (.*)\);", script)
    assert found
    return dict(json.loads(found[1]))


def test_a_map_loads_nothing_from_anywhere_else() -> None:
    built = build_map(MapLook("Groups", "© OpenStreetMap contributors"))
    links = [address for _, address in [*KithMap.default_js, *KithMap.default_css]]

    assert all(link.startswith("/assets/") for link in links)
    assert "http" not in generate_leaflet_string(built)


def test_a_map_without_an_upstream_asks_for_no_tiles() -> None:
    assert "/tiles/" not in generate_leaflet_string(build_map(MapLook("Groups")))
    assert "/tiles/" in generate_leaflet_string(build_map(MapLook("Groups", "© OpenStreetMap contributors")))


def test_the_map_stays_the_same_while_people_search() -> None:
    look = MapLook("Groups")

    assert generate_leaflet_string(build_map(look)) == generate_leaflet_string(build_map(look))


def test_no_word_of_a_listing_leaves_its_string() -> None:
    script = script_of(a_pin(BREAK_OUT), home=Place(BREAK_OUT, HERE.point, Precision.EXACT))

    assert "</script" not in script
    assert "{{" not in script
    pins = given_to_the_browser(script)["pins"]
    assert isinstance(pins, list)
    assert pins[0][4] == BREAK_OUT


@given(st.text())
def test_any_text_arrives_as_it_was(text: str) -> None:
    script = as_script({"name": text})

    assert json.loads(script) == {"name": text}
    assert not set("<>&'") & set(script)


def test_moving_the_mark_does_not_draw_the_other_pins_anew() -> None:
    pins = (a_pin("One", 1), a_pin("Another"))

    plain, marked = (given_to_the_browser(script_of(*pins, chosen=chosen)) for chosen in ("", "service-1"))

    assert plain["digest"] == marked["digest"]
    assert plain["view"] == marked["view"]


def test_the_map_moves_when_the_cards_or_the_place_change() -> None:
    one, other = a_pin("One", 1), Pin("service-2", "Other", Point(52.4, -2.0), 1)

    views = [
        given_to_the_browser(script_of(one))["view"],
        given_to_the_browser(script_of(other))["view"],
        given_to_the_browser(script_of(one, home=HERE))["view"],
    ]

    assert len(set(map(str, views))) == 3
