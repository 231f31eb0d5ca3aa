"""Who acts: the banner, who I am, and the choice among demo users."""

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType

import streamlit as st

from directory.api.sign_in import refusal
from directory.model.user import VISITOR, Role, User
from directory.services.users import demo_users
from directory.ui.state import get_kith, get_settings
from directory.ui.troubles import show_sentence
from directory.ui.words import list_words

BANNER = "Demonstration sign-in: anyone at this computer can choose a role. Not for real people's records."


NO_SIGN_IN = (
    "This Kith has no sign-in yet, so only the directory is open. "
    "Whoever runs it can turn the demonstration sign-in on with KITH_DEMO_SIGN_IN=on."
)

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.VISITOR: "visitor",
        Role.PRACTITIONER: "practitioner",
        Role.CONNECTOR: "community connector",
        Role.PARTNER: "partner",
        Role.LEAD: "team lead",
        Role.ADMIN: "administrator",
    }
)


WHO = "who"
"""Address of the page of the choice."""


def show_banner(user: User) -> None:
    """One quiet line: what this is, who I am, and the way to be someone else."""
    banner = BANNER if get_settings().demo_sign_in else ""
    who = "Not signed in" if user is VISITOR else escape(_named(user))
    st.html(
        '<a class="kith-skip" href="#kith-content">Go to the page</a>'
        f'<div class="kith-top"><span class="kith-demo">{banner}</span>'
        f'<span class="kith-who">{who}{_sign_out() if user is not VISITOR else ""}</span></div>'
        '<div id="kith-content" tabindex="-1"></div>'
    )


def show_sign_in(user: User, wanted: str) -> None:
    """The choice among demo users, instead of a page that needs one."""
    st.title("Choose who you are", anchor=False)
    if not get_settings().demo_sign_in:
        show_sentence(NO_SIGN_IN)
        return
    if sentence := refusal(st.context.headers):
        show_sentence(sentence)
        return
    if wanted and user is not VISITOR:
        show_sentence(f"“{wanted}” is not open to {role_words(user)}. Choose someone who may open it.")
    st.html(_choices(demo_users(get_kith()), _here()))


def role_words(user: User) -> str:
    """The roles in words, such as "practitioner and lead"."""
    return list_words([words for role, words in ROLE_WORDS.items() if role in user.roles])


def _named(user: User) -> str:
    roles = role_words(user)
    return user.name if roles in user.name else f"{user.name}, {roles}"


def _here() -> str:
    """Back to the page that was wanted; from the page of the choice itself, to the first one."""
    url = st.context.url or "/"
    path = "/" + url.split("/", 3)[3] if url.count("/") >= 3 else "/"  # noqa: PLR2004 - scheme://host/path
    return "/" if path.split("?")[0].strip("/") == WHO else path


def _choices(people: Sequence[User], back: str) -> str:
    rows = "".join(
        f'<li><button class="kith-choice" name="user" value="{escape(each.id)}">'
        f"<strong>{escape(each.name)}</strong><span>{escape(role_words(each))}</span></button></li>"
        for each in people
    )
    return (
        f'<form class="kith-choices" method="post" action="/sign-in">'
        f'<input type="hidden" name="next" value="{escape(back)}"><ul>{rows}</ul></form>'
    )


def _sign_out() -> str:
    return (
        ' <form class="kith-sign-out" method="post" action="/sign-out">'
        '<input type="hidden" name="next" value="/who">'
        '<button class="kith-link">Change role</button></form>'
    )
