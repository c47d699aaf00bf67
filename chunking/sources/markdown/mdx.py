"""Whether a Markdown file is MDX although its name does not say so, as in the documentation of Next.js.

A component makes it MDX only where it is closed: `Press <Enter>` is prose. So do a module's import and a comment.
"""

import re
from collections.abc import Iterator
from typing import Final

_CLUE: Final = re.compile(
    r"^(?:[ \t]*<[A-Z][\w.]*(?:[^<>]|=>)*/>"  # a component that stands alone
    r"|[ \t]*</[A-Z][\w.]*>[ \t]*$"  # or ends on a line of its own
    r"|[ \t]*\{/\*"
    r"|import\s[^\n]*\sfrom\s+[\"'][^\"'\n]*[\"'];?[ \t]*$"
    r"|import\s+[\"'][^\"'\n]*[\"'];?[ \t]*$"
    r"|export\s+(?:default\s|(?:const|let|function|async)\s+\w))",
    re.M,
)
_QUICK: Final = re.compile(r"^[ \t]*(?:</?[A-Z]|\{/\*)|^(?:import|export)\s", re.M)
_FENCE: Final = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^`\n]*)", re.M)


def looks_like_mdx(text: str) -> bool:
    """Whether outside of code there is something that only MDX has."""
    if not _QUICK.search(text):
        return False
    return any(_CLUE.search(part) for part in _outside_fences(text))


def _outside_fences(text: str) -> Iterator[str]:
    done, fence = 0, ""
    for found in _FENCE.finditer(text):
        mark = found[1]
        if not fence:
            yield text[done : found.start()]
            fence = mark
        elif mark[0] == fence[0] and len(mark) >= len(fence) and not found[2].strip():
            fence, done = "", found.end()
    if not fence:
        yield text[done:]
