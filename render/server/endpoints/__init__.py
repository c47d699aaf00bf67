"""The routes, one module for each group of LMNT's API."""

from starlette.routing import Route

from render.server.endpoints import account, convert, health, speech, voices

ROUTES: list[Route] = [*speech.ROUTES, *convert.ROUTES, *voices.ROUTES, *account.ROUTES, *health.ROUTES]
