"""What stands around every page: menu, banner, who is signed in, and calm words when something breaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from directory.model.user import VISITOR, Permission, User, may
from directory.ui.components.keys import keys
from directory.ui.components.live_text import SEARCH_PAUSE_MS, live_text
from directory.ui.find_question import Question, write_question
from directory.ui.look import show_look
from directory.ui.sign_in import WHO, show_banner, show_sign_in
from directory.ui.state import USER_ID, get_kith, get_user
from directory.ui.troubles import show_trouble

PAGES = Path(__file__).resolve().parents[2] / "pages"
ICON = Path(__file__).with_name("icon.png")


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: its script under ``pages/``, its address, and the permission that opens it.

    ``title`` is the word in the menu; a screen out of the menu is reached from another one. A screen without
    a frame is given to the person: nothing on it but what is theirs.
    """

    script: str
    title: str
    url_path: str
    permission: Permission
    icon: str = ""
    in_menu: bool = False
    has_own_search: bool = False
    has_frame: bool = True


SCREENS: tuple[Screen, ...] = (
    Screen(
        "find/search.py",
        "Find",
        "find",
        Permission.FIND_SERVICES,
        ":material/search:",
        in_menu=True,
        has_own_search=True,
    ),
    Screen("find/listing.py", "Listing", "listing", Permission.FIND_SERVICES),
    Screen("talk/people.py", "Talk", "talk", Permission.HOLD_CONVERSATIONS, ":material/forum:", in_menu=True),
    Screen("talk/conversation.py", "Conversation", "conversation", Permission.HOLD_CONVERSATIONS),
    Screen("talk/page.py", "The page to take home", "page", Permission.HOLD_CONVERSATIONS, has_frame=False),
    Screen(
        "tend/import_listings.py",
        "Tend",
        "tend",
        Permission.IMPORT_SERVICES,
        ":material/potted_plant:",
        in_menu=True,
    ),
    Screen("tend/missing.py", "What is missing", "missing", Permission.SEE_MISSING),
)


def run() -> None:
    """Draw the page the browser asked for, in its frame."""
    st.set_page_config(page_title="Kith", page_icon=ICON, layout="wide")
    show_look()
    try:
        get_kith()
        _run_page()
    except Exception as trouble:  # noqa: BLE001 - the one place where anything becomes a sentence
        show_trouble(trouble)


def _run_page() -> None:
    user = get_user()
    if st.session_state.get(USER_ID, user.id) != user.id:
        # The line was opened again as someone else: nothing half-written is handed on.
        st.session_state.clear()
    st.session_state[USER_ID] = user.id
    pages = {screen: _page(screen, user) for screen in SCREENS}
    asked = st.navigation([*pages.values(), _who_page(user)], position="top")
    screen = next((screen for screen, page in pages.items() if page == asked), None)
    if screen is None or may(user, screen.permission):
        _show_top(user, pages, screen)
        asked.run()
        keys(key="kith-keys")
    else:
        show_banner(user)
        show_sign_in(user, screen.title)


def _show_top(user: User, pages: Mapping[Screen, Page], screen: Screen | None) -> None:
    """What stands above a page: the way past the menu, who acts, the search line."""
    if screen and not screen.has_frame:
        return
    show_banner(user)
    if screen is None or not screen.has_own_search:
        _show_search(pages[SCREENS[0]])


def _show_search(find: Page) -> None:
    """The one line of every page; Enter asks the directory."""
    with st.container(key="kith-search"):
        line = live_text(
            "What are you looking for?",
            key="kith-search-line",
            pause_ms=SEARCH_PAUSE_MS,
            placeholder="What are you looking for?",
            hides_label=True,
            is_search=True,
        )
    if line.entered and line.text.strip():
        st.switch_page(find, query_params=write_question(Question().asking(words=line.text.strip())))


def _who_page(user: User) -> Page:
    def who() -> None:
        show_sign_in(user, "")

    return st.Page(
        who,
        title="Sign in",
        icon=":material/account_circle:",
        url_path=WHO,
        visibility="visible" if user is VISITOR else "hidden",
    )


def _page(screen: Screen, user: User) -> Page:
    shown = screen.in_menu and may(user, screen.permission)
    return st.Page(
        PAGES / screen.script,
        title=screen.title,
        icon=screen.icon or None,
        url_path=screen.url_path,
        default=screen is SCREENS[0],
        visibility="visible" if shown else "hidden",
    )
