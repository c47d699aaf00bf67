"""What the user decides about how a source is read; the defaults are what most books and blogs need."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, get_args, get_type_hints

from chunking.errors import InputError
from chunking.front import told
from chunking.languages import AUTO, language_code
from chunking.lexicon import NOTHING, Lexicon

MAX_BYTES = 20_000_000
OWN_HEAD = "readcast"  # the key under which a document's own head sets what stands here
NARRATE = "narrate"  # the key there that takes a document out of a collection, where it is false (`chunking.sites`)

Code = Literal["announce", "skip", "read"]
Tables = Literal["rows", "summary", "skip"]
Footnotes = Literal["after-paragraph", "end", "inline", "skip"]
Images = Literal["alt", "skip"]
Links = Literal["text", "text-and-host"]
Math = Literal["read", "skip"]
Quotes = Literal["plain", "announce"]
Admonitions = Literal["announce", "plain"]
Opening = Literal["title", "author", "date"]
Boilerplate = Literal["skip", "read"]


@dataclass(frozen=True, slots=True)
class Policy:
    """How sources are read. Set from `readcast.toml`, the environment and the flags by `flows`."""

    language: str = AUTO  # ISO 639-1, or `auto`: found out from the text, for notices and the rules of speech
    chapter_level: int | None = None  # level of the headings that begin chapters; 0: one chapter; None: the usual rule
    code: Code = "announce"  # blocks of code
    tables: Tables = "rows"
    footnotes: Footnotes = "after-paragraph"  # end: of the chapter
    images: Images = "alt"
    links: Links = "text"
    math: Math = "read"
    quotes: Quotes = "plain"  # block quotations
    admonitions: Admonitions = "announce"  # notes, tips, warnings: whether their kind is said
    list_numbers: bool = False  # whether the numbers of ordered lists are said
    opening: tuple[Opening, ...] = ("title",)  # said first, where no heading says it already
    boilerplate: Boilerplate = "skip"  # covers, contents, copyright pages, licences
    rules_off: frozenset[str] = frozenset()  # names of rules of speech (`chunking.speakable.RULES`)
    lexicon: Lexicon = NOTHING
    max_bytes: int = MAX_BYTES  # a larger source is refused unread

    def for_document(self, front: Mapping[str, object]) -> "Policy":
        """With what a document's own head says: any of these under `readcast:`, and `language` (or `lang`) beside it.

        Raises InputError for a value that is not one of those above, and for a language that cannot be spoken.
        """
        own = _own_head(front)
        found = {name: _valid(name, value) for name, value in own.items() if name not in ("language", NARRATE)}
        if named := told_language(front):
            found["language"] = language_code(named)
        return replace(self, **found)


def told_language(front: Mapping[str, object]) -> str:
    """The language that a document's head names, as it is written there; empty where it names none."""
    return told(_own_head(front), "language") or told(front, "language", "lang")


def _own_head(front: Mapping[str, object]) -> Mapping[str, object]:
    own = front.get(OWN_HEAD)
    if own is not None and not isinstance(own, dict):
        raise InputError(f"the front matter's `{OWN_HEAD}:` is not a list of settings, such as `code: skip`.")
    return MappingProxyType({str(name): value for name, value in (own or {}).items()})


_OWN = {name: kind for name, kind in get_type_hints(Policy).items() if name not in ("language", "lexicon", "max_bytes")}


def _valid(name: str, value: object) -> Any:
    """The value as the policy has it. Raises InputError where it is not one of those that the policy knows."""
    if name not in _OWN:
        raise InputError(
            f"the front matter sets `{OWN_HEAD}: {name}`, and there is no such setting: language, {', '.join(_OWN)}."
        )
    if name == "chapter_level" and (value == AUTO or (type(value) is int and 0 <= value <= 6)):
        return None if value == AUTO else value
    if name == "list_numbers" and isinstance(value, bool):
        return value
    if name == "opening" and isinstance(value, list):
        return tuple(_choice(name, one, get_args(Opening)) for one in value)
    if name == "rules_off" and isinstance(value, list):
        return frozenset(map(str, value))  # whether there are such rules is for those to say who know them
    return _choice(name, value, get_args(_OWN[name]))


_EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "chapter_level": "auto, or 0 to 6",
        "list_numbers": "true or false",
        "opening": f"a list of {', '.join(get_args(Opening))}",
        "rules_off": "a list of names of rules",
    }
)


def _choice(name: str, value: object, choices: tuple[object, ...]) -> object:
    if value not in [one for one in choices if isinstance(one, str)]:
        expected = _EXPECTED.get(name) or ", ".join(map(str, choices))
        raise InputError(f"the front matter's `{OWN_HEAD}: {name}` is {str(value)[:60]!r}; it may be: {expected}.")
    return value
