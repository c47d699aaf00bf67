"""What an object store is to tell those who fetch a file: its type, and how long it may be kept.

A chapter is made again under the name that it has, so nothing stays as it is for ever. Who must know what is there now,
such as a player that looks for a new recording, looks at the manifest, which is asked for anew each time (`no-cache`:
kept, but only used after the server has said that it still holds). Sound and subtitles may be kept for an hour, or as
long as the setting `cache_seconds` says.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from manifests import files, ledger

BY_DEFAULT = 3600  # seconds
OTHER = "application/octet-stream"

# Types as IANA has them; SubRip has none there, so the one that players go by.
TYPES = {
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ass": "text/x-ssa; charset=utf-8",
    ".ttml": "application/ttml+xml; charset=utf-8",
    ".lrc": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
}
ALWAYS_ASKED = {files.NAME, ledger.NAME}  # may never be stale


@dataclass(frozen=True, slots=True)
class Headers:
    """Of one file."""

    content_type: str
    cache_control: str
    sha256: str  # of its content, kept with it where the object store can


def headers_of(name: str, sha256: str, seconds: int = BY_DEFAULT) -> Headers:
    """By the end of the file's name. Recordings may be kept for so many seconds."""
    path = PurePosixPath(name)
    cache = "no-cache" if path.name in ALWAYS_ASKED else f"public, max-age={seconds}"
    return Headers(TYPES.get(path.suffix, OTHER), cache, sha256)
