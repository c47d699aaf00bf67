"""A stretch of code, token by token: what is said for each name, and for each run of signs between names."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from chunking.speakable.code import contexts, names, signs
from chunking.speakable.code.tokens import TOKEN, wholes
from chunking.speakable.numerals import said_number, spelt
from chunking.speakable.rule import Replacement

_ONE_NAME = re.compile(r"[A-Za-z](?:[A-Za-z_]*[A-Za-z])?\Z")  # most inline code is no more
_KEPT = 80  # characters of code that is kept when it was read: short code comes again and again
_PAUSES = frozenset(",:.!?")  # stand at the word before them, as in prose


def replacements(text: str, language: str, is_line: bool) -> tuple[Replacement, ...]:
    """What is said for a piece of code, all of it; places count from its beginning.

    Inline code without any word is said by the names of its signs, as `;` is. `is_line`: of a block, where such code
    says nothing.
    """
    return _kept(text, language, is_line) if len(text) <= _KEPT else _replacements(text, language, is_line)


def _replacements(text: str, language: str, is_line: bool) -> tuple[Replacement, ...]:
    if _ONE_NAME.match(text):
        return (Replacement(0, len(text), names.spoken_name(text, language == "en")),)
    found = tuple(_merged(_Reader(text, language, is_line).read(), text))
    if is_line or not text or any(any(map(str.isalnum, one.spoken)) for one in found):
        return found
    return (Replacement(0, len(text), _named(text, language)),)


_kept = lru_cache(maxsize=8192)(_replacements)


def _named(text: str, language: str) -> str:
    known = {**signs.WORDS.of(language), **signs.NAMES.of(language)}
    named = (known.get(token[0]) or signs.said(token[0], known) for token in TOKEN.finditer(text))
    return " ".join(one for one in named if one) or text


def _merged(found: Iterable[Replacement], text: str) -> Iterator[Replacement]:
    """Neighbours that are said as they are written become one."""
    start = end = 0
    for one in found:
        if one.spoken == text[one.start : one.end]:
            end = one.end
            continue
        if start < end:
            yield Replacement(start, end, text[start:end])
        yield one
        start = end = one.end
    if start < end:
        yield Replacement(start, end, text[start:end])


class _Angle(NamedTuple):
    """An angle bracket that is open."""

    braces: int  # that were open before it
    is_tag: bool


class _Reader:
    """Goes through a piece of code once."""

    def __init__(self, text: str, language: str, is_line: bool) -> None:
        self._text = text
        self._is_line = is_line
        self._words = signs.WORDS.of(language)
        self._units = signs.UNITS.of(language)
        self._is_english = language == "en"
        self._found: list[Replacement] = []
        self._run: list[str] = []  # what is said for the signs since the last word
        self._name = ""  # the last word
        self._done = 0  # where it ends
        self._braces = 0
        self._angles: list[_Angle] = []
        self._last_closing = text.rfind(">")

    def read(self) -> list[Replacement]:
        """Replacements that together cover the text."""
        done = 0
        for whole in wholes(self._text, self._is_line):
            self._read(done, whole.start())
            if whole["tag"] and whole[0][1] == "/":
                self._run.append(",")
            self._put(*whole.span(), self._tag(whole) if whole["tag"] else self._words.get("blob", whole[0]))
            if whole["tag"]:
                self._open_tag(whole.end())
            done = whole.end()
        self._read(done, len(self._text))
        if self._done < len(self._text):
            self._found.append(Replacement(self._done, len(self._text), self._between(before_word=False)))
        return self._found

    def _read(self, start: int, end: int) -> None:
        for token in TOKEN.finditer(self._text, start, end):
            kind = token.lastgroup or ""
            if kind == "sign":
                if said := self._sign(token):
                    self._run.append(said)
            elif kind == "comment":
                self._run.append(",")
            elif kind in _READ:
                self._put(*token.span(), _READ[kind](self, token))

    def _put(self, start: int, end: int, spoken: str) -> None:
        between = self._between(before_word=True)
        if self._done < start:
            self._found.append(Replacement(self._done, start, between))
        elif self._found:
            spoken = (between or " ") + spoken
        self._found.append(Replacement(start, end, spoken))
        self._name, self._done = self._text[start:end], end

    def _between(self, before_word: bool) -> str:
        """What is said after the last word, for the signs that were read since."""
        said = ""
        for one in self._run:
            if one not in _PAUSES:
                said += f" {one}"
            elif said[-1:] not in _PAUSES:
                said += one
        self._run.clear()
        if not self._found:
            said = said.lstrip(" ,:.!?")
        if not before_word:
            return said.rstrip(",")
        return f"{said} " if self._found or said else ""

    # Signs

    def _sign(self, token: re.Match[str]) -> str:
        sign, start, end = token[0], token.start(), token.end()
        before, after = self._text[start - 1 : start] if start else "", self._text[end : end + 1]
        if sign in contexts.SILENT:
            self._braces += (sign == "{") - (sign == "}")
            return ""
        if sign in _ANGLES:
            return _ANGLES[sign](self, start, before, after)
        if sign == "*":
            return contexts.star(self._words, before, after, self._name)
        if sign in ("[]", "{}"):
            return contexts.empty(sign, self._words, self._text[:start][-2:].rstrip()[-1:])
        if sign in contexts.MEANINGS:
            return contexts.MEANINGS[sign](self._words, before, after)
        return signs.said(sign, self._words) or ("" if sign.isascii() else sign)

    def _opening(self, start: int, before: str, after: str) -> str:
        """`<` of `List<int>`, `<url>`, `a < b`, `<>`."""
        if after == ">":
            return self._fragment("tag")
        if start > self._last_closing or not after.strip() or after.isdigit():
            return self._words.get("<", "")
        self._angles.append(_Angle(self._braces, is_tag=False))
        return self._words.get("of", "") if contexts.is_word(before) else ""

    def _closing_tag(self, start: int, before: str, after: str) -> str:
        return self._fragment("closing_tag") if after == ">" else self._opening(start, "", after)

    def _fragment(self, template: str) -> str:
        self._angles.append(_Angle(self._braces, is_tag=True))
        return self._words.get(template, "").format(self._words.get("fragment", ""))

    def _closing(self, start: int, before: str, after: str) -> str:
        if self._angles and self._angles[-1].braces >= self._braces and (not before.isspace() or self._in_tag):
            return "," if self._angles.pop().is_tag else ""
        return self._words.get(">", "") if self._found or not self._is_line else ""  # else it ends a tag of more lines

    def _two_closing(self, start: int, before: str, after: str) -> str:
        if len(self._angles) < 2:
            return signs.said(">>", self._words)
        self._angles.pop()
        self._angles.pop()
        return ""

    def _self_closing(self, start: int, before: str, after: str) -> str:
        if self._in_tag:
            self._angles.pop()
            return ","
        return signs.said("/>", self._words) if self._found or not self._is_line else ""

    @property
    def _in_tag(self) -> bool:
        return bool(self._angles) and self._angles[-1].is_tag

    def _open_tag(self, end: int) -> None:
        self._angles.append(_Angle(self._braces, is_tag=True))
        if self._text[end : end + 2].strip(" />"):
            self._run.append(",")

    # Words

    def _word(self, token: re.Match[str]) -> str:
        name = token[0]
        before = self._text[max(0, token.start() - 2) : token.start()]
        is_ending = before[-1:] == "."
        if before.strip() == "-" and names.is_row_of_flags(name):
            return " ".join(name)
        if "_" not in (name[0], name[-1]):
            return names.spoken_name(name, self._is_english, is_ending)
        inner, before, behind = names.underscores(name, self._words)
        return " ".join(one for one in (before, inner and names.spoken_name(inner, self._is_english), behind) if one)

    def _tag(self, tag: re.Match[str]) -> str:
        template = self._words.get("closing_tag" if tag[0][1] == "/" else "tag", "{}")
        said = (names.spoken_name(one, self._is_english) for one in tag["element"].split("."))
        return template.format(f" {self._words.get('.', '')} ".join(said))

    def _colour(self, token: re.Match[str]) -> str:
        return f"{self._words.get('#', '')} {spelt(token[0][1:].upper(), self._is_english)}".strip()

    def _hex(self, token: re.Match[str]) -> str:
        return f"{self._words.get('hex', '0 x')} {spelt(token[0][2:].upper(), self._is_english)}"

    def _version(self, token: re.Match[str]) -> str:
        written = token[0]
        parts = written.lstrip("v").split(".")
        point = self._words.get("." if len(parts) == 4 else "point", "")
        numbers = [said_number(part, self._is_english) for part in parts]
        said = f" {point} ".join(numbers) if point else ".".join(numbers)
        return f"{self._words.get('version', 'v')} {said}" if written[0] == "v" else said

    def _number(self, token: re.Match[str]) -> str:
        return said_number(token[0].replace("_", ""), self._is_english)

    def _measure(self, token: re.Match[str]) -> str:
        unit = token[0].lstrip("0123456789.")
        number = said_number(token[0][: -len(unit)], self._is_english)
        return f"{number} {self._units.get(unit.lower(), unit)}"


_READ: dict[str, Callable[[_Reader, re.Match[str]], str]] = {
    "name": _Reader._word,
    "word": _Reader._word,
    "colour": _Reader._colour,
    "hex": _Reader._hex,
    "version": _Reader._version,
    "number": _Reader._number,
    "measure": _Reader._measure,
}
_ANGLES: dict[str, Callable[[_Reader, int, str, str], str]] = {
    "<": _Reader._opening,
    "</": _Reader._closing_tag,
    ">": _Reader._closing,
    ">>": _Reader._two_closing,
    "/>": _Reader._self_closing,
}
