"""The ASGI application. It needs no socket: tests call it through httpx.ASGITransport."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from render.server.endpoints import ROUTES
from render.server.envelope import enveloped
from render.server.request_ids import RequestIds
from render.server.settings import Settings
from render.server.workers import Speaker


def create_app(speaker: Speaker | str, *, latency: float = 0.0, latency_per_character: float = 0.0) -> Starlette:
    """LMNT's API, spoken by `speaker` or the engine of that name; latencies in seconds.

    Whoever starts a Speaker closes it. An engine that forks (espeak) starts with the first request at the latest.
    """
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(RequestIds)],
        exception_handlers={HTTPException: enveloped, Exception: enveloped},
    )
    app.router.redirect_slashes = False  # a route that LMNT does not have is 404, not a redirect
    made = Speaker(speaker) if isinstance(speaker, str) else speaker
    app.state.settings = Settings(made, latency, latency_per_character)
    return app
