import re
import tomllib
from pathlib import Path

import pytest

from directory.ui.colours import COLOURS, SHAPES_ON, WORDS_ON, contrast
from directory.ui.look import stylesheet

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("words", "ground"), WORDS_ON)
def test_words_can_be_read_on_their_ground(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES_ON)
def test_shapes_can_be_seen_on_their_ground(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3


def test_a_colour_on_itself_has_no_contrast() -> None:
    assert contrast("ink", "ink") == 1


def test_the_theme_uses_the_colours_of_the_table() -> None:
    theme = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text())["theme"]

    assert theme["primaryColor"] == COLOURS["teal"]
    assert theme["backgroundColor"] == COLOURS["paper"]
    assert theme["secondaryBackgroundColor"] == COLOURS["sand"]
    assert theme["textColor"] == COLOURS["ink"]


def test_the_stylesheet_names_only_colours_of_the_table_and_no_generated_class() -> None:
    css = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)

    assert set(re.findall(r"var\(--kith-([a-z-]+)\)", css)) <= set(COLOURS)
    assert "st-emotion" not in css
