"""What a rule of speech is: a name, the languages that it knows, and a function that finds what to say differently."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import regex

from chunking.document import Kind, Mark


class Stretch(NamedTuple):
    """Characters of a phrase that are not prose."""

    start: int
    end: int
    mark: Mark


class Phrase(NamedTuple):
    """The written text of one paragraph, as the rules see it."""

    text: str
    language: str  # primary subtag, such as "en"
    kind: Kind = Kind.TEXT
    stretches: tuple[Stretch, ...] = ()  # what is code or mathematics, in order


class Replacement(NamedTuple):
    """A stretch of a written text, and what the voice says in its place."""

    start: int  # index of its first code point in the written text
    end: int  # index after its last; equal to start where something is only put in
    spoken: str  # empty where nothing is said; equal to the written stretch to keep later rules off it
    rule: str = ""  # where a rule is made of many, as a lexicon is: the name of the one that is meant


Pattern = re.Pattern[str] | regex.Pattern[str]
Find = Callable[[Phrase], Iterable[Replacement]]


class Cue(Protocol):
    """A pattern, or what looks at a text as one does."""

    def search(self, text: str, /) -> object:
        """Something true where the text has it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One small thing that a voice would read badly. `find` gets the whole phrase, so it sees what is around."""

    name: str  # lower case with hyphens; users switch a rule off by it
    find: Find
    languages: frozenset[str] | None = None  # primary subtags; None: it holds in every language
    cue: Cue | None = None  # what has to occur in a text for the rule to find anything; a cheap first look
    needs: str = ""  # characters of which one at least occurs where it finds anything, for a look that is cheaper still


# Among the signs that a rule needs, characters that no text has stand for what is no character of its prose.
PICTURE = "\uf8ff"  # any character from U+20E3, where arrows, marks and emoji begin
MATHEMATICS = "\uf8fe"  # a formula
CODE = "\uf8fd"  # code, within prose or a block of it
HEADING = "\uf8fc"  # the phrase is a heading
_OF_MARKS = {Mark.MATH: MATHEMATICS, Mark.CODE: CODE}
_OF_KINDS = {Kind.CODE: frozenset(CODE), Kind.HEADING: frozenset(HEADING)}


class Rules:
    """Rules in their order: an earlier one wins. They know at a glance which of them may find anything in a text."""

    _REMEMBERED = 10_000  # combinations of language and signs

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._signs = frozenset().union(*(rule.needs for rule in self.rules))
        self._wanted: dict[tuple[str, frozenset[str]], tuple[Rule, ...]] = {}

    def wanted(self, phrase: Phrase) -> tuple[Rule, ...]:
        """Those that know the language and find the signs that they need in the prose of a phrase."""
        key = phrase.language, self._signs & _signs(phrase)
        found = self._wanted.get(key)
        if found is None:
            if len(self._wanted) >= self._REMEMBERED:
                self._wanted.clear()
            found = self._wanted[key] = tuple(rule for rule in self.rules if _may_find(rule, *key))
        return found


def _may_find(rule: Rule, language: str, signs: frozenset[str]) -> bool:
    known = rule.languages is None or language in rule.languages
    return known and (not rule.needs or not signs.isdisjoint(rule.needs))


def _signs(phrase: Phrase) -> frozenset[str]:
    """The characters of the prose in a phrase, and what else it has. Code and formulas are taken by the first rules."""
    text, more = phrase.text, _OF_KINDS.get(phrase.kind, frozenset())
    if phrase.stretches:
        parts, done = [], 0
        for stretch in phrase.stretches:
            parts.append(text[done : stretch.start])
            done = stretch.end
            more = more | {_OF_MARKS[stretch.mark]}
        text = "".join((*parts, text[done:]))
    signs = frozenset(text) | more if more else frozenset(text)
    return signs if text.isascii() or max(signs) < "\u20e3" else signs | {PICTURE}
