"""What a language's little words say about where a line may end. The words themselves are data: `grammar.toml`.

The rules are those that Netflix's Timed Text Style Guide (line treatments) and the BBC's subtitle guidelines share:
break before conjunctions and prepositions, never between an article or adjective and its noun, a pronoun or auxiliary
and its verb, a number and what it counts.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ASSUMED = "en"  # where nobody says which language a text is in


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words in lower case, by what they do at the end or the start of a line."""

    conjunctions: frozenset[str] = frozenset()  # good to start a line with, bad to end one with
    prepositions: frozenset[str] = frozenset()  # the same
    determiners: frozenset[str] = frozenset()  # articles, possessives …: their noun follows
    auxiliaries: frozenset[str] = frozenset()  # and negations: their verb follows
    pronouns: frozenset[str] = frozenset()  # only subjects: their verb follows, and a clause may begin with them
    objects: frozenset[str] = frozenset()  # other pronouns: what they belong to stands before or after
    degrees: frozenset[str] = frozenset()  # very, too …: an adjective or adverb follows
    adjectives: frozenset[str] = frozenset()  # the commonest; a noun follows
    adjective_endings: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()  # in words
    before_numbers: frozenset[str] = frozenset()  # chapter, page …
    trailing: frozenset[str] = frozenset()  # postpositions, units …: they belong to the word before them


@cache
def grammar_of(language: str) -> Grammar:
    """By ISO 639-1 code; an empty one without a word for a language that nobody has written down yet."""
    words = _tables().get(language or ASSUMED, {})
    endings = tuple(words.get("adjective_endings", "").split())
    sets = {name: frozenset(text.split()) for name, text in words.items() if name != "adjective_endings"}
    return Grammar(adjective_endings=endings, **sets)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
