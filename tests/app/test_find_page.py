"""The Find page and a listing's page, run without a browser through the frame."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from directory.config import PROJECT, Settings
from directory.model.service import Service
from directory.ui.state import hold_kith
from tests.builders import WORCESTER, a_service
from tests.services.installation import open_installation


def opened(folder: Path, *services: Service, **address: str) -> AppTest:
    hold_kith(open_installation(folder, *services), Settings("", folder))
    page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30)
    for name, text in address.items():
        page.query_params[name] = text
    return page.run()


def said(page: AppTest) -> str:
    return " ".join([*(element.proto.body for element in page.html), *(one.value for one in page.header)])


def test_an_empty_directory_says_what_to_do_first(tmp_path: Path) -> None:
    page = opened(tmp_path)

    assert "The directory is empty" in page.markdown[0].value
    assert not page.exception


def test_what_is_found_stands_on_cards_in_the_order_asked_for(tmp_path: Path) -> None:
    page = opened(
        tmp_path, a_service("Tea"), a_service("Art", at=WORCESTER), near="52.1115,-2.3245", within="any"
    )

    assert page.header[0].value == "2 groups and places, from 52.1115, -2.3245"
    assert said(page).index("Tea") < said(page).index("Art")
    assert str(page.selectbox(key="find-sort").value) == "nearest"


def test_a_very_long_name_and_markup_in_it_stay_words(tmp_path: Path) -> None:
    page = opened(tmp_path, a_service("<script>x</script>" + "long" * 80))

    assert "<script>" not in said(page).replace("<style>", "")
    assert not page.exception


@pytest.mark.parametrize("near", ["ZZ1 1ZZ", "BT1 1AA", "Zzxqy", "999"])
def test_every_kind_of_no_is_a_sentence_and_the_list_stays(tmp_path: Path, near: str) -> None:
    page = opened(tmp_path, a_service("Tea"), near=near)

    assert "Until then, groups everywhere are shown." in said(page)
    assert "Tea" in said(page)


def test_choosing_a_chip_is_written_to_the_address(tmp_path: Path) -> None:
    page = opened(tmp_path, a_service("Tea", is_free=True), a_service("Coffee", is_free=False))

    page.pills(key="find-cost-and-access").set_value(["free"]).run()

    assert page.query_params["free"] == "yes"
    assert page.header[0].value == "One group or place"
