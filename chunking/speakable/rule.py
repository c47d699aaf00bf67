"""What a rule of speech is: a name, the languages that it knows, and a function that finds what to say differently."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a written text, and what the voice says in its place."""

    start: int  # index of its first code point in the written text
    end: int  # index after its last; equal to start where something is only put in
    spoken: str  # empty where nothing is said; equal to the written stretch to keep later rules off it


@dataclass(frozen=True, slots=True)
class Rule:
    """One small thing that a voice would read badly. `find` gets the whole written text, so it sees what is around."""

    name: str
    find: Callable[[str], Iterable[Replacement]]
    languages: frozenset[str] | None = None  # primary subtags; None: it holds in every language
