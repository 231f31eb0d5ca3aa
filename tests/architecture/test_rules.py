"""Rules about the code itself that no other tool holds."""

import ast
import sys
from pathlib import Path

import pytest

from directory.model.user import ROLES_THAT_MAY, Permission
from directory.services import permissions

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 300, 60


def _sources() -> list[Path]:
    return [*PROJECT.glob("directory/**/*.py"), *PROJECT.glob("pages/**/*.py"), PROJECT / "app.py"]


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", sorted(PROJECT.glob("directory/model/*.py")), ids=lambda path: path.stem)
def test_the_model_imports_the_standard_library_only(path: Path) -> None:
    foreign = {
        name
        for name in _imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("directory.model", "directory.errors"))
    }

    assert foreign == set()


def test_no_script_stands_directly_in_pages() -> None:
    # Streamlit would serve it without app.py: no sign-in, no menu.
    assert list(PROJECT.glob("pages/*.py")) == []


def test_pages_ask_services_and_nothing_behind_them() -> None:
    behind = tuple(f"directory.{part}" for part in ("storage", "matching", "exchange", "places"))
    looking = {
        f"{path.parent.name}/{path.name}: {name}"
        for path in PROJECT.glob("pages/**/*.py")
        for name in _imports(path)
        if name.startswith(behind)
    }

    assert looking == set()


def test_files_and_functions_stay_small() -> None:
    long = []
    for path in _sources():
        text = path.read_text(encoding="utf-8")
        if "migrations" in path.parts:
            continue
        if len(text.splitlines()) > LONGEST_FILE:
            long.append(path.name)
        functions = (
            node
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )
        long += [
            f"{path.name}: {one.name}"
            for one in functions
            if (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION
        ]

    assert long == []


def test_every_permission_names_its_roles_and_whom_to_ask() -> None:
    assert set(ROLES_THAT_MAY) == set(Permission)
    assert set(permissions._WHOM_TO_ASK) == set(Permission)  # noqa: SLF001 - the table is the rule under test
