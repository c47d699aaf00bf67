"""What stands raised or lowered behind something: powers, indices, primes, limits."""

from typing import TYPE_CHECKING

from chunking.speakable.mathematics.items import Item, Row, Sort
from chunking.speakable.mathematics.language import Said
from chunking.speakable.mathematics.roles import is_compound

if TYPE_CHECKING:
    from chunking.speakable.mathematics.reading import Reader

_TRANSPOSE = frozenset(["T", "top", "⊤"])
_INVERTIBLE = frozenset("fghFGHTSUVABCDEIJKLMNPQRXYZ")
_ORDINAL_ENDS = frozenset(["th", "st", "nd", "rd"])
_LOWERED = {" |": "at", "underbrace": "below", "overbrace": "below", "mathbb": "over-range"}
_FORMS = dict.fromkeys(["circ", "degree", "°"], "degrees")
_BEHIND = frozenset(["*", "ast", "star", "dagger", "+", "-", "prime"])


def scripted(reader: "Reader", said: Said, item: Item) -> Said:
    """Something with all of its scripts."""
    if item.sub:
        form = _LOWERED.get(item.text, "sub")
        said = Said(reader.language.phrase(form, said.text, reader.row(item.sub)), is_compound(item.sub))
    if item.primes:
        name = {1: "prime", 2: "primes-2"}.get(item.primes, "primes-3")
        said = Said(reader.language.phrase(name, said.text))
    return _raised(reader, said, item, item.sup) if item.sup else said


def function(reader: "Reader", item: Item) -> str:
    """The name of a function with its scripts: "log base two", "inverse sine", "cosine squared"."""
    language = reader.language
    name = reader.base(item).text
    if item.sub:
        form = "base" if item.text in ("log", "lg") else "sub"
        name = language.phrase(form, name, reader.row(item.sub))
    if item.sup and _is_minus_one(item.sup):
        return language.phrase("inverse-function", name)
    return _raised(reader, Said(name), item, item.sup).text if item.sup else name


def with_limits(reader: "Reader", item: Item) -> str:
    """ "the sum from i equals one to n", "the limit as x goes to zero", "the union over i in I"."""
    language = reader.language
    name = reader.base(item).text
    if item.sub and item.sup:
        return language.phrase("from-to", name, reader.row(item.sub), reader.row(item.sup))
    if item.sub:
        form = "as" if any(one.text == "to" for one in item.sub) else "over-range"
        return language.phrase(form, name, reader.row(item.sub))
    return _raised(reader, Said(name), item, item.sup).text if item.sup else name


def _raised(reader: "Reader", said: Said, item: Item, sup: Row) -> Said:
    if item.text == "overbrace":
        return Said(reader.language.phrase("above", said.text, reader.row(sup)), is_compound(sup))
    comma = "," if said.is_open else ""
    base = said.text + comma
    if not base:
        return Said(reader.row(sup))
    if len(sup) == 1 and (simple := _by_one(reader, base, item, sup[0])):
        return Said(simple)
    if _is_minus_one(sup) and _is_invertible(item):
        return Said(reader.language.phrase("inverse", base))
    if "".join(one.text for one in sup) in _ORDINAL_ENDS:
        return Said(_counted(reader, base, item, "".join(one.text for one in sup)))
    return Said(reader.language.phrase("power", base, reader.row(sup)), is_compound(sup))


def _by_one(reader: "Reader", base: str, item: Item, one: Item) -> str:
    """What has a way of its own to be said; else nothing."""
    language = reader.language
    if one.sub or one.sup:
        return ""
    if one.sort is Sort.NUMBER and one.text.isdecimal():
        return language.power(base, one.text)
    if one.sort is Sort.FENCE:
        return language.phrase("superscript", base, reader.row(one.rows[0]))
    if one.text in _BEHIND:
        return f"{base} {language.word(one.text)}"
    transposes = one.text in _TRANSPOSE and (one.text != "T" or _is_invertible(item))
    form = "transpose" if transposes else _FORMS.get(one.text)
    return language.phrase(form, base) if form else ""


def _counted(reader: "Reader", base: str, item: Item, end: str) -> str:
    """`n^{th}` → "nth", `5^{th}` → "fifth"."""
    return reader.language.ordinal(item.text) if item.sort is Sort.NUMBER else base + end


def _is_minus_one(row: Row) -> bool:
    return [item.text for item in row] == ["-", "1"]


def _is_invertible(item: Item) -> bool:
    """A function or a matrix, not a number."""
    return item.text in _INVERTIBLE or item.sort in (Sort.FENCE, Sort.GROUP, Sort.TABLE)
