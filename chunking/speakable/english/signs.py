"""Signs right before or after a number: `−5`, `±3`, `~20`, `<10`, `10+`, `3x`, `1920×1080`, `10^6`, `1e6`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import NUMBER, SPACE, one, sign_word
from chunking.speakable.english.numbers import cardinal, number, ordinal, pairs
from chunking.speakable.rule import Phrase, Replacement

SIGN_CUE = re.compile(r"[-−–+±~≈<>≤≥][ \u00a0]?[0-9]|[0-9]\+")
TIMES_CUE = re.compile("[0-9] ?[xX×]")
POWER_CUE = re.compile(r"[0-9](?:[\^eE]|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])")
_NOT_WITHIN = r"(?<![\w.,:/$€£#^–-])"
_SIGNED = re.compile(
    rf"(?<![\w.,:/$€£#^=<>+)}}\]–-])(?<![0-9] )(?P<sign>[-−+±~≈≤≥<>]|(?<![\w)°%] )[±~≈≤≥]{SPACE})"
    rf"(?P<number>{NUMBER})(?![\w>:/]|[.,][0-9]|[–-])"
)
_OR_MORE = re.compile(rf"{_NOT_WITHIN}(?<!\+)(?P<number>{NUMBER})\+(?![\w+=/]|[ ]?[0-9=])")
_BY = re.compile(
    rf"{_NOT_WITHIN}(?!0|80x86)(?P<first>{NUMBER})(?P<gap>{SPACE}?)(?P<by>[x×X])(?P=gap)(?!0[^.])(?P<second>{NUMBER})"
    rf"(?:(?P=gap)[x×X](?P=gap)(?P<third>{NUMBER}))?(?![\w^]|[.,][0-9])"
)
_FOLD = re.compile(
    rf"{_NOT_WITHIN}(?:(?P<low>{NUMBER})[–-])?(?P<number>{NUMBER})(?:{SPACE}?(?P<sign>×)|[xX])"
    r"(?![\w.-]?\w)(?! ?[0-9=])"
)
_AS_TIMES = re.compile(
    r" (?:faster|slower|more|less|fewer|as|the|better|worse|larger|bigger|smaller|higher|lower|cheaper|longer|shorter"
    r"|per|a|in|over|or|and|to|zoom)\b"
)
_POWER = re.compile(
    rf"(?<![\w.,^-])(?:(?P<factor>{NUMBER}) ?[×x] ?(?=10[\^⁻⁰¹²³⁴⁵⁶⁷⁸⁹]))?"
    r"(?P<base>[0-9]{1,6})(?:\^\{?(?P<minus>[-−])?(?P<power>[0-9]{1,3})\}?|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))"
    r"(?![\w^])"
)
_SCIENTIFIC = re.compile(
    r"(?<![\w.,-])(?P<number>[0-9](?:\.[0-9]{1,10})?)[eE](?P<sign>[+-])?(?P<power>[0-9]{1,3})(?![\w.-]?\w)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def signs(phrase: Phrase) -> Iterator[Replacement]:
    """`−5` → "minus five", `±3` → "plus or minus three", `~20` → "about twenty", `10+` → "ten plus"."""
    for match in _SIGNED.finditer(phrase.text):
        yield Replacement(*match.span(), sign_word(match["sign"]) + number(match["number"]))
    for match in _OR_MORE.finditer(phrase.text):
        yield Replacement(*match.span(), f"{number(match['number'])} plus")


def multiplications(phrase: Phrase) -> Iterator[Replacement]:
    """`1920×1080` → "nineteen twenty by ten eighty", `3 × 4` → "three times four", `2x faster` → "two times faster"."""
    for match in _BY.finditer(phrase.text):
        word = "times" if _is_product(match) else "by"
        sizes = [match[group] for group in ("first", "second", "third") if match[group]]
        yield Replacement(*match.span(), f" {word} ".join(_size(size, match["gap"]) for size in sizes))
    for match in _FOLD.finditer(phrase.text):
        is_times = match["number"] != "1" and _AS_TIMES.match(phrase.text, match.end())
        word = "times" if match["sign"] or is_times else "x"
        low = f"{number(match['low'])} to " if match["low"] else ""
        yield Replacement(*match.span(), f"{low}{number(match['number'])} {word}")


def powers(phrase: Phrase) -> Iterator[Replacement]:
    """`10^6` → "ten to the sixth", `1e-3` → "one times ten to the minus three"."""
    for match in _POWER.finditer(phrase.text):
        if match["raised"] and not _is_raised_to(match["raised"], match["base"]):
            continue
        factor = f"{number(match['factor'])} times " if match["factor"] else ""
        raised = (match["raised"] or "").translate(_RAISED)
        power = _to_the(match["power"] or raised.strip("⁻"), bool(match["minus"]) or raised.startswith("⁻"))
        yield Replacement(*match.span(), f"{factor}{cardinal(match['base'])} {power}")
    for match in _SCIENTIFIC.finditer(phrase.text):
        power = _to_the(match["power"], match["sign"] == "-")
        yield Replacement(*match.span(), f"{number(match['number'])} times ten {power}")


def _is_raised_to(raised: str, base: str) -> bool:
    """Whether the small digits are a power, and not the mark of a footnote behind a number."""
    return base in ("2", "10") or (raised in "²³" and len(base) <= 2)


def _is_product(match: re.Match[str]) -> bool:
    """`3 × 4`, not the sizes of something: `1920x1080`, `4 x 6`, `10 × 5 cm`."""
    if match["by"] != "×" or not match["gap"] or match["third"]:
        return False
    sizes = (
        match["second"].isdigit() and match["first"].isdigit() and min(len(match["first"]), len(match["second"])) > 2
    )
    return (
        not sizes
        and re.match(rf"{SPACE}?(?:[kcm]?m|in|ft|feet|inches|meters|pixels|px)\b", match.string[match.end() :]) is None
    )


def _size(written: str, gap: str) -> str:
    return pairs(written) if len(written) == 4 and written.isdigit() and not written.endswith("00") else one(written)


def _to_the(power: str, minus: bool) -> str:
    if minus:
        return f"to the minus {cardinal(power)}"
    return {"2": "squared", "3": "cubed"}.get(power) or f"to the {ordinal(power)}"
