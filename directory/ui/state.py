"""What the pages share: the opened Kith, who is signed in, and the names of session-state keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import streamlit as st

from directory.api.sign_in import COOKIE, refusal
from directory.config import Settings
from directory.errors import KithError
from directory.model.user import User
from directory.services.kith import Kith
from directory.services.users import signed_in_user

USER_ID = "kith-user-id"
"""Session-state key: who acts in this run."""


class NotServedError(KithError):
    """The pages run without Kith's own server around them."""

    sentence = "Kith is started with `kith serve` (or `make run`). Stop this and start it that way."


@dataclass(slots=True)
class _Held:
    kith: Kith | None = None
    settings: Settings | None = None


@cache
def _held() -> _Held:
    # The one thing that all sessions of a process are meant to share.
    return _Held()


def hold_kith(kith: Kith, settings: Settings) -> None:
    """Give every page of this process the opened Kith; the server does it once, tests as they need."""
    _held().kith, _held().settings = kith, settings


def release_kith() -> None:
    """Take it back; pages then say how Kith is started."""
    _held.cache_clear()


def get_kith() -> Kith:
    """The opened Kith; raises NotServedError under a bare ``streamlit run``."""
    kith = _held().kith
    if kith is None:
        raise NotServedError
    return kith


def get_settings() -> Settings:
    """The settings this server was started with."""
    settings = _held().settings
    if settings is None:
        raise NotServedError
    return settings


def sign_in_token() -> str:
    """The sign-in cookie as sent; empty without one, or when the request is not to be trusted."""
    headers: Mapping[str, str] = st.context.headers
    if not get_settings().demo_sign_in or refusal(headers):
        return ""
    return st.context.cookies.get(COOKIE, "")


def get_user() -> User:
    """Who acts; a visitor until signed in."""
    return signed_in_user(get_kith(), sign_in_token(), now=datetime.now(UTC))


def get_user_id() -> str:
    """The id of who acts, as the frame found it in this run; drafts in the browser are kept under it."""
    return str(st.session_state.get(USER_ID, ""))
