"""What a formula is made of, once it is read: rows of items, and rows within items."""

from dataclasses import dataclass
from enum import Enum, auto


class Sort(Enum):
    """What an item is."""

    NUMBER = auto()
    LETTER = auto()
    SIGN = auto()  # a character that is neither, such as + or a comma
    COMMAND = auto()  # with its arguments, such as \\frac
    TEXT = auto()  # words
    GROUP = auto()  # in braces
    FENCE = auto()  # in brackets of any kind; its text is the opening and the closing one
    TABLE = auto()  # an environment: a matrix, cases, equations below each other


@dataclass(slots=True)
class Item:
    """One thing in a formula. `rows` are what it holds: arguments, or what is in brackets."""

    sort: Sort
    text: str  # the character, the number, the words, the name of the command or environment
    rows: tuple["Row", ...] = ()
    cells: tuple[tuple["Row", ...], ...] = ()  # of a table, line by line
    sub: "Row | None" = None
    sup: "Row | None" = None
    primes: int = 0


Row = list[Item]
EMPTY: Row = []
