"""Commands with arguments, and tables."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from chunking.speakable.mathematics.functions import ACCENTS
from chunking.speakable.mathematics.items import Item, Row, Sort
from chunking.speakable.mathematics.language import Said
from chunking.speakable.mathematics.roles import is_compound, is_short

if TYPE_CHECKING:
    from chunking.speakable.mathematics.reading import Reader


def _argument(item: Item, number: int) -> Row:
    return item.rows[number] if number < len(item.rows) else []


def _fraction(reader: "Reader", item: Item) -> Said:
    top, bottom = _argument(item, 0), _argument(item, 1)
    if not top or not bottom:
        return Said(reader.row(top or bottom))
    both = [*top, *bottom]
    are_numbers = all(one.sort is Sort.NUMBER and one.text.isdecimal() and not one.sup for one in both)
    named = are_numbers and len(both) == 2 and reader.language.numeric_fraction(*(one.text for one in both))
    if named:
        return Said(named)
    form = "over" if is_short(top) and is_short(bottom) else "fraction"
    said = reader.language.phrase(form, reader.row(top), reader.row(bottom))
    return Said(said, form == "fraction" or is_compound(bottom), runs_on=True)


def _binomial(reader: "Reader", item: Item) -> Said:
    bottom = _argument(item, 1)
    said = reader.language.phrase("binomial", reader.row(_argument(item, 0)), reader.row(bottom))
    return Said(said, is_compound(bottom))


def _root(reader: "Reader", item: Item) -> Said:
    degree, row = (item.rows[0], item.rows[1]) if len(item.rows) == 2 else ([], _argument(item, 0))
    said = reader.row(row)
    if not degree or (len(degree) == 1 and degree[0].text == "2"):
        return Said(reader.language.phrase("root", said), is_open=True)
    if len(degree) == 1 and degree[0].text == "3":
        return Said(reader.language.phrase("root-3", said), is_open=True)
    which = reader.row(degree)
    if reader.language.is_english:
        is_number = len(degree) == 1 and degree[0].text.isdecimal()
        which = reader.language.ordinal(degree[0].text) if is_number else f"{which}th"
    return Said(reader.language.phrase("root-n", said, which), is_open=True)


def _accent(reader: "Reader", item: Item) -> Said:
    return Said(reader.language.accent(item.text, reader.row(_argument(item, 0))))


def _blackboard(reader: "Reader", item: Item) -> Said:
    """Sets of numbers, expectation, probability."""
    row = _argument(item, 0)
    letter = row[0].text if len(row) == 1 else ""
    form = {"E": "expected", "P": "probability"}.get(letter, letter if letter in ("N", "Z", "Q", "R", "C") else "")
    if form and (letter in ("E", "P") or not (item.sup or item.sub)):
        return Said(reader.language.phrase(form) or letter)
    return Said(reader.row(row))


def letters(reader: "Reader", item: Item) -> Said:
    """Only what the letters are, without what they stand for."""
    return Said(reader.row(_argument(item, 0)))


def _chemistry(reader: "Reader", item: Item) -> Said:
    """`\\ce{2H2 + O2 -> 2H2O}`: indices are said as numbers, an arrow as "yields"."""
    flat = [part for one in _argument(item, 0) for part in (one, *(one.sub or ()), *(one.sup or ()))]
    said = (reader.language.word("yields") if one.text == "to" else reader.base(one).text for one in flat)
    return Said(" ".join(said))


def _above(reader: "Reader", item: Item) -> Said:
    over, base = _argument(item, 0), _argument(item, 1)
    above = reader.row(over)
    return Said(reader.language.phrase("above", reader.row(base), above) if above else reader.row(base))


def _below(reader: "Reader", item: Item) -> Said:
    under, base = _argument(item, 0), _argument(item, 1)
    return Said(reader.language.phrase("below", reader.row(base), reader.row(under)), is_compound(under))


def _brace(reader: "Reader", item: Item) -> Said:
    return Said(reader.row(_argument(item, 0)), is_open=True)


def _lines(reader: "Reader", item: Item) -> Said:
    return Said(reader.row(_argument(item, 0)).replace(";", ","))


def _arrow(reader: "Reader", item: Item) -> Said:
    label = next((reader.row(row) for row in item.rows if row), "")
    arrow = reader.language.word("to" if item.text == "xrightarrow" else "leftarrow")
    return Said(reader.language.phrase("above", arrow, label) if label else arrow)


def _not(reader: "Reader", item: Item) -> Said:
    row = _argument(item, 0)
    if len(row) == 1 and row[0].text in ("=", "in", "exists", "mid"):
        return Said(reader.language.word({"=": "neq", "in": "notin", "exists": "nexists", "mid": "nmid"}[row[0].text]))
    return Said(reader.language.phrase("not", reader.row(row)))


def _modulo(reader: "Reader", item: Item) -> Said:
    return Said(reader.language.phrase("mod", reader.row(_argument(item, 0))))


def _equation(reader: "Reader", item: Item) -> Said:
    return Said(reader.language.phrase("equation", reader.row(_argument(item, 0))))


def _coloured(reader: "Reader", item: Item) -> Said:
    row = _argument(item, 1)
    return Said(reader.row(row), is_compound(row))


def _quantity(reader: "Reader", item: Item) -> Said:
    """`\\SI{5}{km}`."""
    number, unit = _argument(item, 0), "".join(one.text for one in _argument(item, 1))
    return Said(f"{reader.row(number)} {reader.language.unit(unit, ''.join(one.text for one in number))}")


def _unit(reader: "Reader", item: Item) -> Said:
    return Said(reader.language.unit("".join(one.text for one in _argument(item, 0)), ""))


def _operator_name(reader: "Reader", item: Item) -> Said:
    return Said(" ".join(one.text for one in _argument(item, 0)))


def table(reader: "Reader", item: Item) -> Said:
    """A matrix, cases, or formulas below each other."""
    lines = [[reader.row(cell).strip(",; ") for cell in line] for line in item.cells]
    if "matrix" in item.text or item.text == "array":
        return Said(_matrix(reader, item.text, lines), is_open=True)
    parting = ", " if item.text.endswith("cases") else " "
    return Said("; ".join(parting.join(cell for cell in line if cell) for line in lines), is_open=True)


def _matrix(reader: "Reader", name: str, lines: list[list[str]]) -> str:
    language = reader.language
    width = max(map(len, lines), default=0)
    if width == 1 or len(lines) == 1:
        form = "column" if width == 1 else "row"
        return language.phrase(form, ", ".join(cell for line in lines for cell in line))
    rows = (
        language.phrase("line", language.number(str(number)), ", ".join(line)) for number, line in enumerate(lines, 1)
    )
    size = language.phrase("matrix", language.number(str(len(lines))), language.number(str(width)))
    said = f"{size}, {'; '.join(rows)}"
    return language.phrase("determinant", said) if name in ("vmatrix", "Vmatrix") else said


CONSTRUCTS: dict[str, Callable[["Reader", Item], Said]] = {
    **dict.fromkeys(ACCENTS.of("en"), _accent),
    **{"frac": _fraction, "binom": _binomial, "sqrt": _root, "mathbb": _blackboard, "overset": _above},
    **{"underset": _below, "overbrace": _brace, "underbrace": _brace, "substack": _lines, "xrightarrow": _arrow},
    **{"xleftarrow": _arrow, "not": _not, "pmod": _modulo, "pod": _modulo, "tag": _equation, "ref": _equation},
    **{"eqref": _equation, "textcolor": _coloured, "SI": _quantity, "si": _unit, "pu": _unit},
    **{"operatorname": _operator_name, "ce": _chemistry},
}
