"""What a schedule is to do, and what is known of it: plain data between the commands and Prefect."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from slugify import slugify

from chunking.errors import InputError
from flows.batches import Spread
from flows.options import Options
from flows.timing import Timing
from render.speech.delivery import digest

POOL = "readcast"  # the work pool: whoever works for it has readcast installed
Overlap = Literal["skip", "wait"]
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:", re.IGNORECASE)  # a URL, or git's user@host:path


@dataclass(frozen=True, slots=True)
class Order:
    """A schedule that somebody wants."""

    name: str
    sources: Sequence[str]
    output: str
    options: Options
    timing: Timing
    overlap: Overlap = "skip"  # what becomes of a run that is due while the one before is at work
    key_block: str | None = None  # the Secret block of the speech service's key
    spread: Spread | None = None  # None: each run narrates by itself
    speech_limit: int | None = None  # requests at once over all workers; None: each run has its own number


@dataclass(frozen=True, slots=True)
class Schedule:
    """One that is there."""

    name: str
    when: str
    timezone: str
    following: datetime | None  # when it runs next; None while it is paused
    paused: bool
    overlap: str
    last: datetime | None = None  # when its last run began
    state: str = ""  # of that run
    message: str = ""
    parameters: dict[str, object] | None = None  # of the flow, where they are asked for

    def lines(self) -> Iterator[str]:
        """All that is known."""
        yield f"{self.name}: {self.when}"
        yield f"next run: {self.following_in_words()}"
        yield f"last run: {self.last_in_words()}{f': {self.message}' if self.message else ''}"
        yield f"a run that is due while another is at work: {'is skipped' if self.overlap == 'skip' else 'waits'}"
        for name, value in (self.parameters or {}).items():
            yield f"{name}: {_plain(value)}"

    def row(self) -> tuple[str, ...]:
        return self.name, self.when, self.following_in_words(), self.last_in_words()

    def following_in_words(self) -> str:
        return self._shown(self.following) if self.following else "paused" if self.paused else "never"

    def last_in_words(self) -> str:
        return f"{self._shown(self.last)}, {self.state}" if self.last else self.state or "none yet"

    def _shown(self, moment: datetime) -> str:
        return f"{moment.astimezone(ZoneInfo(self.timezone)):%Y-%m-%d %H:%M %Z}"

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "schedule": self.when,
            "next_run": self.following.isoformat() if self.following else None,
            "paused": self.paused,
            "overlap": self.overlap,
            "last_run": self.last.isoformat() if self.last else None,
            "last_state": self.state or None,
            "last_message": self.message or None,
            "parameters": self.parameters,
        }


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items()) or "as the settings say"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def lasting(place: str) -> str:
    """A path as it is found from anywhere; an address as it is."""
    return place if _ADDRESS.match(place) else str(Path(place).expanduser().absolute())


def lasting_source(source: str) -> str:
    """The same for what has to be there. Raises InputError where it is not."""
    found = lasting(source)
    if found == source and _ADDRESS.match(source):
        return found
    if not Path(found).exists():
        raise InputError(f"{source} is not there. Name a file, a folder or a git repository that is.")
    return found


def default_name(sources: Sequence[str], output: str) -> str:
    """The same for the same sources and output, another for others: `blog-3f2a1c`."""
    last = re.split(r"[/:\\]", sources[0].rstrip("/\\"))[-1].removesuffix(".git")
    return f"{slugify(last, max_length=40) or 'narration'}-{digest([*sources, output])[:6]}"
