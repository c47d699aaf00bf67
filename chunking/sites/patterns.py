"""Which names match patterns in the manner of `.gitignore`. https://git-scm.com/docs/gitignore#_pattern_format"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore import GitIgnorePatternError

from chunking.errors import InputError

_INVALID = (GitIgnorePatternError, re.error)


class Patterns:
    """Patterns in their order: the last that matches a name decides, and one with `!` takes a name out again.

    Like git we pass over those that say nothing. Raises InputError for one that could take minutes for a single name.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        lines = [line for line in lines if not _says_nothing(line)]
        for line in filter(_is_costly, lines):
            raise InputError(f"the pattern {line[:80]!r} has too many *; write several, each with fewer of them")
        self._spec = GitIgnoreSpec.from_lines(lines) if lines else None

    def verdict(self, name: str) -> bool | None:
        """Whether a name is among those that are meant; None where no pattern speaks of it. Folders end with `/`."""
        return self._spec.check_file(name).include if self._spec else None

    def match(self, name: str) -> bool:
        """Whether a name is among those that are meant."""
        return bool(self.verdict(name))


def wanted_patterns(lines: Iterable[str], what: str) -> Patterns:
    """What a user has asked for. Raises InputError for a pattern that says nothing as well."""
    lines = tuple(lines)
    for line in filter(_says_nothing, lines):
        raise InputError(f"{what} {line!r} is no pattern of names; write it as in .gitignore, such as posts/**")
    return Patterns(lines)


def literal(path: str) -> str:
    """The pattern that means one folder and what is in it, whatever characters its name has."""
    return "/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", PurePosixPath(path).as_posix().strip("/")) + "/"


def _says_nothing(line: str) -> bool:
    try:
        return all(pattern.include is None for pattern in GitIgnoreSpec.from_lines([line]).patterns)
    except _INVALID:
        return True


def _is_costly(line: str) -> bool:
    """Whether it has so many places that may be any text that to try them all takes minutes: `*a*a*a*a*a*b`."""
    inner = line.strip().removesuffix("/**")
    return inner.count("**") > 2 or len(re.findall(r"\*+", inner)) > 4
