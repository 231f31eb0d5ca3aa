"""Words of people and listings where Streamlit reads Markdown: titles, labels of buttons, captions."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#!|~$:<>&@=])")
_BEGINS_A_LIST = re.compile(r"^(\s*)(\d*)([-+.)])")


def as_typed(words: str) -> str:
    """The words so that they are shown as they are: no picture is fetched, no link made, no colour put on."""
    marked = _SIGNS.sub(r"\\\1", " ".join(words.split()))
    return _BEGINS_A_LIST.sub(r"\1\2\\\3", marked)
