"""The languages of LMNT's API, and the espeak-ng voice that speaks each.

espeak-ng takes a voice's name or its file's name, not every language code: "zh" is unknown to it, "en" is British.
As at LMNT, a request's language decides the accent and the text stays: English text in French is read as a French
reader would.
"""

from collections.abc import Sequence

import regex

from chunking.languages import AUTO, LANGUAGES

ESPEAK_NAMES = {code: code for code in LANGUAGES} | {"en": "en-us", "pt": "pt-br", "zh": "cmn"}

# In this order: the letters that only one language of a script has, then the script's most spoken language.
_TELLING = (
    ("ja", r"[\p{Hiragana}\p{Katakana}]"),
    ("zh", r"\p{Han}"),
    ("ko", r"\p{Hangul}"),
    ("uk", r"[іїєґІЇЄҐ]"),
    ("ru", r"\p{Cyrillic}"),
    ("ur", r"[ٹڈڑںےگچپ]"),
    ("ar", r"\p{Arabic}"),
    ("hi", r"\p{Devanagari}"),
    ("as", r"[ৰৱ]"),
    ("bn", r"\p{Bengali}"),
    ("ta", r"\p{Tamil}"),
    ("te", r"\p{Telugu}"),
    ("ml", r"\p{Malayalam}"),
    ("th", r"\p{Thai}"),
)
_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")
_PATTERNS = tuple((code, regex.compile(pattern)) for code, pattern in _TELLING)


def detect(text: str) -> str:
    """The language that the script of most letters suggests; English for Latin script.

    A guess by script, cheap and steady: it cannot tell German from English, for which a request names its language.
    """
    letters = len(_LETTER.findall(text))
    if 2 * len(_LATIN.findall(text)) >= letters:
        return "en"
    return next((code for code, pattern in _PATTERNS if pattern.search(text)), "en")


def espeak_name(language: str, text: str, accents: Sequence[str] = ()) -> str:
    """What to ask espeak-ng for: the voice's own accent where it has one for the language, else the usual one."""
    code = detect(text) if language == AUTO else language
    return next((accent for accent in accents if accent.partition("-")[0] == code), ESPEAK_NAMES[code])
