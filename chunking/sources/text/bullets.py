"""The marks that list items begin with."""

import re
from typing import NamedTuple

_BULLET = re.compile(r"(?:[-*+•‣▪]|(?P<number>\d{1,3})[.)]|\(\d{1,3}\)|[a-z]\))[ \t]+(?=\S)")
_SYMBOLS = "-*+•‣▪"


class Bullet(NamedTuple):
    """The mark before a list item."""

    length: int  # with the white space after it
    kind: str  # the mark itself, or how its number is written
    number: int | None

    @classmethod
    def of(cls, text: str) -> "Bullet | None":
        found = _BULLET.match(text)
        if found is None:
            return None
        mark = found[0].rstrip()
        number = found["number"]
        return cls(found.end(), re.sub(r"\w+", "1", mark), int(number) if number else None)

    def follows(self, other: "Bullet") -> bool:
        if self.kind in _SYMBOLS:
            return other.kind in _SYMBOLS
        return self.kind == other.kind and (self.number is None or self.number == (other.number or 0) + 1)
