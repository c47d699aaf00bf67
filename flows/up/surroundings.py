"""What Prefect's server and worker are told by the environment. What the user has set there himself, stays."""

import os
from collections.abc import Mapping
from pathlib import Path

from render.children import KEYS

_ELSEWHERE = ("PREFECT_API_KEY", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")  # would lead to another server
_USUALLY = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    # One at a time, as is the default, costs the server four times the CPU, and it falls behind.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "true",  # runs go after 90 days, so that the database does not grow
    # Leases in memory are lost when the server ends, and what they held is held for ever.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_WORKER_QUERY_SECONDS": "3",  # so that a run that somebody asks for begins soon
    "PREFECT_WORKER_ENABLE_CANCELLATION": "true",
}


def settled(home: Path, api: str) -> Mapping[str, str]:
    """Makes this process a user of the server at `api`, with its database in `home`. Gives what its children are told.

    To be called before Prefect is imported: `flows.tracked` makes it silent, which its server and worker shall not be.
    """
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    for name, value in _USUALLY.items():
        os.environ.setdefault(name, value)
    os.environ.update({"PREFECT_HOME": str(home), "PREFECT_API_URL": api})
    return dict(os.environ)


def without_keys(environment: Mapping[str, str]) -> Mapping[str, str]:
    """For the server: only the worker's runs speak."""
    return {name: value for name, value in environment.items() if name not in KEYS}
