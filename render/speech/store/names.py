"""Where on a shelf each thing lies."""

import re
import uuid

_ID = re.compile(r"[0-9a-f]{64}")
_CLIP = re.compile(r"clips/([0-9a-f]{2})/(\1[0-9a-f]{62})/(audio\.flac|clip\.json)")
_ENTRY = re.compile(r"takes/(?:[0-9a-f]{2}/)?([^/]+)")  # with a folder in stores of older readcasts


def clip_folder(clip: str) -> str:
    return f"clips/{clip[:2]}/{clip}"


def entry(key: str) -> str:
    return f"takes/{key}"


def mark(clip: str) -> str:
    return f"pending/{clip}"


def put_aside(clip: str) -> str:
    """A new place for a damaged clip."""
    return f"damaged/{clip}.{uuid.uuid4().hex[:8]}"


def is_id(text: str) -> bool:
    """Whether it is what a clip's id looks like."""
    return _ID.fullmatch(text) is not None


def file_of_clip(name: str) -> tuple[str, str] | None:
    """The clip and which of its files a name is for; None for any other name."""
    found = _CLIP.fullmatch(name)
    return (found[2], found[3]) if found else None


def key_of_entry(name: str) -> str | None:
    """The take that a name is the entry of; None for any other name."""
    found = _ENTRY.fullmatch(name)
    return found[1] if found else None
