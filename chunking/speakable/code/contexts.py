"""Signs that mean one thing or another, by what stands around them."""

from collections.abc import Callable

from chunking.speakable.wordlists import Words, word_set

_TEMPLATES = word_set("{{< >}} {{% %}} {% %}")
SILENT = frozenset("()[]{}'\"`“”‘’«»") | {"()", "<!--"} | _TEMPLATES
_NOT_TIMES = word_set("import export select SELECT from FROM yield default count COUNT")
_QUOTES = ("'", '"', "`")
_OPENING = frozenset("([{=,:?!&|")
Meaning = Callable[[Words, str, str], str]  # words, the characters before and after (empty at the ends) → what is said


def is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def star(words: Words, before: str, after: str, name: str) -> str:
    """`x * 2`, `2*x` → "times"; `*.md`, `import * as x` → "star". `name`: the last word before it."""
    spaced = before.isspace() and after.isspace()
    tight = (is_word(before) or before == ")") and (is_word(after) or after == "(")
    return words.get("times" if (spaced or tight) and name and name not in _NOT_TIMES else "*", "")


def empty(sign: str, words: Words, before: str) -> str:
    """`string[]` → "array"; `= []` → "empty brackets"; `() {}` → nothing. `before`: the last sign or letter."""
    if not before or before in _OPENING:
        return words.get(sign, "")
    return words.get("array", "") if sign == "[]" else ""


def _hyphen(words: Words, before: str, after: str) -> str:
    if is_word(before) and is_word(after):
        return words.get("-", "") if before.isdigit() and after.isdigit() else ""
    spaced = before.isspace() and after.isspace()
    return words.get("minus" if spaced or after.isdigit() or before in (")", "]") else "-", "")


def _two_hyphens(words: Words, before: str, after: str) -> str:
    word = words.get("minus" if is_word(before) and not is_word(after) else "-", "")
    return f"{word} {word}".strip()


def _dot(words: Words, before: str, after: str) -> str:
    return "." if is_word(before) and (after.isspace() or after in _QUOTES) else words.get(".", "")


def _colon(words: Words, before: str, after: str) -> str:
    return ":" if before.strip() and (not after.strip() or after in _QUOTES) else words.get(":", "")


def _slash(words: Words, before: str, after: str) -> str:
    return words.get("over" if before.isspace() and after.isspace() else "/", "")


def _exclamation(words: Words, before: str, after: str) -> str:
    if is_word(after) or after in ("(", "!"):
        return words.get("not", "")
    ends = not after.strip() or after in _QUOTES
    return "!" if is_word(before) and ends else words.get("!", "")


def _question(words: Words, before: str, after: str) -> str:
    return "?" if (is_word(before) or before == ")") and not after.strip() else words.get("?", "")


def _percent(words: Words, before: str, after: str) -> str:
    return words.get("modulo" if before.isspace() and after.isspace() else "%", "")


def _pause(words: Words, before: str, after: str) -> str:
    return ","


MEANINGS: dict[str, Meaning] = {
    "-": _hyphen,
    "--": _two_hyphens,
    ".": _dot,
    ":": _colon,
    "/": _slash,
    "!": _exclamation,
    "?": _question,
    "%": _percent,
    ",": _pause,
    ";": _pause,
}
