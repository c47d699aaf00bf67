"""Is Prefect to see this run? Found out without importing Prefect, which takes two seconds."""

import os
import tomllib
from pathlib import Path

from chunking.errors import ServiceUnreachable
from flows.up.home import noted_address


def prefect_api() -> str | None:
    """The configured Prefect API: the address in `PREFECT_API_URL`, else in the active profile; None without one."""
    named = os.environ.get("PREFECT_API_URL")
    if named is not None:
        return named or None
    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    path = Path(os.environ.get("PREFECT_PROFILES_PATH") or home / "profiles.toml")
    try:
        profiles = tomllib.loads(path.read_text("utf-8"))
        active = os.environ.get("PREFECT_PROFILE") or profiles.get("active")
        return str(profiles["profiles"][active]["PREFECT_API_URL"]) or None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError):
        return None


def schedules_api() -> str:
    """The API that schedules are kept by: the configured one, else that of this user's `readcast up`.

    Raises ServiceUnreachable where there is neither.
    """
    api = prefect_api() or noted_address()
    if api is None:
        raise ServiceUnreachable("schedules need a Prefect server: start `readcast up`, or set PREFECT_API_URL.")
    return api
