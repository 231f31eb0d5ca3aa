"""Whether the made-up texts are as varied as real ones: how many words, and how many different ones."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.listings import MadeUpDirectory

REAL = Path(__file__).parents[3] / "shared" / "eval" / "dev" / "services.json"
_AS_MANY = 404


@dataclass(frozen=True, slots=True)
class Counts:
    """Words in all, different words, and words that come once."""

    tokens: int
    types: int
    once: int


def count_words(texts: Iterable[str]) -> Counts:
    """Count words in lower case."""
    often: dict[str, int] = {}
    for text in texts:
        for word in re.findall(r"\w+", text.lower()):
            often[word] = often.get(word, 0) + 1
    return Counts(sum(often.values()), len(often), sum(1 for times in often.values() if times == 1))


def compare_with_real_texts(directory: MadeUpDirectory, real: Path = REAL) -> str:
    """One sentence."""
    made_up = [directory.listing(number) for number in range(min(_AS_MANY, directory.count))]
    counts = count_words(f"{one.name} {one.organization.name} {one.description}" for one in made_up)
    said = f"{len(made_up)} made-up listings: {_said(counts)}"
    if not real.exists():
        return said
    listed = json.loads(real.read_text(encoding="utf-8"))["contents"]
    texts = (f"{one['name']} {one['organization']['name']} {one.get('description', '')}" for one in listed)
    return f"{said}; {len(listed)} real ones: {_said(count_words(texts))}."


def _said(counts: Counts) -> str:
    return f"{counts.tokens:,} words, {counts.types:,} different, {counts.once:,} of them once"
