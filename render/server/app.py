"""The ASGI application. It needs no socket: tests call it through httpx.ASGITransport."""

from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from render.server.account import Account
from render.server.endpoints import ROUTES
from render.server.envelope import enveloped
from render.server.gate import Admission, AnyPrefix, Gate, LoopbackHosts
from render.server.request_ids import HEADER, RequestIds
from render.server.settings import Settings
from render.server.state import State
from render.server.voice_book import VoiceBook
from render.server.workers import Speaker

# What the script of a web page may read of an answer: LMNT's client for browsers goes by these.
EXPOSED = [HEADER, "retry-after", "retry-after-ms", "x-should-retry"]


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What may differ from one server to the next."""

    latency: float = 0.0  # seconds from a request's arrival before its answer starts, at least
    latency_per_character: float = 0.0  # seconds more for each character of the text
    plan_characters: int | None = None  # of the plan; None: no limit
    gate: Gate = field(default_factory=Gate)
    hosts: frozenset[str] = frozenset()  # accepted in the Host header beside the loopback names


def create_app(speaker: Speaker | str, options: AppOptions | None = None, state: State | None = None) -> Starlette:
    """LMNT's API, spoken by `speaker` or the engine of that name.

    Whoever starts a Speaker or opens a State closes it. An engine that forks (espeak) starts with the first request at
    the latest. Without a state nothing outlives the app.
    """
    options = options or AppOptions()
    state = state or State()
    app = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(AnyPrefix),
            Middleware(RequestIds),
            Middleware(LoopbackHosts, also=options.hosts),
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"], expose_headers=EXPOSED
            ),
            Middleware(Admission, gate=options.gate),
        ],
        exception_handlers={HTTPException: enveloped, Exception: enveloped},
    )
    app.router.redirect_slashes = False  # a route that LMNT does not have is 404, not a redirect
    app.state.settings = Settings(
        speaker=Speaker(speaker) if isinstance(speaker, str) else speaker,
        voices=VoiceBook(state, speaker if isinstance(speaker, str) else speaker.engine),
        account=Account(state, options.plan_characters),
        gate=options.gate,
        latency=options.latency,
        latency_per_character=options.latency_per_character,
    )
    return app
