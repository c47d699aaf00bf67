"""The user's own list of written → spoken forms: names, terms and everything that a voice gets wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One line of a lexicon."""

    written: str  # a word or phrase, or a regular expression
    spoken: str
    regex: bool = False
    case: bool = False  # whether upper and lower case are told apart
    language: str = ""  # ISO 639-1; empty: every language


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries in their order: the first that fits a stretch of text wins."""

    entries: tuple[LexiconEntry, ...] = ()


NOTHING = Lexicon()
