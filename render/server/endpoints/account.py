"""GET /v1/account."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from render.server.account import UNLIMITED
from render.server.settings import Settings


async def account(request: Request) -> Response:
    """The plan, and its characters: those that are left, or for a client of version 1.0 those that were used.

    So say LMNT's texts of each version. A client that names no version is of the time before there was a second one;
    it is also told of voices, which were limited then.
    """
    settings: Settings = request.app.state.settings
    limit = UNLIMITED if settings.account.limit is None else settings.account.limit
    plan: dict[str, object] = {"type": "local", "character_limit": limit, "commercial_use_allowed": True}
    usage = {"characters": settings.account.remaining}
    if request.headers.get("lmnt-version", "1.0") == "1.0":
        made = sum(voice.owner == "me" for voice in settings.voices)
        plan |= {"instant_voice_limit": UNLIMITED, "professional_voice_limit": 0}
        usage = {"characters": settings.account.used, "instant_voices": made, "professional_voices": 0}
    return JSONResponse({"plan": plan, "usage": usage})


ROUTES = [Route("/v1/account", account, methods=["GET"])]
