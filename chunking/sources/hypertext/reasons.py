"""Names that tell why something is not read."""

import re
from collections.abc import Sequence


class Reasons:
    """Reasons, each with the names that tell it. `frame`: how a name is looked for, with `NAME` where it stands."""

    def __init__(self, frame: str, names: Sequence[tuple[str, str]]) -> None:
        self._names = [(reason, re.compile(frame.replace("NAME", f"(?:{one})"), re.I)) for reason, one in names]

    def of(self, text: str) -> str:
        """The first reason that a name in the text tells; empty where there is none."""
        return next((reason for reason, name in self._names if name.search(text)), "")
