"""GET /v1/account."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from render.server.settings import Settings

CHARACTER_LIMIT = 1_000_000_000  # LMNT's schema wants a number; here nothing is ever used up


async def account(request: Request) -> Response:
    """The plan and what was spoken since the server started (LMNT's texts disagree: used, or remaining)."""
    settings: Settings = request.app.state.settings
    plan = {"type": "local", "character_limit": CHARACTER_LIMIT, "commercial_use_allowed": True}
    return JSONResponse({"plan": plan, "usage": {"characters": settings.characters_spoken}})


ROUTES = [Route("/v1/account", account, methods=["GET"])]
