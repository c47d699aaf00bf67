"""Puts the items of a row together: what is in brackets becomes one item, and scripts go to what they belong to."""

from chunking.speakable.mathematics.functions import BIG, FUNCTIONS
from chunking.speakable.mathematics.items import Item, Row, Sort
from chunking.speakable.mathematics.symbols import OPERATORS, RELATIONS

MOST_OPEN = 20  # brackets within each other; further ones are only signs

_OPENING = {"(": ")]", "[": ")]", "{": "}", "lfloor": ("rfloor",), "lceil": ("rceil",), "langle": ("rangle",)}
_CLOSING = frozenset([")", "]", "}", "rfloor", "rceil", "rangle"])
_BARS = frozenset(["|", "‖"])
_JOINING = frozenset(OPERATORS.of("en")) | frozenset(RELATIONS.of("en"))
_BEFORE_ITS_ARGUMENT = frozenset(FUNCTIONS.of("en")) | frozenset(BIG.of("en"))


class _Frame:
    """What stands in brackets that are still open, or the row itself."""

    def __init__(self, opening: str, is_paired: bool = False) -> None:
        self.opening = opening
        self.is_paired = is_paired  # by \left and \right
        self.items: Row = []
        self.script = ""  # a ^ or _ that waits for what it raises or lowers

    @property
    def wants_more(self) -> bool:
        """Whether a bar would open here: there is nothing yet that it could close or part from what follows."""
        if not self.items or self.script:
            return True
        last = self.items[-1]
        if last.sort is Sort.FENCE:
            return last.text[0] in _BARS
        if last.sort is Sort.SIGN:
            return last.text != "!"
        return last.sort is Sort.COMMAND and last.text in _JOINING | _BEFORE_ITS_ARGUMENT


class Builder:
    """Takes the items of one row in order."""

    def __init__(self) -> None:
        self._frames = [_Frame("")]

    def row(self) -> Row:
        """The whole row. Brackets that were not closed are signs."""
        while len(self._frames) > 1:
            self._dissolve()
        return _with_bars_paired(self._frames[0].items)

    def script(self, sign: str) -> None:
        """A ^ or _."""
        self._frames[-1].script = sign

    def primes(self, number: int) -> None:
        self._base().primes += number

    def put(self, item: Item) -> None:
        """The next item, which may open or close brackets."""
        if item.sort not in (Sort.SIGN, Sort.COMMAND):
            self._add(item)
        elif item.text in _OPENING:
            self._open(item.text)
        elif item.text in _CLOSING:
            self._close(item.text)
        elif item.text in _BARS:
            self._bar(item.text)
        else:
            self._add(item)

    def open_pair(self, delimiter: str) -> None:
        """What \\left does."""
        self._open(delimiter, is_paired=True)

    def close_pair(self, delimiter: str) -> None:
        """What \\right does; all that is still open within is dissolved."""
        if not any(frame.is_paired for frame in self._frames):
            return
        while not self._frames[-1].is_paired:
            self._dissolve()
        self._fence(delimiter)

    def _open(self, opening: str, is_paired: bool = False) -> None:
        if len(self._frames) <= MOST_OPEN:
            self._frames.append(_Frame(opening, is_paired))

    def _close(self, closing: str) -> None:
        while self._frames[-1].opening in _BARS and not self._frames[-1].is_paired:
            self._dissolve()
        if not self._frames[-1].is_paired and closing in _OPENING.get(self._frames[-1].opening, ()):
            self._fence(closing)

    def _bar(self, bar: str) -> None:
        frame = self._frames[-1]
        if bar == "‖" and frame.opening == "|" and frame.items and not frame.wants_more:  # `|x||y|`
            self._bar("|")
            self._bar("|")
            return
        closes = frame.opening == bar and not frame.is_paired and frame.items
        if closes and not (frame.wants_more and frame.items[-1].sort is not Sort.FENCE):
            self._fence(bar)
        elif frame.wants_more:
            self._open(bar)
        else:
            self._add(Item(Sort.SIGN, bar))

    def _fence(self, closing: str) -> None:
        frame = self._frames.pop()
        self._add(Item(Sort.FENCE, f"{frame.opening} {closing}", (_with_bars_paired(frame.items),)))

    def _dissolve(self) -> None:
        frame = self._frames.pop()
        if frame.opening in _BARS:
            self._add(Item(Sort.SIGN, frame.opening))
        for item in frame.items:
            self._add(item)

    def _add(self, item: Item) -> None:
        frame = self._frames[-1]
        if not frame.script:
            frame.items.append(item)
        else:
            self._attach(item.rows[0] if item.sort is Sort.GROUP else [item])

    def _attach(self, row: Row) -> None:
        frame = self._frames[-1]
        sign, frame.script = frame.script, ""
        base = self._base()
        scripts = base.sup if sign == "^" else base.sub
        if scripts is not None:
            scripts.extend(row)
        elif sign == "^":
            base.sup = list(row)
        else:
            base.sub = list(row)

    def _base(self) -> Item:
        items = self._frames[-1].items
        if not items:
            items.append(Item(Sort.GROUP, "", ([],)))
        return items[-1]


def _with_bars_paired(row: Row) -> Row:
    """`2|x|`: bars that neither opened nor closed anything by what stands before them, but are two of a kind."""
    bars = [at for at, item in enumerate(row) if item.sort is Sort.SIGN and item.text in _BARS]
    if not bars or len(bars) % 2:
        return row
    paired: Row = []
    done = 0
    for first, last in zip(bars[::2], bars[1::2], strict=True):
        inner = row[first + 1 : last]
        if row[first].text != row[last].text or not inner or any(item.text == "," for item in inner):
            return row
        closing = row[last]
        bar = closing.text
        fence = Item(Sort.FENCE, f"{bar} {bar}", (inner,), sub=closing.sub, sup=closing.sup, primes=closing.primes)
        paired += [*row[done:first], fence]
        done = last + 1
    return paired + row[done:]


class Cells:
    """Takes the items of a table in order."""

    def __init__(self) -> None:
        self._lines: list[list[Builder]] = [[Builder()]]

    def script(self, sign: str) -> None:
        self._lines[-1][-1].script(sign)

    def primes(self, number: int) -> None:
        self._lines[-1][-1].primes(number)

    def open_pair(self, delimiter: str) -> None:
        self._lines[-1][-1].open_pair(delimiter)

    def close_pair(self, delimiter: str) -> None:
        self._lines[-1][-1].close_pair(delimiter)

    def put(self, item: Item) -> None:
        if item.sort is Sort.SIGN and item.text == "&":
            self._lines[-1].append(Builder())
        elif item.sort is Sort.COMMAND and item.text == "\\":
            self._lines.append([Builder()])
        else:
            self._lines[-1][-1].put(item)

    def lines(self) -> tuple[tuple[Row, ...], ...]:
        """The cells of each line that has any."""
        lines = (tuple(cell.row() for cell in line) for line in self._lines)
        return tuple(line for line in lines if any(line))
