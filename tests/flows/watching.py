"""Waiting for what another process does."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def until(met: Callable[[], T], seconds: float = 30, every: float = 0.005) -> T:
    """What `met` gives, as soon as it is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := met():
            return found
        time.sleep(every)
    raise AssertionError("did not happen in time")


def children(pid: int) -> list[int]:
    """The processes that a process has started, by all of its threads."""
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def clips(store: Path) -> int:
    """How many answers the store holds, whole."""
    return len(list(store.glob("clips/*/*/clip.json")))
