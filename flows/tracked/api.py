"""The door to Prefect's API: is it there, and its errors as ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import PREFECT_API_URL, temporary_settings

from chunking.errors import InputError, ServiceUnreachable
from flows.tracking import schedules_api


async def check_api(otherwise: str) -> None:
    """Raises ServiceUnreachable, with what to do `otherwise`, where the configured API does not answer."""
    async with get_client() as client:
        await _check(client, otherwise)


async def _check(client: PrefectClient, otherwise: str) -> None:
    problem = await client.api_healthcheck()
    if problem is not None:
        raise ServiceUnreachable(
            f"the Prefect API at {client.api_url} does not answer ({type(problem).__name__}). "
            f"Start it with `readcast up` or `prefect server start`, {otherwise}."
        )


async def answers() -> bool:
    """Whether the configured API does."""
    async with get_client() as client:
        return await client.api_healthcheck() is None


@asynccontextmanager
async def prefect_api() -> AsyncIterator[PrefectClient]:
    """A client for a command about schedules.

    Raises ServiceUnreachable where nobody answers, and InputError for what is refused.
    """
    try:
        with temporary_settings({PREFECT_API_URL: schedules_api()}):
            async with get_client() as client:
                await _check(client, "or set PREFECT_API_URL to where it is")
                yield client
    except PrefectHTTPStatusError as error:
        raise InputError(f"Prefect refused that: {_detail(error)}") from error
    except httpx.HTTPError as error:
        raise ServiceUnreachable(f"Prefect's API was lost ({type(error).__name__}); try again.") from error


def _detail(error: PrefectHTTPStatusError) -> str:
    """What the answer says, else its status."""
    try:
        found = error.response.json()
    except ValueError:
        found = None
    told = found.get("detail") or found.get("exception_detail") if isinstance(found, dict) else None
    return str(told)[:500] if told else f"HTTP {error.response.status_code}"
