"""What things are called: names as they are filed, and numbers that stand for texts."""

import re
from hashlib import blake2b

_WORDS = re.compile(r"\w+")
_ARTICLES = frozenset({"a", "an", "the"})


def without_apostrophes(text: str) -> str:
    """The text with "men's" as "mens", however the apostrophe was typed."""
    return text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")


def name_key(name: str) -> str:
    """How a name is filed and recognised: casefolded, no punctuation, no article in front."""
    words = _WORDS.findall(without_apostrophes(name).casefold())
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def digest(text: str) -> int:
    """A number for a text, the same in every process; of a million texts no two are likely to share one."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
