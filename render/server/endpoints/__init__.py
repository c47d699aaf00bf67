"""The routes, one module for each group of LMNT's API."""

from starlette.routing import BaseRoute

from render.server.endpoints import account, health, sessions, speech, voices

ROUTES: list[BaseRoute] = [*speech.ROUTES, *sessions.ROUTES, *voices.ROUTES, *account.ROUTES, *health.ROUTES]
