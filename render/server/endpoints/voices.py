"""GET /v1/ai/voice/list."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from render.server.envelope import ApiError
from render.server.settings import Settings
from render.server.voices import Voice

OWNERS = {"system", "me", "all"}


async def listed(request: Request) -> Response:
    """A bare array. `owner` and `starred` choose among them."""
    owners = set(request.query_params.get("owner", "all").split(","))
    if unknown := owners - OWNERS:
        raise ApiError(400, f"owner: {min(unknown)!a} is not one of system, me, all")
    settings: Settings = request.app.state.settings
    starred = _starred(request)
    found = [voice for voice in settings.voices if owners & {voice.owner, "all"} and (voice.starred or not starred)]
    return JSONResponse([_shown(voice) for voice in found])


ROUTES = [Route("/v1/ai/voice/list", listed, methods=["GET"])]


def _starred(request: Request) -> bool:
    """ "true" or "false" in any case: older clients send Python's spelling."""
    asked = request.query_params.get("starred", "false").lower()
    if asked not in {"true", "false"}:
        raise ApiError(400, "starred: must be true or false")
    return asked == "true"


def _shown(voice: Voice) -> dict[str, object]:
    """LMNT's Voice object."""
    return {
        "id": voice.id,
        "name": voice.name,
        "owner": voice.owner,
        "state": "ready",
        "description": voice.description,
        "gender": voice.gender,
        "starred": voice.starred,
        "tags": list(voice.tags),
    }
