from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from directory.exchange.reading import read_file
from directory.exchange.table_excel import BrokenWorkbookError
from directory.exchange.workbook_size import is_too_big

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _workbook(path: Path, far: str = "", merged: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "postcode"])
    sheet.append(["Tea", "WR14 1AA"])
    if far:
        sheet[far] = "x"
    if merged:
        sheet.merge_cells(merged)
    book.save(path)
    return path


def _names(path: Path) -> list[str]:
    return [row.service.name for row in read_file(path, source="s", now=NOW) if row.service]


def test_one_cell_in_the_farthest_corner_does_not_stop_the_server(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "far.xlsx", far="XFD1048576")

    with pytest.raises(BrokenWorkbookError):
        _names(path)


def test_a_stray_cell_not_so_far_away_is_passed_over(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "stray.xlsx", far="AZ40")

    assert not is_too_big(path.read_bytes())
    assert "Tea" in _names(path)


def test_cells_merged_beyond_the_table_are_passed_over(tmp_path: Path) -> None:
    assert _names(_workbook(tmp_path / "merged.xlsx", merged="Y1:Z9"))[:1] == ["Tea"]
