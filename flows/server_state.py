"""What the local speech server keeps from one run to the next: the voices that were made, the characters used."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from flows import reporter


def _warned(text: str) -> None:
    reporter.say(f"readcast: {text}", error=True)


def folder() -> Path:
    """Where it is kept, unless the user says otherwise. Runs with `--speech local` and the server share it."""
    return Path(platformdirs.user_data_dir("readcast")) / "speech-server"


def usable(warn: Callable[[str], None] = _warned) -> Path | None:
    """The folder, made where it is missing; None, with a warning, where it cannot be written."""
    found = folder()
    try:
        found.mkdir(parents=True, exist_ok=True)
        refused = [path for path in (found, *found.glob("state.sqlite*")) if not os.access(path, os.W_OK)]
    except OSError:
        refused = [found]
    if refused:
        warn(f"{refused[0]} cannot be written, so voices made on the local speech server are not there, nor kept.")
        return None
    return found
