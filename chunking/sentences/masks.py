"""A text as sentencex understands it best: each character stands where it stood."""

from functools import cache

import regex

from chunking.sentences.abbreviations import WORDS

ONE_QUOTE = frozenset({"fi", "sv"})  # languages that write ”so” or »so»: the same mark opens and closes
_SPACE = regex.compile(r"[^\S ]")  # sentencex 1.0 panics at a no-break space after initials: it counts it as one byte
_STRAIGHT = str.maketrans("”»", '""')
_NO_ABBREVIATION = "j"  # two or more of it are none in any language


def masked(text: str, language: str) -> str:
    """With plain spaces, straight quotes where one mark opens and closes, and no word that seems an abbreviation."""
    text = _SPACE.sub(" ", text)
    if language in ONE_QUOTE:
        text = text.translate(_STRAIGHT)
    if language not in WORDS:
        return text
    parts, done = [], 0
    for end in _at_words(language).finditer(text):
        start = end.start("word")
        parts += [text[done:start], _NO_ABBREVIATION * (end.start() - start)]
        done = end.start()
    return "".join((*parts, text[done:]))


@cache
def _at_words(language: str) -> regex.Pattern[str]:
    """A full stop after one of the words, with a word that has a capital behind it; not "vol. II"."""
    words = "|".join(WORDS[language])
    return regex.compile(
        rf"""\.(?<=(?<![\p{{L}}\p{{M}}\d.'’-])(?P<word>{words})\.)"""
        r"""(?=["'\p{Pe}\p{Pf}]*+\s++["'\p{Ps}\p{Pi}]*\p{Lu}(?:\p{Ll}|[\s,]))"""
    )
