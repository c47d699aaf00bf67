"""GET / and GET /health, GET /openapi.json: ours, not LMNT's. What is answering here."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from render.server.engines import engine_version
from render.server.openapi import DESCRIPTION
from render.server.settings import Settings


async def health(request: Request) -> Response:
    """The engine and its version, as the line that the server prints when it starts."""
    settings: Settings = request.app.state.settings
    engine = settings.speaker.engine
    return JSONResponse({"server": "readcast", "engine": engine, "version": engine_version(engine)})


async def description(_request: Request) -> Response:
    """The API, for tools that read OpenAPI."""
    return JSONResponse(DESCRIPTION)


ROUTES = [
    *(Route(path, health, methods=["GET"]) for path in ("/", "/health")),
    Route("/openapi.json", description, methods=["GET"]),
]
