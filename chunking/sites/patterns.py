"""Which names match patterns in the manner of `.gitignore`. https://git-scm.com/docs/gitignore#_pattern_format"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore import GitIgnorePatternError

from chunking.errors import InputError

_INVALID = (GitIgnorePatternError, re.error)


class Patterns:
    """Patterns in their order: the last that matches a name decides, and one with `!` takes a name out again."""

    def __init__(self, lines: Iterable[str]) -> None:
        lines = tuple(lines)
        self._spec = GitIgnoreSpec.from_lines(lines) if lines else None

    def verdict(self, name: str) -> bool | None:
        """Whether a name is among those that are meant; None where no pattern speaks of it. Folders end with `/`."""
        return self._spec.check_file(name).include if self._spec else None

    def match(self, name: str) -> bool:
        """Whether a name is among those that are meant."""
        return bool(self.verdict(name))


def wanted_patterns(lines: Iterable[str], what: str) -> Patterns:
    """What a user has asked for. Raises InputError for a pattern that says nothing."""
    lines = tuple(lines)
    for line in lines:
        if _says_nothing(line):
            raise InputError(f"{what} {line!r} is no pattern of names; write it as in .gitignore, such as posts/**")
    return Patterns(lines)


def lenient_patterns(text: str) -> Patterns:
    """What a file such as `.gitignore` says. Like git we pass over lines that say nothing."""
    return Patterns(line for line in text.splitlines() if not _says_nothing(line))


def literal(path: str) -> str:
    """The pattern that means one folder and what is in it, whatever characters its name has."""
    return "/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", PurePosixPath(path).as_posix().strip("/")) + "/"


def _says_nothing(line: str) -> bool:
    try:
        return all(pattern.include is None for pattern in GitIgnoreSpec.from_lines([line]).patterns)
    except _INVALID:
        return True
