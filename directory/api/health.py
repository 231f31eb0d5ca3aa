"""Whether Kith lives, and whether it can work: the second asks the store."""

from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from directory.errors import KithError
from directory.services.kith import Kith


def health_routes(get_kith: Callable[[], Kith]) -> list[Route]:
    """``GET /health/live`` and ``GET /health/ready``."""

    def live(_request: Request) -> JSONResponse:
        return JSONResponse({"live": True})

    def ready(_request: Request) -> JSONResponse:
        try:
            with get_kith().store.reading() as tx:
                listings = tx.services.count()
        except (KithError, SQLAlchemyError):
            return JSONResponse({"ready": False, "why": "the store does not answer"}, status_code=503)
        return JSONResponse({"ready": True, "listings": listings})

    return [Route("/health/live", live), Route("/health/ready", ready)]
