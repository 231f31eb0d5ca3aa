"""What matching has read of a directory comes back from its arrays as it was."""

import pickle
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from directory.matching.meaning import Vectors
from directory.matching.prepared.rows import PreparedRows, PreparedRowsMaker, digest_of
from directory.matching.reading import PreparedService
from directory.model.service import Service
from tests.unit.matching.neighbours import VOCABULARY, demo, demo_prepared, lexicon, maker


def check_same(rows: PreparedRows, services: Sequence[Service], prepared: Sequence[PreparedService]) -> None:
    """Every field of every row."""
    assert len(rows) == len(services)
    for row, (service, expected) in enumerate(zip(services, prepared, strict=True)):
        listing = rows.listing(row, service)
        for one in fields(PreparedService):
            check_alike(getattr(listing, one.name), getattr(expected, one.name))


def check_alike(one: object, other: object) -> None:
    """Equal, but for the last digits of what is rounded."""
    if isinstance(other, np.ndarray):
        vector: Vectors = np.asarray(one)
        np.testing.assert_allclose(vector, other, atol=2e-3)
    elif isinstance(other, dict):
        assert list(one) == list(other)  # type: ignore[call-overload]
        for name, shown in other.items():
            found = one[name]  # type: ignore[index]
            assert found.strength == pytest.approx(shown.strength, abs=2e-5)
            assert (found.start, found.end) == (shown.start, shown.end)
    else:
        assert one == other


def test_every_field_of_every_listing_comes_back() -> None:
    check_same(maker().pack(demo_prepared()), demo(), demo_prepared())


def test_rows_that_are_built_some_at_a_time_are_those_built_at_once() -> None:
    services = demo()[:60]

    rows = maker().build([services[:25], services[25:26], services[26:]])

    check_same(rows, services, demo_prepared()[:60])


def test_very_many_are_read_in_other_processes_as_they_would_be_here() -> None:
    services = demo()[:14]
    aside = PreparedRowsMaker(lexicon(), "", VOCABULARY)

    rows = aside.build([one] for one in services)

    check_same(rows, services, demo_prepared()[:14])


def test_what_is_added_later_stands_behind_and_changes_nothing_before_it() -> None:
    services, prepared = demo()[:50], demo_prepared()[:50]
    before = maker().pack(prepared[:30])

    after = before.appended(services[30:31]).appended(services[31:])

    check_same(after, services, prepared)
    check_same(before, services[:30], prepared[:30])


def test_rows_are_saved_and_read_back_in_any_order(tmp_path: Path) -> None:
    services, prepared = demo()[:40], demo_prepared()[:40]
    order = np.arange(39, -1, -2)

    maker().pack(prepared[:30]).appended(services[30:]).save(tmp_path, order)

    chosen = order.tolist()
    check_same(maker().load(tmp_path), [services[row] for row in chosen], [prepared[row] for row in chosen])


def test_a_directory_without_listings_has_no_rows(tmp_path: Path) -> None:
    rows = maker().build([])

    rows.save(tmp_path, np.arange(0))

    assert len(rows) == len(maker().load(tmp_path)) == 0
    check_same(rows.appended(demo()[:2]), demo()[:2], demo_prepared()[:2])


def test_a_file_that_is_cut_off_is_no_directory(tmp_path: Path) -> None:
    maker().pack(demo_prepared()[:10]).save(tmp_path, np.arange(10))
    (tmp_path / "stems.names").write_bytes((tmp_path / "stems.names").read_bytes()[:-3])

    with pytest.raises(ValueError, match=r"stems\.names"):
        maker().load(tmp_path)


def test_a_file_cannot_make_anything_but_what_matching_reads(tmp_path: Path) -> None:
    maker().pack(demo_prepared()[:10]).save(tmp_path, np.arange(10))
    (tmp_path / "ages.table").write_bytes(pickle.dumps([replace, Path]))

    with pytest.raises(ValueError, match=r"ages\.table"):
        maker().load(tmp_path)


def test_another_vocabulary_makes_other_rows(tmp_path: Path) -> None:
    (tmp_path / "music.toml").write_text("[choir]", "utf-8")
    before = digest_of(tmp_path)

    (tmp_path / "music.toml").write_text("[choirs]", "utf-8")

    assert digest_of(tmp_path) != before
