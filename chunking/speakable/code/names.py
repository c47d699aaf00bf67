"""Names in code, split into the words that they are made of."""

import re

import regex

from chunking.speakable.numerals import said_number, spelt
from chunking.speakable.wordlists import Words, word_set

# Humps of a camelCase name; capitals in a row are an acronym, which may have a plural (`baseURLs`).
_PART = re.compile(r"[A-Z]{2,}+s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PART_OF_ANY = regex.compile(r"\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[^\p{Lu}\p{Nd}_]+|\p{Nd}+")
_FLAGS = re.compile(r"[A-Za-z]{2}\Z|[b-df-hj-np-tv-z]{3,4}\Z")
_PLAIN = re.compile(r"[A-Z]?[a-z]+\Z|[A-Z]+\Z")
_SHORT_HASH = re.compile(r"(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,15}\Z")
_CHANGE = re.compile(r"(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)")
_HASH_CHANGES = 2

# Written small in the names of files and variables, but said letter by letter: capitals make a voice do so.
_ACRONYMS = word_set(
    "ai api cdn cors cpu css csr csrf csv db dns ftp gpt gpu gui html http https id ip ipc isr jpg json jwt llm lru mp "
    "npm npx orm os pdf php pnpm png rgb rpc rsc rss sdk sha sql ssg ssh ssl ssr svg tcp tls ttl udp ui url utf utc "
    "uuid vm vpn xml xss yaml"
)
_PLURALS = word_set("apis cpus gpus ids llms urls")
_SPELT = word_set("aws cli ide io seo uri ux")  # as capitals, too, these would be read as words
_ENDINGS = word_set(
    "bz2 cfg cjs cs csv cts cpp d exe gz h hpp htm js jsx kt md mdx mjs mts pl py pyi rb rs rst sh srt tgz ts tsv "
    "tsx ttf txt vtt xls xlsx xz yml"
)  # of files
_LETTERS = word_set("js ts tsx jsx mdx")  # endings that stand in names, too
_SMALL = word_set("GET HEAD POST PUT PATCH DELETE OPTIONS SELECT FROM WHERE INSERT INTO UPDATE SET AND OR NOT")
_WHOLE = {"IPv4": "IP v 4", "IPv6": "IP v 6", "src": "source", "ctx": "context"}


def spoken_name(name: str, is_english: bool, is_ending: bool = False) -> str:
    """`getHTTPResponse`, `max_retries` → "get HTTP response", "max retries". `is_ending`: of a file, as `py` is."""
    if is_ending and name in _ENDINGS:
        return " ".join(name.upper())
    if is_english and name in _WHOLE:
        return _WHOLE[name]
    if _PLAIN.match(name):
        return _plain(name)
    if "'" in name or "’" in name:
        return name
    if _is_hash(name):
        return spelt(name, is_english)
    say = _screamed if name.isupper() and "_" in name else _part
    parts: list[str] = (_PART if name.isascii() else _PART_OF_ANY).findall(name)
    return " ".join(said_number(part, is_english) if part.isdigit() else say(part) for part in parts)


def is_row_of_flags(name: str) -> bool:
    """Whether the name behind one dash is letters that each mean something, as in `ls -la`."""
    return bool(_FLAGS.match(name))


def underscores(name: str, words: Words) -> tuple[str, str, str]:
    """The name without its outer underscores, and what is said for them before and behind it."""
    inner = name.strip("_")
    before = len(name) - len(name.lstrip("_"))
    word, dunder = words.get("_", ""), words.get("dunder", "")
    if not inner:
        return "", " ".join([word] * before), ""
    if before > 1 and dunder:
        return inner, dunder, "" if name.endswith("__") else _behind(name, word)
    return inner, word if before else "", _behind(name, word)


def _behind(name: str, word: str) -> str:
    return word if name.endswith("_") else ""


def _is_hash(name: str) -> bool:
    return bool(_SHORT_HASH.match(name)) and len(_CHANGE.findall(name)) >= _HASH_CHANGES


def _plain(name: str) -> str:
    if name in _LETTERS:
        return " ".join(name.upper())
    return _acronym(name.lower()) or (name.lower() if name in _SMALL else name)


def _part(part: str) -> str:
    """One word of several; a capital only began it, unless it is all capitals."""
    return _acronym(part.lower()) or (part if part.isupper() else part.lower())


def _screamed(part: str) -> str:
    return _acronym(part.lower()) or part.lower()


def _acronym(part: str) -> str:
    """The capitals of an acronym, given in small letters; else nothing."""
    if part in _SPELT:
        return " ".join(part.upper())
    if part in _PLURALS:
        return part[:-1].upper() + "s"
    return part.upper() if part in _ACRONYMS else ""
