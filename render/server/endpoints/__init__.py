"""The routes, one module for each group of LMNT's API."""

from starlette.routing import BaseRoute

from render.server.endpoints import account, convert, health, sessions, speech, voices

ROUTES: list[BaseRoute] = [
    *speech.ROUTES,
    *sessions.ROUTES,
    *convert.ROUTES,
    *voices.ROUTES,
    *account.ROUTES,
    *health.ROUTES,
]
