"""How counts, durations and lists are put into words for the user."""

from collections.abc import Iterator, Sequence

FIRST = 5  # of many, that a line names


def counted(number: int, noun: str, several: str = "") -> str:
    """`1 chapter`, `2 chapters`."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def duration(seconds: float) -> str:
    """`3 h 04 min`, `11 min 02 s` or `8 s`."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02} min"
    return f"{whole // 60} min {whole % 60:02} s" if whole >= 60 else f"{whole} s"


def money(amount: float, currency: str) -> str:
    """`1.20 USD`; of small amounts four digits."""
    digits = 2 if amount >= 1 or amount == 0 else 4
    return f"{amount:,.{digits}f} {currency}".strip()


def some(listed: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = len(listed) - FIRST
    return ", ".join(listed[:FIRST]) + (f" and {more:,} more" if more > 0 else "")


def shortened(text: str, length: int) -> str:
    """One line of at most `length` code points."""
    line = " ".join(text[: 2 * length].split())
    return line if len(line) <= length and len(text) <= 2 * length else f"{line[: length - 1]}…"


def unused_entries(written: Sequence[str]) -> str:
    """A line on the entries of a lexicon that no document has a use for."""
    return f"Lexicon: {counted(len(written), 'entry', 'entries')} not used: {some([repr(one) for one in written])}."


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """One line for each row, its columns one below the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
