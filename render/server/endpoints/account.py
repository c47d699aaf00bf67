"""GET /v1/account."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from render.server.account import UNLIMITED
from render.server.settings import Settings


async def account(request: Request) -> Response:
    """The plan, and its characters: those that are left, or for a client of version 1.0 those that were used.

    So say LMNT's texts of each version. A client that names no version is of the time before there was a second one.
    """
    settings: Settings = request.app.state.settings
    old = request.headers.get("lmnt-version", "1.0") == "1.0"
    limit = UNLIMITED if settings.account.limit is None else settings.account.limit
    plan = {"type": "local", "character_limit": limit, "commercial_use_allowed": True}
    characters = settings.account.used if old else settings.account.remaining
    return JSONResponse({"plan": plan, "usage": {"characters": characters}})


ROUTES = [Route("/v1/account", account, methods=["GET"])]
