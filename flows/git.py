"""The door to git: one command, run without a shell, without the user's hooks, and without a question at a terminal."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from chunking.errors import InputError
from flows.wording import shortened
from render.children import KEYS

# What a command of git may inherit: not which repository it is about, as in a hook of git's own.
_NOT_INHERITED = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"})
_ALWAYS = {
    "GIT_TERMINAL_PROMPT": "0",  # nobody is asked for a password; credential helpers and ssh agents are
    "GIT_ALLOW_PROTOCOL": "https:ssh:file",  # `ext::` would run a command
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
_HOOKLESS = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_PASSWORD = re.compile(r"(?<=://)[^\s/@]+@")


class GitFailed(InputError):
    """A command of git did not do what it was asked to."""


def run(folder: Path | None, *words: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
    """Runs `git WORDS…` in `folder` and returns its output.

    Raises GitFailed with git's own last line, without credentials, and where git is not installed.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED.union(KEYS)}
    try:
        ended = subprocess.run(
            ["git", *_HOOKLESS, *words],
            cwd=folder,
            input=stdin,
            env=inherited | _ALWAYS | dict(env or {}),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitFailed("git is not installed; install it, or name a folder without --ref and --since.") from error
    except OSError as error:
        raise GitFailed(f"git cannot be run in {folder}: {error.strerror}.") from error
    if ended.returncode:
        raise GitFailed(f"git {words[0]} failed: {_said(ended.stderr)}")
    return ended.stdout


def line(folder: Path | None, *words: str) -> str:
    """The one line that a command of git prints."""
    return run(folder, *words).decode("utf-8", "replace").strip()


def _said(stderr: bytes) -> str:
    lines = [one for one in stderr.decode("utf-8", "replace").splitlines() if one.strip()]
    telling = [one for one in lines if one.startswith(("fatal:", "error:", "ERROR:"))] or lines[-1:] or ["no reason"]
    return shortened(_PASSWORD.sub("", telling[0]), 300)
