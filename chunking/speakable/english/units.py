"""Units of measure after a number: `5 km`, `60 mph`, `16GB`."""

import re
from collections.abc import Callable, Iterable, Iterator

from chunking.speakable.english.amounts import AMOUNT, NOT_WITHIN, NUMBER, SPACE, amount, is_adjective, is_singular, one
from chunking.speakable.english.measures import PER, UNITS
from chunking.speakable.rule import Phrase, Replacement


def _any_of(symbols: Iterable[str]) -> str:
    return "|".join(re.escape(symbol) for symbol in sorted(symbols, key=len, reverse=True))


CUE = re.compile(r"[0-9½⅓⅔¼¾⅛⅜⅝⅞][ \u00a0\u2009\u202f-]?[A-Za-zΩµμ]")
_UNIT = re.compile(
    rf"{AMOUNT}(?P<gap>{SPACE}?|-)(?P<unit>{_any_of(UNITS)})(?:/(?P<per>{_any_of(PER)}))?"
    r"(?![\w/°²³*=$%]|\+\w|[.-][0-9]|\.[A-Za-z]|['’](?!s\b))(?P<dot>\.(?=\s[a-z0-9(]|[,;:]))?"
)
# A full stop after these may only shorten them.
_SHORTENED = re.compile(
    r"(?:(?:sq\.?|cu\.?|fl\.?) )?(?:in|ft|yds?|mi|lbs?|oz|gal|qt|tbsp|tsp|secs?|mins?|hrs?|yrs?|wks?|mos)"
)
_MEASURED = re.compile(
    rf"{SPACE}(?:tall|high|wide|deep|long|thick|across|away|above|below|apart|from|of|in diameter)\b"
)
_COUNTED = re.compile(
    rf"{SPACE}(?:people|users|views|copies|euros|dollars|pounds|subscribers|followers|members|jobs|of them)\b"
)
_A_YEAR = re.compile(rf"\.?{SPACE}(?:per annum|a[- ]year|a piece|apiece)\b")
_BY = re.compile(rf"{SPACE}?[x×]{SPACE}?(?=[0-9])")  # `3 ft × 4 ft`
_FEET_BEFORE = re.compile(r"\b(?:ft|feet|foot)\.?,? \Z")
_SIDES_BEFORE = re.compile(rf"{NOT_WITHIN}({NUMBER}) [x×] (?:({NUMBER}) [x×] )?\Z")  # `20 × 30 cm`
SIZE_CUE = re.compile("[0-9][x×][0-9]")
_SIZE = re.compile(
    rf"{NOT_WITHIN}(?P<first>{NUMBER})[x×](?P<second>{NUMBER})(?:[x×](?P<third>{NUMBER}))?{SPACE}?(?P<unit>mm|cm|m|ft|px)"
    r"(?![\w/²³]|\.\w)"
)
_STREET = re.compile(rf"\.?{SPACE}(?:[0-9]|[A-Z][a-z]+ (?:St|Ave|Blvd|Rd|Road|Dr|Ln|Lane|Way))")


def units(phrase: Phrase) -> Iterator[Replacement]:
    """`5 km` → "five kilometers", `a 5-km run` → "a five kilometer run", `100 km/h` → "… kilometers per hour"."""
    for match in _UNIT.finditer(phrase.text):
        if not _is_unit(match):
            continue
        end = match.end() if _SHORTENED.fullmatch(match["unit"]) else match.end() - len(match["dot"] or "")
        if match["gap"] in ("", "-"):
            yield Replacement(match.start(), end, f"{amount(match)} {_unit_words(match)}")
        else:
            yield Replacement(match.start(), match.start("gap"), amount(match))
            yield Replacement(match.end("gap"), end, _unit_words(match))
        if sides := _SIDES_BEFORE.search(phrase.text, max(0, match.start() - 30), match.start()):
            yield Replacement(*sides.span(), "".join(f"{one(side)} by " for side in sides.groups() if side))
        if by := _BY.match(phrase.text, end):
            yield Replacement(*by.span(), " by ")


def sizes(phrase: Phrase) -> Iterator[Replacement]:
    """`20x30cm` → "twenty by thirty centimeters"."""
    for match in _SIZE.finditer(phrase.text):
        sides = " by ".join(one(match[side]) for side in ("first", "second", "third") if match[side])
        yield Replacement(*match.span(), f"{sides} {UNITS[match['unit']][1]}")


def _unit_words(match: re.Match[str]) -> str:
    singular, plural = UNITS[match["unit"]]
    is_one = match["gap"] == "-" or is_singular(match) or is_adjective(match, match.end())
    words = singular if is_one else plural
    per = f" per {PER[match['per']]}" if match["per"] else ""
    return words + per


def _is_unit(match: re.Match[str]) -> bool:
    """Whether a symbol that is also a word or a mere letter stands for a unit here."""
    check = _CHECKS.get(match["unit"])
    return check is None or match["per"] is not None or check(match)


def _is_meter(match: re.Match[str]) -> bool:
    """Not the million of `5m people` and `lost 5m`."""
    if match["gap"] == "":
        return _MEASURED.match(match.string, match.end()) is not None
    return _COUNTED.match(match.string, match.end()) is None


def _is_gram(match: re.Match[str]) -> bool:
    """Not the generation of a phone network."""
    is_phone = match["gap"] == "" and match["low"] in ("2", "3", "4", "5", "6")
    return not is_phone or match.string.startswith(" of", match.end())


def _is_second(match: re.Match[str]) -> bool:
    """Not a plural, as in `the 30s`."""
    return match["gap"] not in ("", "-") or "." in match["low"] or match["sign"] is not None


def _is_inch(match: re.Match[str]) -> bool:
    """Not the word "in"."""
    text, start, end = match.string, *match.span()
    dotted = match["dot"] is not None or text.startswith(".)", end)
    after_feet = _FEET_BEFORE.search(text, max(0, start - 7), start)
    return bool(dotted or match["gap"] == "-" or after_feet or _MEASURED.match(text, end))


def _is_no_initial(match: re.Match[str]) -> bool:
    """Not the west of an address, as in `350 W. 42nd St.`"""
    return _STREET.match(match.string, match.end()) is None


def _is_liter(match: re.Match[str]) -> bool:
    """Not the pounds of old novels: `a woman of 10,000 l. or thereabouts`, `200 L per annum`, `7000L`."""
    sums = match["gap"] == "" and len(match["low"]) > 3 and "." not in match["low"]
    dotted = match["dot"] and not match.string.startswith(" of", match.end())
    return not (sums or dotted or _A_YEAR.match(match.string, match.end()))


_CHECKS: dict[str, Callable[[re.Match[str]], bool]] = {
    **{"m": _is_meter, "g": _is_gram, "s": _is_second, "in": _is_inch},
    **{"W": _is_no_initial, "L": _is_liter, "l": _is_liter},
}
