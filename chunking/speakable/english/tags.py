"""What social media write before a word: `#hashtags` and `@handles`."""

import re
from collections.abc import Iterator

import regex

from chunking.speakable.rule import Phrase, Replacement

_HASHTAG = re.compile(r"(?<![\w&#/])#(?P<tag>\w*[^\W\d_]\w*)(?!-?\w)")
HASHTAG_CUE = re.compile("#")
HANDLE_CUE = re.compile("@")
_COLOUR = re.compile(r"(?:[0-9A-Fa-f]{3}){1,2}(?:[0-9A-Fa-f]{2})?\Z")
_DIRECTIVES = frozenset(
    {"define", "elif", "else", "endif", "error", "if", "ifdef", "ifndef", "include", "pragma", "undef"}
)
_HANDLE = re.compile(
    r"(?<![\w@./+'’`·-])@(?=\w*[^\W_])(?P<name>\w(?:[\w.-]*\w)?)(?:@(?P<host>[\w-]+(?:\.[\w-]+)+))?(?P<path>(?:/\w(?:[\w.-]*\w)?)*)"
)
_AT = re.compile(r"(?<!\S)@(?=\s\S)")
_VERSION_AT = re.compile(r"(?<=\w)@(?=v?\d[\d.]*(?![\w.-]))")
_PART = regex.compile(r"\d+(?:st|nd|rd|th)(?![a-z])|\d+|\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\W\d_\p{Lu}]+|\p{Lu}+|_+")
_SIGNS = {".": " dot ", "-": " dash ", "_": " underscore ", "/": " slash "}
_CAMEL = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|(?<=[^\W\d_])(?=\d+\Z)")


def hashtags(phrase: Phrase) -> Iterator[Replacement]:
    """`#OpenSource` → "hashtag Open Source"; colours such as `#ff8800` and C's `#include` stay."""
    for match in _HASHTAG.finditer(phrase.text):
        tag = match["tag"]
        if not _is_colour(tag) and tag not in _DIRECTIVES:
            words = [part for part in _PART.findall(tag) if not part.startswith("_")]
            yield Replacement(*match.span(), " ".join(["hashtag", *words]))


def handles(phrase: Phrase) -> Iterator[Replacement]:
    """`@ann_lee` → "at ann underscore lee", `@JaneDoe` → "at Jane Doe", `@ noon` → "at noon"."""
    for match in _HANDLE.finditer(phrase.text):
        host = f" at {_signs_said(match['host'])}" if match["host"] else ""
        name = _signs_said(match["name"] + match["path"])
        yield Replacement(*match.span(), f"at {name}{host}")
    for match in _AT.finditer(phrase.text):
        yield Replacement(*match.span(), "at")
    for match in _VERSION_AT.finditer(phrase.text):
        yield Replacement(*match.span(), " at ")


def _is_colour(tag: str) -> bool:
    """Whether it is one in hexadecimal: of the right length, and no word but for letters all alike, as in `#fff`."""
    return bool(_COLOUR.match(tag)) and (any(map(str.isdigit, tag)) or len(set(tag.lower())) == 1)


def _signs_said(name: str) -> str:
    apart = _CAMEL.sub(" ", name)
    for sign, word in _SIGNS.items():
        apart = apart.replace(sign, word)
    return " ".join(apart.split())
