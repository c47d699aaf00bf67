"""What stands in brackets: groups, sets, intervals, absolute values."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from chunking.speakable.mathematics.items import Item, Row, Sort
from chunking.speakable.mathematics.language import Said
from chunking.speakable.mathematics.roles import is_compound

if TYPE_CHECKING:
    from chunking.speakable.mathematics.reading import Reader

_NAMED = {"| |": "absolute", "‖ ‖": "norm", "lfloor rfloor": "floor", "lceil rceil": "ceil"}
_INTERVALS = {"[ ]": "closed", "( )": "open", "[ )": "half-open", "( ]": "half-open"}
_PARTING = frozenset([",", "|", "mid"])
_SUCH = frozenset(["|", "mid", ":"])


def fence(reader: "Reader", item: Item, after_in: bool = False, is_alone: bool = False) -> Said:
    """`after_in`: an "element of" stands before it, so that two numbers are an interval. `is_alone`: in its row."""
    row, language = item.rows[0], reader.language
    if len(row) == 1 and row[0].sort is Sort.TABLE:
        said = reader.item(row[0])
        return Said(language.phrase("determinant", said.text)) if item.text == "| |" else said
    if name := _NAMED.get(item.text):
        return Said(language.phrase(name, reader.row(row)), is_open=True)
    if special := _SPECIAL.get(item.text):
        return special(reader, row)
    return _brackets(reader, item, after_in, is_alone)


def _brackets(reader: "Reader", item: Item, after_in: bool, is_alone: bool) -> Said:
    """Round and square ones, and any that do not fit each other."""
    row, language = item.rows[0], reader.language
    commas = [at for at, one in enumerate(row) if one.text == ","]
    if after_in and len(commas) == 1 and item.text in _INTERVALS:
        return Said(language.phrase(_INTERVALS[item.text], *_halves(reader, row, commas[0])))
    if commas or is_alone or len(row) <= 1 or item.text == " |":
        return Said(reader.row(row), item.text == " |" and is_compound(row))
    return Said(language.phrase("quantity", reader.row(row)), is_open=True)


def is_factor(item: Item) -> bool:
    """Whether it is multiplied with what stands right before it."""
    return item.text in _NAMED or item.text in _INTERVALS


def _inner_product(reader: "Reader", row: Row) -> Said:
    partings = [at for at, one in enumerate(row) if one.text in _PARTING]
    if len(partings) == 1:
        return Said(reader.language.phrase("inner", *_halves(reader, row, partings[0])), is_open=True)
    return Said(reader.row(row), is_compound(row))


def _halves(reader: "Reader", row: Row, at: int) -> tuple[str, str]:
    return reader.row(row[:at]), reader.row(row[at + 1 :])


def _set(reader: "Reader", row: Row) -> Said:
    language = reader.language
    if not row:
        return Said(language.word("emptyset"))
    such = next((at for at, one in enumerate(row) if one.text in _SUCH), 0)
    if not such:
        return Said(language.phrase("set", reader.row(row)), is_compound(row))
    what, condition = _halves(reader, row, such)
    return Said(f"{language.phrase('set-of', what)} {language.word('such')} {condition}", is_open=True)


_SPECIAL: dict[str, Callable[["Reader", Row], Said]] = {
    "{ }": _set,
    "{ ": _set,
    "langle rangle": _inner_product,
}
