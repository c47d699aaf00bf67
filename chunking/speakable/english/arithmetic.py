"""Signs of arithmetic between words and variables: `a + b = c`, `x < y`, `A+`, `x^2`; `signs` has those of numbers."""

import re
from collections.abc import Iterator

from chunking.speakable.rule import Phrase, Replacement

_BETWEEN = {
    "!=": "is not equal to",
    "*": "times",
    "+": "plus",
    "++": "plus plus",
    "<": "is less than",
    "<=": "is less than or equal to",
    "=": "equals",
    "==": "equals",
    ">": "is greater than",
    ">=": "is greater than or equal to",
    "±": "plus or minus",
    "×": "times",
    "÷": "divided by",
    "−": "minus",
    "≈": "is approximately",
    "≠": "is not equal to",
    "≤": "is less than or equal to",
    "≥": "is greater than or equal to",
}
_SIGNS = re.compile(r"[!*+<=>±×÷−≈≠≤≥]+")
_OPERANDS_BEFORE = ")]%°'’\"”∞"  # besides letters and digits
_OPERANDS_AFTER = "([$£€√∞−-"
_TIGHT = frozenset("+=±×÷≈≠≤≥")  # also where no spaces stand beside them
_OTHERS = re.compile(
    r"\^(?:(?<=[^\w^][A-Za-z\d]\^)|(?<=\A[A-Za-z\d]\^)|(?<=[^\w^]10\^)|(?<=\)\^))(?:(?P<power>[23])(?!\w|\.\d)|(?=[\w(−-]))"
    r"|(?P<raised>[²³])(?:(?<=\W[A-Za-z].)|(?<=\A[A-Za-z].)|(?<=[0-9α-ω][A-Za-z].)|(?<=\W[b-df-hj-np-tv-xz]{2}.)|(?<=\).))(?!\w)"
    r"|(?P<root>√)\s?(?=[\w(])|(?P<infinity>∞)"
)
_POWER_SAID = {"2": " squared", "3": " cubed", None: " to the power of "}
_RAISED = {"²": " squared", "³": " cubed"}
_IS_PER = re.compile(r"\b(?:per|of) [kcdm]?m\Z")  # `per m²`
_IS = re.compile(r"\b(?:is|are|was|were|be) \Z")  # `which is > 5`
_MORE_OR_LESS = frozenset({"<", ">", "<=", ">=", "≤", "≥"})
_FACTOR_BEFORE = re.compile(r"(?:\A|\W)(?:[A-Za-z]|[\d.]*\d\)?) \Z")
_FACTOR_AFTER = re.compile(r" (?:[A-Za-z]\b|[(\d])")
_REACH = 12  # characters of a number that are looked at
CUE = re.compile(r"[+=<>×÷±≈≠≤≥∞√−^*²³]")


def arithmetic(phrase: Phrase) -> Iterator[Replacement]:
    """`a + b ≈ c` → "a plus b is approximately c"; `A+` → "A plus"; `C++` → "C plus plus"; `x^2` → "x squared"."""
    text = phrase.text
    for match in _SIGNS.finditer(text):
        if match[0] in _BETWEEN and (spoken := _said(text, match[0], *match.span())):
            yield Replacement(*match.span(), spoken)
    for match in _OTHERS.finditer(text):
        if match["raised"]:
            if not _IS_PER.search(text, max(0, match.start() - 7), match.start()):
                yield Replacement(*match.span(), _RAISED[match["raised"]])
        elif match["root"]:
            yield Replacement(*match.span(), "the square root of ")
        else:
            yield Replacement(*match.span(), "infinity" if match["infinity"] else _POWER_SAID[match["power"]])


def _said(text: str, sign: str, start: int, end: int) -> str:
    """What a sign is between what stands around it; empty where it is no sign of arithmetic."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == after == " ":
        is_operator = _is_operand(text[start - 2 : start - 1], _OPERANDS_BEFORE) and _is_operand(
            text[end + 1 : end + 2], _OPERANDS_AFTER
        )
        if not is_operator or _is_left_alone(text, sign, start, end):
            return ""
        spoken = _BETWEEN[sign]
        is_amount = sign in _MORE_OR_LESS and text[start - 3 : start - 1].isalpha() and text[end + 1].isdigit()
        return spoken.removeprefix("is ") if is_amount or _IS.search(text, max(0, start - 6), start) else spoken
    if sign in _TIGHT and _is_operand(before, ")") and _is_operand(after, _OPERANDS_AFTER[:-2]):
        return "" if sign == "×" and before.isdigit() and after.isdigit() else f" {_BETWEEN[sign]} "
    if sign == "++" and before.isalpha():
        return " plus plus" + (" " if after.isalnum() else "")
    return " plus" if sign == "+" and before.isalpha() and not _is_operand(after, "") else ""


def _is_operand(character: str, others: str) -> bool:
    return character != "" and (character.isalnum() or character == "_" or character in others)


def _is_left_alone(text: str, sign: str, start: int, end: int) -> bool:
    """A star that is an ornament; a cross between two numbers, which may be a size."""
    if sign == "*":
        return not (_FACTOR_BEFORE.search(text, max(0, start - _REACH), start) and _FACTOR_AFTER.match(text, end))
    return sign == "×" and text[start - 2].isdigit() and text[end + 1].isdigit()
