"""Keys of a keyboard: `Ctrl+C`, `⌘K`, `the ↑ key`."""

import re
from collections.abc import Iterator

from chunking.speakable.rule import Phrase, Replacement

_MODIFIERS = {
    "Alt": "Alt",
    "Cmd": "Command",
    "Command": "Command",
    "Control": "Control",
    "Ctrl": "Control",
    "CTRL": "Control",
    "Fn": "Function",
    "Meta": "Meta",
    "Opt": "Option",
    "Option": "Option",
    "Shift": "Shift",
    "Super": "Super",
    "Win": "Windows",
}
_KEYS = {
    "Del": "Delete",
    "Esc": "Escape",
    "Ins": "Insert",
    "PgDn": "Page Down",
    "PgUp": "Page Up",
    "PrtSc": "Print Screen",
}
_SIGNS = {
    "⌘": "Command",
    "⌥": "Option",
    "⌃": "Control",
    "⇧": "Shift",
    "⊞": "Windows",
    "⇪": "Caps Lock",
    "⏎": "Return",
    "↵": "Return",
    "⌫": "Delete",
    "⌦": "Forward Delete",
    "⎋": "Escape",
    "⇥": "Tab",
    "␣": "Space",
}
_NAMES = (
    r"[A-Z]|[a-z](?![\w'’])|\d|F\d{1,2}|Enter|Return|Tab|Space|Spacebar|Backspace|Delete|Home|End|[Cc]lick|"
    "Left|Right|Up|Down"
)
_MODIFIER = "|".join(_MODIFIERS)
_KEY = rf"(?:{'|'.join(_KEYS)}|{_NAMES})"
_CHORD = re.compile(rf"(?<![\w+-])(?:(?:{_MODIFIER})\s?[+‑-]\s?)+(?:{_KEY}(?!\w)|(?=[←→↑↓]))")
_CHORD_PART = re.compile(rf"(?P<joint>\s?[+‑-]\s?)|(?P<key>{_MODIFIER}|{'|'.join(_KEYS)})(?!\w)")
CHORD_CUE = re.compile(r"C(?:trl|TRL|md)|Alt|Shift|Opt|Esc\b|Pg[UD]|PrtSc|Win\b|Fn\b|Super|Meta|Co(?:mmand|ntrol)")
_ALONE = re.compile(r"(?<![\w.-])(?:Ctrl|Cmd|Esc|PgUp|PgDn|PrtSc)(?![\w-])")
_SIGN = re.compile(f"(?P<sign>[{''.join(_SIGNS)}])\\ufe0f?(?P<joint>\\s?\\+\\s?(?=\\S))?")


def chords(phrase: Phrase) -> Iterator[Replacement]:
    """`Ctrl+Shift+P` → "Control Shift P"."""
    for match in _CHORD.finditer(phrase.text):
        for part in _CHORD_PART.finditer(phrase.text, *match.span()):
            spoken = " " if part["joint"] else _MODIFIERS.get(part["key"]) or _KEYS[part["key"]]
            yield Replacement(*part.span(), spoken)
    for match in _ALONE.finditer(phrase.text):
        yield Replacement(*match.span(), _MODIFIERS.get(match[0]) or _KEYS[match[0]])


def key_signs(phrase: Phrase) -> Iterator[Replacement]:
    """`⌘⇧P` → "Command Shift P"."""
    text = phrase.text
    for match in _SIGN.finditer(text):
        space = " " if text[match.start() - 1 : match.start()].isalnum() else ""
        after = text[match.end() : match.end() + 1]
        gap = " " if match["joint"] or after.isalnum() or (after and after in _SIGNS) else ""
        yield Replacement(*match.span(), space + _SIGNS[match["sign"]] + gap)
