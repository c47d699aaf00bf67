"""Which language a text is in, where nobody says: by its script, else its commonest words, else cld3's judgement.

cld3 (Google's Compact Language Detector v3, Apache-2.0) is a small neural network on runs of letters.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from chunking.languages import AUTO

ASSUMED = "en"  # where the text does not tell, or is in a language that cannot be spoken

_LOOKED_AT = 100_000  # characters of the source
_SAMPLE, _SLICES = 5_000, 5  # characters of prose that are judged, from so many places that no preface decides
_ENOUGH = 40  # letters; shorter texts are titles and names, that may be in any language
_SHORT = 100  # letters; in a shorter text one foreign name weighs much
_SURE, _QUITE_SURE = 0.7, 0.97  # cld3's probability: for any text (where it calls itself reliable), and for a short one

_FENCES = frozenset({"```", "~~~"})
_MARKUP = regex.compile(r"`[^`\n]*`|https?://\S+|www\.\S+|\]\([^()\s]*\)|<[^<>\n]*>|&#?\w{1,32};")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_ENGLISH_WORDS = "the and of to that with this you are from which have his for by it not she they be"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_ENGLISH_SHARE = 0.12  # of all words; English prose has twice as many, other languages a tenth


class _Script(NamedTuple):
    letters: regex.Pattern[str]
    languages: tuple[str, ...]  # that can be spoken and are written in it; with two, the second one's
    own: regex.Pattern[str] | None = None  # letters tell them apart; without such letters, cld3 does


_IN_LATIN = "cs da de en es fi fr id it nl pl pt sk sv tr vi"
_SCRIPTS = (
    _Script(regex.compile(r"\p{Latin}+"), tuple(_IN_LATIN.split())),
    _Script(regex.compile(r"\p{Cyrillic}+"), ("ru", "uk")),
    _Script(regex.compile(r"\p{Arabic}+"), ("ar", "ur")),
    _Script(regex.compile(r"\p{Devanagari}+"), ("hi", "mr")),
    _Script(regex.compile(r"\p{Bengali}+"), ("bn", "as"), regex.compile("[ৰৱ]")),
    _Script(
        regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]+"), ("zh", "ja"), regex.compile(r"[\p{Hiragana}\p{Katakana}]")
    ),
    _Script(regex.compile(r"\p{Hangul}+"), ("ko",)),
    _Script(regex.compile(r"\p{Malayalam}+"), ("ml",)),
    _Script(regex.compile(r"\p{Tamil}+"), ("ta",)),
    _Script(regex.compile(r"\p{Telugu}+"), ("te",)),
    _Script(regex.compile(r"\p{Thai}+"), ("th",)),
)
_OWN_SHARE = 0.01  # of the letters: Assamese has four times as many of its own, Japanese forty
# Languages that cld3 takes for one another; the second cannot be spoken, and reads like the first.
_ALIKE = {"ms": "id"}


def language_of(text: str, named: str) -> str:
    """The primary subtag whose notices and rules of speech hold for a text: the named one, or with `auto` its own.

    `text` may have markup in it; no more than its beginning is looked at.
    """
    if named != AUTO:
        return named
    words = _WORD.findall(_sample(_prose(text[:_LOOKED_AT])))
    letters = "".join(words)
    for script in _SCRIPTS:
        own = sum(map(len, script.letters.findall(letters)))
        if own * 2 > len(letters):
            others = own < len(letters)
            return _language_in(script, [word for word in words if script.letters.match(word)] if others else words)
    return ASSUMED


def _prose(text: str) -> str:
    """Roughly the text without blocks of code, addresses, and other markup that has words in it."""
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = line.lstrip(" >")[:3]
        if mark in _FENCES and fence in ("", mark):
            fence = "" if fence else mark
        elif not fence:
            lines.append(line)
    return _MARKUP.sub(" ", "\n".join(lines))


def _sample(prose: str) -> str:
    """The text itself, or where it is long, slices of it."""
    if len(prose) <= _SAMPLE:
        return prose
    step, length = len(prose) // _SLICES, _SAMPLE // _SLICES
    return " ".join(prose[start : start + length] for start in range(0, step * _SLICES, step))


def _language_in(script: _Script, words: Sequence[str]) -> str:
    """Which of a script's languages the words are in."""
    if len(script.languages) == 1:
        return script.languages[0]
    letters = sum(map(len, words))
    if script.own is not None:
        return script.languages[sum(len(script.own.findall(word)) for word in words) > _OWN_SHARE * letters]
    if letters < _ENOUGH or _is_english(words):
        return ASSUMED
    judged = _judged(" ".join(words))
    return judged if judged in script.languages else ASSUMED


def _is_english(words: Sequence[str]) -> bool:
    return sum(word.lower() in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)


def _judged(text: str) -> str:
    """The code of the language that cld3 takes a text to be in; empty where it is not sure."""
    import gcld3  # noqa: PLC0415 - seldom needed: not for English, nor for a script that one language has to itself

    found = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=_SAMPLE).FindLanguage(text=text)
    sure = found.probability >= (_QUITE_SURE if len(text) < _SHORT else _SURE)
    return _ALIKE.get(found.language, found.language) if sure else ""
