"""A git repository that a test writes the history of."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

WHO = {"GIT_AUTHOR_NAME": "Ada Byron", "GIT_AUTHOR_EMAIL": "ada@example.org"} | {
    "GIT_COMMITTER_NAME": "Ada Byron",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


@dataclass(frozen=True)
class History:
    """A work tree whose commits are made one after the other."""

    folder: Path

    @property
    def url(self) -> str:
        return self.folder.as_uri()

    def git(self, *words: str, date: str = "2026-03-05T09:00:00+00:00") -> str:
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        environment = {**os.environ, **WHO, **dates}
        ended = subprocess.run(
            ["git", *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def commit(self, why: str = "a change", **more: str) -> str:
        """Everything as it is now; returns the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", why, **more)
        return self.git("rev-parse", "HEAD")


def begun(folder: Path) -> History:
    folder.mkdir(parents=True)
    history = History(folder)
    history.git("init", "--quiet", "--initial-branch", "main")
    return history
