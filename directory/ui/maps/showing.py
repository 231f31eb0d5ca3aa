"""Put a map on the page and learn which pin was picked."""

from collections.abc import Sequence

import streamlit as st

from directory.model.place import Place
from directory.model.search import Pin
from directory.ui.maps.building import MapLook, build_map, build_pins
from directory.ui.state import get_settings

PICKED = "last_object_clicked_tooltip"
"""The field of streamlit-folium's answer that our script fills with "id@when"."""


def show_map(
    pins: Sequence[Pin],
    *,
    key: str,
    label: str,
    home: Place | None = None,
    chosen: str = "",
    height: int = 520,
) -> str:
    """Show the pins; returns the id of the service whose pin or list entry was just picked, or nothing.

    ``label`` names the map for those who do not see it.
    """
    # Loaded here: imported outside of a running page, it does not register its files with the server.
    from streamlit_folium import st_folium  # noqa: PLC0415

    settings = get_settings()
    attribution = settings.tiles_attribution if settings.tiles_url else ""
    with st.container(key=f"map-{key}"):
        answer = st_folium(
            build_map(MapLook(label, attribution)),
            key=f"map-answer-{key}",
            height=height,
            use_container_width=True,
            feature_group_to_add=build_pins(pins, home=home, chosen=chosen),
            returned_objects=[PICKED],
        )
    return _just_picked(key, str((answer or {}).get(PICKED) or ""))


def _just_picked(key: str, picked: str) -> str:
    """A pick counts once: the map goes on reporting it in every run."""
    seen = f"map-picked-{key}"
    if not picked or st.session_state.get(seen) == picked:
        return ""
    st.session_state[seen] = picked
    return picked.rpartition("@")[0]
