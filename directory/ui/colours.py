"""Every colour on the screen, and every pair of them that carries words. A test holds each pair to AA."""

from collections.abc import Mapping
from types import MappingProxyType

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#FFFDF9",
        "sand": "#F4EFE6",
        "sand-edge": "#D9CFBD",
        "field-edge": "#8C8270",
        "ink": "#22302C",
        "ink-soft": "#55625D",
        "teal": "#0F6B5C",
        "teal-deep": "#0A5347",
        "teal-mist": "#E4EEE9",
        "rust": "#B4540A",
        "rust-deep": "#8F4108",
        "rust-mist": "#F8E9DB",
        "ground": "#EFEADF",
        "ground-edge": "#C9BEA9",
        "ground-words": "#655D4E",
    }
)

WORDS_ON: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "sand"),
    ("ink", "teal-mist"),
    ("ink", "rust-mist"),
    ("ink-soft", "paper"),
    ("ink-soft", "sand"),
    ("teal", "paper"),
    ("teal", "sand"),
    ("teal", "teal-mist"),
    ("teal-deep", "paper"),
    ("paper", "teal"),
    ("paper", "teal-deep"),
    ("rust", "paper"),
    ("rust-deep", "paper"),
    ("rust-deep", "sand"),
    ("rust-deep", "rust-mist"),
    ("paper", "rust"),
    ("ground-words", "ground"),
)
"""Pairs of words and ground: 4.5 to 1 or better (WCAG 2.2, 1.4.3)."""

SHAPES_ON: tuple[tuple[str, str], ...] = (
    ("field-edge", "paper"),
    ("field-edge", "sand"),
    ("teal", "ground"),
    ("rust", "ground"),
)
"""Pairs of a shape one must see and its ground: 3 to 1 or better (1.4.11)."""


NEARLY_BLACK = 0.04045
"""Below this sRGB is linear (WCAG 2.2, relative luminance)."""


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours named in COLOURS, from 1 to 21."""
    light, dark = sorted((_luminance(COLOURS[one]), _luminance(COLOURS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def build_variables() -> str:
    """The table as custom properties of the stylesheet, ``--kith-ink`` and so on."""
    return ":root{" + "".join(f"--kith-{name}:{value};" for name, value in COLOURS.items()) + "}"


def _luminance(colour: str) -> float:
    parts = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _linear(part: float) -> float:
    return part / 12.92 if part <= NEARLY_BLACK else float(((part + 0.055) / 1.055) ** 2.4)
