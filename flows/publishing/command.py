"""`--publish-command`: a command of the user's for when the narration has changed, such as one that builds the site.

It gets the path of the output's manifest as its last word (of an output in a bucket: of its copy on this machine), no
shell, and none of our keys. What it says goes to standard error.
"""

import hashlib
import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path
from shutil import which

import platformdirs

from chunking.errors import InputError, ReadcastError
from manifests.files import NAME, load
from manifests.model import Collection
from render.children import KEYS
from render.files import written_whole
from render.speech.delivery import digest

STANDARD_ERROR = 2
PREFECTS = ("KEY", "AUTH", "PASSWORD", "CONNECTION_URL")  # parts of the names of Prefect's


class CommandFailed(ReadcastError):
    """The user's own command after a run did not do what it was to do."""


def words_of(command: str) -> list[str]:
    """Its words. Raises InputError for a command that cannot be run."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise InputError(f"--publish-command: {error}; check its quotes.") from error
    if not words or which(words[0]) is None:
        raise InputError(f"--publish-command: there is no program {words[0] if words else command!r}.")
    return words


def run(out: Path, command: str) -> str:
    """Runs it, unless it has run for this narration. What it did; else empty. Raises InputError or CommandFailed."""
    words, path = words_of(command), (out / NAME).absolute()
    done, state = _note(path, command), _narration(out)
    if done.exists() and done.read_text("ascii", "replace") == state:
        return ""
    try:
        ended = subprocess.run(
            [*words, str(path)], env=_environment(), stdin=subprocess.DEVNULL, stdout=STANDARD_ERROR, check=False
        )
    except OSError as error:
        raise CommandFailed(f"the command {words[0]} could not be run: {error.strerror}.") from error
    if ended.returncode:
        raise CommandFailed(
            f"the command {words[0]} ended with {ended.returncode}. The recordings are made; run again to try it again."
        )
    with suppress(OSError):  # then it runs after the next run too
        done.parent.mkdir(parents=True, exist_ok=True)
        written_whole(done, state.encode("ascii"))
    return f"Ran {words[0]}."


def _note(path: Path, command: str) -> Path:
    """Where it is noted for which narration the command has run."""
    return Path(platformdirs.user_cache_dir("readcast")) / "published" / f"{digest([str(path), command])[:24]}.txt"


def _narration(out: Path) -> str:
    """A hash of what was narrated, whatever the source's commit is called."""
    found = load(out)
    if isinstance(found, Collection):
        found = found.model_copy(update={"commit": ""})
    return hashlib.sha256(found.model_dump_json().encode("utf-8") if found else b"").hexdigest()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not _is_secret(name)}


def _is_secret(name: str) -> bool:
    return name in KEYS or (name.startswith("PREFECT_") and any(part in name for part in PREFECTS))
