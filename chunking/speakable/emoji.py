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
_TONE = regex.compile(r"\p{EMod}|\u200d[♀♂]\ufe0f?")
_PERSON = regex.compile(r"^[👨👩](?=\u200d(?![❤👨👩👦👧🤝]))")
_LOVE = regex.compile(r"(?<=\b(?:I|[Ww]e|[Yy]ou|[Tt]hey) )[❤♥💖💕]\ufe0f?(?= \w)")
_COMMAS = {"ar": "، ", "fa": "، ", "ja": "、", "zh": "、"}
_UNSPACED = frozenset({"ja", "zh"})
_CLOSING = frozenset(".!?,:;…")
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
            if not is_said:
                yield _unsaid(text, *one.span())
            elif last:
                yield _next(phrase, one.span(), name)
            else:
                yield _first(phrase, one.span(), name)
            last = name if is_said else last


def _unsaid(text: str, start: int, end: int) -> Replacement:
    """Nothing instead of a sign, nor of a space that would be left over."""
    if start and text[start - 1].isspace():
        return Replacement(start - 1, end, "")
    return Replacement(start, end + (start == 0 and text[end : end + 1].isspace()), "")


def _first(phrase: Phrase, span: tuple[int, int], name: str) -> Replacement:
    """A name instead of a sign, with spaces where it would touch a word or what closes a sentence."""
    before = phrase.text[max(0, span[0] - 1) : span[0]]
    touches = phrase.language not in _UNSPACED and (before.isalnum() or before in _CLOSING)
    return Replacement(*span, " " * touches + name + _gap_after(phrase, span[1]))


def _next(phrase: Phrase, span: tuple[int, int], name: str) -> Replacement:
    """A name right after another: the comma stands in place of a space."""
    start = span[0] - phrase.text[span[0] - 1].isspace()
    return Replacement(start, span[1], _COMMAS.get(phrase.language, ", ") + name + _gap_after(phrase, span[1]))


def _gap_after(phrase: Phrase, end: int) -> str:
    return " " * (phrase.language not in _UNSPACED and phrase.text[end : end + 1].isalnum())


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
