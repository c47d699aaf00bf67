"""Emoji, said by their short names in the languages that the `emoji` library has them in; elsewhere not said at all."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from chunking.speakable.rule import Phrase, Replacement

LANGUAGES = frozenset({"ar", "de", "en", "es", "fa", "fr", "id", "it", "ja", "ko", "pt", "ru", "tr", "zh"})
# Emoji that are signs of print unless U+FE0F says otherwise: other rules read them.
_PRINT = r"[\d#*©®™‼⁉ℹⓂ↔-↪▪▫▶◀◻-◾☑✔✖✳✴❇❗❓➡⤴⤵⬅-⬇〰〽㊗㊙♀♂⚧]"
_ONE = (
    r"(?:\p{RI}\p{RI}|[0-9#*]\ufe0f?\u20e3"
    rf"|(?:\p{{Emoji_Presentation}}|(?!{_PRINT})\p{{Emoji}}|(?![\d#*©®™])\p{{Emoji}}\ufe0f)"
    r"\ufe0f?\p{EMod}?[\U000e0020-\U000e007f]*(?:\u200d\p{Emoji}\ufe0f?\p{EMod}?)*)"
)
_RUN = regex.compile(rf"{_ONE}(?:\s?{_ONE})*")
_EACH = regex.compile(_ONE)
CUE = regex.compile(r"[\u20e3\u231a-\u23ff\u2600-\u27bf\u2934-\u2935\u2b05-\u2b55\u3030\u303d\U0001f000-\U0001faff]")
_TONE = regex.compile(r"\p{EMod}|\u200d[♀♂]\ufe0f?")
_PERSON = regex.compile(r"^[👨👩](?=\u200d(?![❤👨👩👦👧🤝]))")
_LOVE = regex.compile(r"(?<=\b(?:I|[Ww]e|[Yy]ou|[Tt]hey) )[❤♥💖💕]\ufe0f?(?= \w)")
_THE = regex.compile(r"(?:United|Netherlands|Philippines|Bahamas|Maldives|Gambia|Czech|Dominican_R|Central_A)")


def emoji(phrase: Phrase) -> Iterator[Replacement]:
    """`🎉` → "party popper"; the same one several times is said once, and each is parted from the next by a comma."""
    text = phrase.text
    if phrase.language == "en":
        for heart in _LOVE.finditer(text):
            yield Replacement(*heart.span(), "love")
    for run in _RUN.finditer(text):
        last = ""
        for one in _EACH.finditer(text, *run.span()):
            name = _name(one[0], phrase.language)
            is_said = name and name != last and not _says_the_same(text, run.end(), name)
            yield from _replaced(text, one.span(), f"{', ' if last else ''}{name}" if is_said else "")
            last = name if is_said else last


def _replaced(text: str, span: tuple[int, int], spoken: str) -> Iterator[Replacement]:
    """A word instead of a sign: spaces where it would touch another word, none left over where nothing is said."""
    start, end = span
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not spoken or spoken.startswith(","):
        start -= before.isspace()
        end += not spoken and start == 0 and after.isspace()
        yield Replacement(start, end, spoken)
        return
    spoken = " " + spoken if before and (before.isalnum() or before in ".!?,") else spoken
    yield Replacement(start, end, spoken + " " if after.isalnum() else spoken)


def _says_the_same(text: str, end: int, name: str) -> bool:
    """Whether the next words are the name, as in `⚠️ Warning:`."""
    return text[end : end + len(name) + 1].lstrip()[: len(name)].casefold() == name.casefold()


@lru_cache(maxsize=1024)
def _name(sign: str, language: str) -> str:
    """The short name, without tone of skin and gender; empty where the library has none."""
    if language not in LANGUAGES:
        return ""
    plain = _TONE.sub("", sign)
    for form in (_PERSON.sub("🧑", plain), plain, sign, plain[:1]):
        if name := _listed(form, language):
            return _flag(form, name) if language == "en" else name
    return ""


def _listed(sign: str, language: str) -> str:
    import emoji as library  # noqa: PLC0415 - loads 1 MB of names, needed only where there is an emoji

    if not library.is_emoji(sign):
        return ""
    name = library.demojize(sign, delimiters=("", ""), language=language)
    return "" if name == sign else name.replace("keycap_", "").replace("_", " ")


def _flag(sign: str, name: str) -> str:
    if not regex.match(r"\p{RI}|🏴[\U000e0020-\U000e007f]", sign):
        return name.replace("check mark button", "check mark").replace(".", "")
    return f"flag of the {name}" if _THE.match(name) else f"flag of {name}"
