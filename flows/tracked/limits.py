"""Requests at once over all workers: slots of one of Prefect's global concurrency limits.

A lease costs the API some 0.1 to 0.2 s, so a run leases the slots of all its requests together, for as long as it asks
for anything. Who dies does not renew its lease, and its slots are free again within a minute.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.concurrency.asyncio import concurrency
from prefect.exceptions import ObjectNotFound

from chunking.errors import InputError

LIMIT = "readcast-speech"  # its name
LEASE = 60.0  # seconds, the least that Prefect allows


async def put(client: PrefectClient, most: int) -> None:
    """Makes the limit, or changes it, for all schedules."""
    await client.upsert_global_concurrency_limit_by_name(LIMIT, most)
    found = await client.read_global_concurrency_limit_by_name(LIMIT)
    if not found.active:
        await client.update_global_concurrency_limit(LIMIT, GlobalConcurrencyLimitUpdate(active=True))


@asynccontextmanager
async def leased(jobs: int) -> AsyncIterator[int]:
    """Waits for as many slots as a run wants, at most all there are; gives their number. Raises InputError."""
    async with get_client() as client:
        try:
            most = (await client.read_global_concurrency_limit_by_name(LIMIT)).limit
        except ObjectNotFound as error:
            raise InputError(
                f"Prefect has no global concurrency limit '{LIMIT}'; `readcast schedule … --speech-limit N` makes it."
            ) from error
    slots = min(jobs, most)
    # A renewal that fails does not end the run: what is under way is paid for.
    async with concurrency(
        LIMIT, occupy=slots, lease_duration=LEASE, strict=True, raise_on_lease_renewal_failure=False
    ):
        yield slots
