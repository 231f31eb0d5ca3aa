"""Folders that are whole or not there: filled under another name, checked when they are opened.

All of it can be made again from the store; what is cut off, of an older make or of another directory is
passed over.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from time import time
from typing import TypeVar
from uuid import uuid4

Made = TypeVar("Made")
Facts = Mapping[str, str | int]

_SAYS_WHOLE = "whole.json"
_UNFINISHED = "unfinished-"
_LEFT_BEHIND_SECONDS = 86_400.0


def make_folder(place: Path, facts: Facts, fill: Callable[[Path], Made]) -> Made:
    """Fill a folder; it has its name only when everything in it is on the disk."""
    unfinished = place.with_name(f"{_UNFINISHED}{uuid4().hex}")
    unfinished.mkdir(parents=True)
    try:
        made = fill(unfinished)
        _write_down(unfinished, facts)
        unfinished.rename(place)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return made


def read_facts_of(folder: Path) -> Facts | None:
    """What was written down about a folder, None unless all its files are there and as long as they were."""
    try:
        written = json.loads((folder / _SAYS_WHOLE).read_text("utf-8"))
        sizes, facts = written["sizes"], written["facts"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return facts if sizes == _sizes(folder) else None


def clear_folders(root: Path, is_wanted: Callable[[Path], bool]) -> None:
    """Remove what nobody wants any more, and what someone began and never finished.

    Whoever still has its files open can go on reading them.
    """
    for folder in list(root.iterdir()) if root.exists() else []:
        if folder.name.startswith(_UNFINISHED):
            if time() - folder.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        elif not is_wanted(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _write_down(folder: Path, facts: Facts) -> None:
    with (folder / _SAYS_WHOLE).open("w", encoding="utf-8") as file:
        json.dump({"facts": dict(facts), "sizes": _sizes(folder)}, file)
        file.flush()
        os.fsync(file.fileno())


def _sizes(folder: Path) -> dict[str, int]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != _SAYS_WHOLE)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
