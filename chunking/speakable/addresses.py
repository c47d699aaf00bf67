"""Web and e-mail addresses, said the way a person would read them out, in the languages whose words are known here.

Scheme, `www`, query and fragment are not said, nor are parts of a path that are no words: keys, hashes, long numbers.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from chunking.speakable.rule import Phrase, Replacement


class _Words(NamedTuple):
    """How one language says the signs of an address."""

    dot: str
    at: str
    slash: str
    dash: str
    underscore: str
    plus: str
    colon: str
    tilde: str
    equals: str
    ampersand: str


_WORDS = {
    "de": _Words(
        "Punkt", "ät", "Schrägstrich", "Bindestrich", "Unterstrich", "plus", "Doppelpunkt", "Tilde", "gleich", "und"
    ),
    "en": _Words("dot", "at", "slash", "dash", "underscore", "plus", "colon", "tilde", "equals", "and"),
    "es": _Words("punto", "arroba", "barra", "guion", "guion bajo", "más", "dos puntos", "tilde", "igual", "y"),
    "fr": _Words("point", "arobase", "slash", "tiret", "tiret bas", "plus", "deux points", "tilde", "égale", "et"),
    "it": _Words(
        "punto", "chiocciola", "barra", "trattino", "trattino basso", "più", "due punti", "tilde", "uguale", "e"
    ),
    "nl": _Words(
        "punt", "apenstaartje", "slash", "streepje", "underscore", "plus", "dubbele punt", "tilde", "is", "en"
    ),
    "pt": _Words("ponto", "arroba", "barra", "hífen", "sublinhado", "mais", "dois pontos", "til", "igual", "e"),
}
LANGUAGES = frozenset(_WORDS)

_TAIL = r"(?P<tail>[:/?#][^\s<>\"]*)?"
_URL = re.compile(
    r"(?<![\w@])(?:(?:https?|ftps?|sftp|ssh|git|wss?)://(?:[^\s/@<>\"]{1,99}@)?(?:www\.)?|www\.)"
    rf"(?P<host>[\w-]+(?:\.[\w-]+)*){_TAIL}",
    re.I,
)


class _AnyOf(NamedTuple):
    """A cue of plain strings, which are found faster than by a pattern."""

    strings: tuple[str, ...]

    def search(self, text: str, /) -> bool:
        return any(map(text.__contains__, self.strings))


URL_CUE = _AnyOf(("://", "www.", "WWW.", "Www."))
_EMAIL = re.compile(
    r"(?<![\w.+-])(?:mailto:)?(?P<who>[\w+-]+(?:\.[\w+-]+)*)@(?P<host>(?:[\w-]+\.)+[^\W\d_][\w-]+)", re.I
)
EMAIL_CUE = re.compile("@")
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = re.compile(
    rf"(?<![\w.])(?P<host>(?:{_BYTE}\.){{3}}{_BYTE})(?P<tail>(?::\d{{1,5}})?(?:/[\w./-]*\w)?)(?![\w]|\.\d)"
)
IP_CUE = re.compile(r"\.\d{1,3}\.\d|::|[0-9a-f]:[0-9a-f]{1,4}:", re.I)
_IP6 = re.compile(  # eight groups, or fewer where `::` stands for some
    r"(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?::"
    r"(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?(?<=\w))(?P<length>/\d{1,3})?(?![\w:]|\.\w)",
    re.I,
)
_VERSION = re.compile(r"(?:version|release|v\.?) ?\Z", re.I)
# Endings of hosts that are known without a scheme; those that are also endings of files or words need a path.
_SURE = (
    "com|org|net|edu|gov|mil|int|io|dev|biz|info|museum|wiki|blog|news|tech|cloud|online|site|xyz|eu|de|fr|nl|ch|se|dk|"
    "cz|jp|kr|cn|ru|uk|au|nz|ca|br|mx|tv|fm|ai|app|ie"
)
_WITH_PATH = "at|be|co|es|fi|gg|gl|id|im|in|is|it|la|li|ly|me|no|page|pl|re|rs|sh|so|st|to|us"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_BARE = re.compile(
    rf"(?<![\w.@:/\\~#$*-])(?P<host>(?:{_LABEL}\.)+(?:(?:{_SURE})(?![\w-]|\.\w)|(?:{_WITH_PATH})(?=/\w))){_TAIL}"
)
BARE_CUE = re.compile(rf"\.(?:(?:{_SURE})(?![\w-])|(?:{_WITH_PATH})/)")
_LOCAL = re.compile(rf"(?<![\w.@:/\\~#$*-])(?P<host>localhost)(?=:\d){_TAIL}")
LOCAL_CUE = re.compile(r"localhost:\d")
_ENDINGS = ".,;:!?'’”»*_~…"  # at the end of an address they belong to the sentence around it
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.I)
_PART_OF_WORDS = re.compile(r"[-_]+")
_KEY = re.compile(r"(?=.*\d)(?=.*[A-Za-z])(?:[0-9A-Fa-f]{7,}|(?=.*[a-z])(?=.*[A-Z])\w{10,})|\d{9,}|\w{25,}")


def urls(phrase: Phrase) -> Iterator[Replacement]:
    """`https://example.com/docs?page=2` → "example dot com slash docs": scheme, query and fragment are not said."""
    return _said(_URL, phrase)


def bare_addresses(phrase: Phrase) -> Iterator[Replacement]:
    """`docs.python.org/3` → "docs dot python dot org slash 3", where the ending is one that hosts have."""
    return _said(_BARE, phrase)


def local_hosts(phrase: Phrase) -> Iterator[Replacement]:
    """`localhost:3000` → "localhost colon 3000"."""
    return _said(_LOCAL, phrase)


def ip_addresses(phrase: Phrase) -> Iterator[Replacement]:
    """`127.0.0.1:80` → "127 dot 0 dot 0 dot 1 colon 80", `::1` → "colon colon 1"; not a version of four numbers."""
    words = _WORDS[phrase.language]
    for match in _IP.finditer(phrase.text):
        if not _VERSION.search(phrase.text, max(0, match.start() - 10), match.start()):
            yield Replacement(*match.span(), _host(match["host"], words) + _path(match["tail"], words))
    for match in _IP6.finditer(phrase.text):
        if any(map(str.isdigit, match[0])):
            signs = match[0].replace(":", f" {words.colon} ").replace("/", f" {words.slash} ")
            yield Replacement(*match.span(), " ".join(signs.split()))


def emails(phrase: Phrase) -> Iterator[Replacement]:
    """`ann.lee@example.com` → "ann dot lee at example dot com"."""
    words = _WORDS[phrase.language]
    for match in _EMAIL.finditer(phrase.text):
        yield Replacement(*match.span(), f"{_host(match['who'], words)} {words.at} {_host(match['host'], words)}")


def _said(pattern: re.Pattern[str], phrase: Phrase) -> Iterator[Replacement]:
    words = _WORDS[phrase.language]
    for match in pattern.finditer(phrase.text):
        address = _without_ending(match[0])
        tail = address[match.start("tail") - match.start() :] if match["tail"] else ""
        yield Replacement(match.start(), match.start() + len(address), _host(match["host"], words) + _path(tail, words))


def _without_ending(address: str) -> str:
    """The address without what belongs to the sentence: closing punctuation, and brackets that it does not open."""
    unopened = {
        closing: address.count(closing) - address.count(opening) for opening, closing in _BRACKETS if closing in address
    }
    end = len(address)
    while address[end - 1] in _ENDINGS or unopened.get(address[end - 1], 0) > 0:
        end -= 1
        if address[end] in unopened:
            unopened[address[end]] -= 1
    return address[:end]


def _host(name: str, words: _Words) -> str:
    name = _decoded(name)
    for sign, word in ((".", words.dot), ("-", words.dash), ("_", words.underscore), ("+", words.plus)):
        name = name.replace(sign, f" {word} ")
    return " ".join(name.split())


def _decoded(name: str) -> str:
    """A host's name with its letters, where it is written in ASCII for machines (`xn--`, RFC 3490)."""
    if "xn--" not in name:
        return name
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return name


def _path(tail: str, words: _Words) -> str:
    """The port and the words of the path, each part after "slash"; hyphens in a path only part words."""
    before_query = re.split(r"[?#]", tail, maxsplit=1)[0]
    port, *parts = before_query.split("/")
    said = [f"{words.colon} {port[1:]}"] if len(port) > 1 else []
    said += [f"{words.slash} {part}" for part in (_part(part, words) for part in parts) if part]
    return "".join(" " + " ".join(one.split()) for one in said)


def _part(part: str, words: _Words) -> str:
    """One part of a path as words, without those that are keys; empty where nothing is left."""
    shown = _UUID.sub("", unquote(part, errors="ignore"))
    shown = " ".join(word for word in _PART_OF_WORDS.split(shown) if not _KEY.fullmatch(word))
    signs = ((".", words.dot), ("~", words.tilde), ("@", words.at), ("+", words.plus), ("=", words.equals))
    for sign, word in (*signs, ("&", words.ampersand), (":", words.colon)):
        shown = shown.replace(sign, f" {word} ")
    return shown.replace("%", " ").strip()
