"""The bodies of LMNT's error answers, in its envelope (API 1.1), its older form (1.0), or none of them."""

import json
from typing import Any


def message(body: bytes) -> str:
    """The service's own words; the bare body where it is in neither form."""
    error = _error(body)
    said = error.get("message") if isinstance(error, dict) else error
    return str(said)[:300] if said is not None else body[:200].decode("utf-8", "replace").strip() or "no reason given"


def slug(body: bytes) -> str:
    """LMNT's word for the kind of the error; empty where there is none."""
    error = _error(body)
    return str(error.get("type", "")) if isinstance(error, dict) else ""


def is_lmnts(body: bytes) -> bool:
    """Whether it is an error in one of LMNT's forms."""
    return _error(body) is not None


def _error(body: bytes) -> Any:
    """What the body holds as `error`; None where it is no such object."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found.get("error") if isinstance(found, dict) else None
