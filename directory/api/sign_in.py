"""Demo sign-in: a choice among demo users, kept in a cookie that scripts in the page cannot read.

The store keeps only a digest of the token. A request is believed only when it comes straight from this
computer: its Host is a loopback name and no proxy has forwarded it.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from directory.errors import NotAllowedError, NotFoundError
from directory.services.kith import Kith
from directory.services.users import SIGN_IN_LASTS, sign_in_as_demo, sign_out

COOKIE = "kith_sign_in"
FORWARDING_HEADERS = frozenset(
    {
        "cf-connecting-ip",
        "forwarded",
        "true-client-ip",
        "via",
        "x-client-ip",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-proto",
        "x-original-host",
        "x-real-ip",
    }
)

NOT_THIS_COMPUTER = (
    "The demonstration sign-in works only on the computer that Kith runs on. "
    "Open Kith there, or ask whoever runs it for a real sign-in."
)
NOT_OUR_PAGE = "That sign-in did not come from Kith's own page. Open Kith and choose again."


def is_loopback(host: str) -> bool:
    """Whether a host name or address, with or without a port, can only mean this computer."""
    is_bare_ipv6 = host.count(":") > 1 and "[" not in host
    try:
        name = host if is_bare_ipv6 else urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def refusal(headers: Mapping[str, str]) -> str:
    """Why demo sign-in does not believe this request, in a sentence; empty when it does."""
    names = {name.lower(): value for name, value in headers.items()}
    host, origin = names.get("host", ""), names.get("origin", "")
    forwarded = not FORWARDING_HEADERS.isdisjoint(names)
    if forwarded or not is_loopback(host):
        return NOT_THIS_COMPUTER
    # A proxy that adds no header still passes on which address the browser was shown; and another program
    # on this computer shares our cookies, but not our port.
    return NOT_OUR_PAGE if origin and not _is_ours(origin, host) else ""


def is_from_our_page(request: Request) -> bool:
    """Whether a form was sent by a page of ours: browsers say where a POST comes from."""
    return _is_ours(request.headers.get("origin", ""), request.headers.get("host", ""))


def _is_ours(origin: str, host: str) -> bool:
    scheme, _, address = origin.partition("://")
    return bool(address) and scheme in {"http", "https"} and address == host


def way_back(wanted: str) -> str:
    """A path of ours to return to; anything that could lead elsewhere becomes the first page."""
    parts = urlsplit(wanted)
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if ours and "\\" not in wanted and wanted.isprintable() else "/"


def sign_in_routes(get_kith: Callable[[], Kith]) -> list[Route]:
    """``POST /sign-in`` and ``POST /sign-out``, both answered with a redirect back."""

    async def answer_sign_in(request: Request) -> Response:
        form = await request.form()
        if sentence := _refused(request):
            return PlainTextResponse(sentence, status_code=403)
        token = secrets.token_urlsafe(32)
        known = await run_in_threadpool(_open, get_kith(), str(form.get("user", "")), token)
        if known:
            await run_in_threadpool(sign_out, get_kith(), request.cookies.get(COOKIE, ""))
        answer = RedirectResponse(way_back(str(form.get("next", "/"))), status_code=303)
        if known:
            _set_cookie(answer, token)
        return answer

    async def answer_sign_out(request: Request) -> Response:
        form = await request.form()
        if sentence := _refused(request):
            return PlainTextResponse(sentence, status_code=403)
        await run_in_threadpool(sign_out, get_kith(), request.cookies.get(COOKIE, ""))
        answer = RedirectResponse(way_back(str(form.get("next", "/"))), status_code=303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    return [
        Route("/sign-in", answer_sign_in, methods=["POST"]),
        Route("/sign-out", answer_sign_out, methods=["POST"]),
    ]


def _refused(request: Request) -> str:
    return refusal(request.headers) or ("" if is_from_our_page(request) else NOT_OUR_PAGE)


def _set_cookie(answer: Response, token: str) -> None:
    answer.set_cookie(
        COOKIE, token, max_age=int(SIGN_IN_LASTS.total_seconds()), path="/", httponly=True, samesite="strict"
    )


def _open(kith: Kith, user_id: str, token: str) -> bool:
    try:
        sign_in_as_demo(kith, user_id, token=token, now=datetime.now(UTC))
    except (NotFoundError, NotAllowedError):
        return False
    return True
