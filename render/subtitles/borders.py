"""How good a place between two words is to end a line or a cue.

After punctuation, else before a conjunction or preposition, never between what belongs together: `grammar.py` says
where the rules come from, `phrases.py` holds those of scripts without spaces.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from chunking.sentences import quoted_sentences, sentences
from render.subtitles.grammar import Grammar, grammar_of
from render.subtitles.phrases import is_unspaced, may_end, phrase_ends


class Border(IntEnum):
    """What lies between two words; the number is the cost of ending a cue or line there."""

    SENTENCE = 0
    CLAUSE = 6
    COMMA = 10
    CONJUNCTION = 15  # before one
    PREPOSITION = 20  # before one
    PLAIN = 30
    LOOSE = 45  # the two may belong together
    TIGHT = 140  # they do: an article and its noun, two parts of a name
    INSIDE = 400  # within one word that is wider than a line, or one phrase of a script without spaces
    BARRED = 1000  # where the script allows no line to end


_STOPS = frozenset(".!?…。！？．؟۔।॥")
_CLAUSE_MARKS = frozenset(";:—–；：؛")
_COMMAS = frozenset(",、，،")
_CLOSING = "\"'”’»›)]}」』）】》*_"
_OPENING = "\"'“‘«‹([{「『（【《¿¡*_„‚"
_PARTICLES = frozenset(
    ["de", "du", "la", "le", "von", "van", "der", "den", "zu", "di", "da", "del", "della", "dos", "bin", "ibn"]
)  # of names
_DASH = re.compile("--+|[—–]")
_AROUND = _CLOSING + _OPENING + ".,;:!?…—–-"


class Word(NamedTuple):
    """A word as the rules see it; of `so--but` the border before it sees `so`, the border after it `but`."""

    text: str  # with its punctuation
    first: str  # without, in lower case: up to a dash
    last: str  # from a dash on
    is_name: bool  # it begins with a capital
    is_number: bool  # it begins with a digit

    @classmethod
    def of(cls, text: str) -> "Word":
        bare = text.strip(_AROUND)
        parts = _DASH.split(bare.lower().replace("’", "'"))
        return cls(text, parts[0].strip(_AROUND), parts[-1].strip(_AROUND), bare[:1].isupper(), bare[:1].isdecimal())


NOTHING = Word.of("")


class Between(NamedTuple):
    """A border, as the rules see it."""

    before: Word  # the one before `word`; NOTHING where a paragraph or clause begins
    word: Word
    following: Word
    grammar: Grammar


def borders_of(text: str, words: Sequence[str], language: str) -> list[Border]:
    """What lies after each word of a paragraph. The words are in order in `text`; after the last a sentence ends."""
    ends = list(_places(text, words))
    stops = _sentence_ends(text, language)
    phrases = phrase_ends(text, language) if is_unspaced(text) else None
    grammar = grammar_of(language)
    known = [Word.of(word) for word in words]
    found: list[Border] = []
    for end, word, following in zip(ends, known, known[1:], strict=False):
        if end in stops:
            found.append(Border.SENTENCE)
        elif text.startswith(following.text, end) and is_unspaced(word.text[-1] + following.text[0]):
            found.append(_unspaced(word.text, following.text, phrases is None or end in phrases))
        else:
            goes_on = found and found[-1] > Border.COMMA
            before = known[len(found) - 1] if goes_on else NOTHING
            found.append(_spaced(Between(before, word, following, grammar)))
    return [*found, Border.SENTENCE]


def _places(text: str, words: Sequence[str]) -> Iterator[int]:
    """The offset after each word."""
    at = 0
    for word in words:
        at = text.index(word, at) + len(word)
        yield at


def _sentence_ends(text: str, language: str) -> set[int]:
    """The offset after each sentence, those that are quoted within another included, without the space that follows."""
    parts = [part for whole in sentences(text, language or "en") for part in quoted_sentences(whole, language or "en")]
    return {end - len(part) + len(part.rstrip()) for part, end in zip(parts, accumulate(map(len, parts)), strict=True)}


def _unspaced(word: str, following: str, at_phrase_end: bool) -> Border:
    """Two words that touch, in a script without spaces."""
    if not may_end(word, following):
        return Border.BARRED
    marked = _by_mark(word, following)
    if marked is not None:
        return marked
    return Border.PLAIN if at_phrase_end else Border.INSIDE


def _spaced(here: Between) -> Border:
    word, following = here.word.text, here.following.text
    marked = _by_mark(word, following)
    if marked is not None:
        return marked
    if is_unspaced(word[-1]) and is_unspaced(following[0]):
        return Border.COMMA  # Thai parts clauses by spaces
    return next(border for rule in RULES if (border := rule(here)) is not None)


def _by_mark(word: str, following: str) -> Border | None:
    """What punctuation says, where no sentence ends; None where there is none."""
    last = word.rstrip(_CLOSING)[-1:]
    if last in _STOPS:
        return Border.TIGHT if last == "." and _is_short(word) else Border.CLAUSE  # `Mr. Hale`, and `“Stop!” he cried`
    if last in _CLAUSE_MARKS or following[0] in _CLAUSE_MARKS:
        return Border.CLAUSE
    return Border.COMMA if last in _COMMAS else None


def _is_short(word: str) -> bool:
    """Whether a full stop that ends no sentence may be that of an abbreviation, and not of a sentence in quotation."""
    bare = word.strip(_AROUND)
    return len(bare) <= (6 if bare[:1].isupper() else 4) or "." in bare


Rule = Callable[[Between], Border | None]


def number_and_noun(here: Between) -> Border | None:
    """`5 km`, `two men`, `chapter 5`."""
    word, following, grammar = here.word, here.following, here.grammar
    if word.is_number or word.last in grammar.numbers:
        return None if _is_little(following.first, grammar) else Border.TIGHT
    return Border.TIGHT if following.is_number and word.last in grammar.before_numbers else None


def leaning_back(here: Between) -> Border | None:
    return Border.TIGHT if here.following.first in here.grammar.trailing else None


def before_a_conjunction(here: Between) -> Border | None:
    """Even after an auxiliary, which then ends its clause; not within `of which` or `and if`."""
    bare, grammar = here.word.last, here.grammar
    if here.following.first not in grammar.conjunctions:
        return None
    leans = bare in grammar.conjunctions or bare in grammar.prepositions or bare in grammar.determiners
    return Border.TIGHT if leans else Border.CONJUNCTION


def leaning_on_what_follows(here: Between) -> Border | None:
    """An article, preposition, conjunction, auxiliary, subject or possessive."""
    bare, following, grammar = here.word.last, here.following.first, here.grammar
    if bare in grammar.determiners or bare in grammar.conjunctions or bare in grammar.prepositions:
        return Border.TIGHT
    if bare in grammar.auxiliaries or bare in grammar.pronouns:
        return Border.LOOSE if following in grammar.prepositions else Border.TIGHT
    subject = bare in grammar.objects and following in grammar.auxiliaries
    return Border.TIGHT if subject or bare.endswith("'s") else None


def names(here: Between) -> Border | None:
    """Two parts of a name. The first word of a sentence has a capital too, but is mostly a little one."""
    word, following = here.word, here.following
    goes_on = following.is_name or (following.first in _PARTICLES and following.first not in here.grammar.prepositions)
    return Border.TIGHT if goes_on and (word.is_name or word.last in _PARTICLES) else None


def before_a_preposition(here: Between) -> Border | None:
    return Border.PREPOSITION if here.following.first in here.grammar.prepositions else None


def adjective_and_noun(here: Between) -> Border | None:
    """`a little | house`, `very | good`; not before what cannot be the noun."""
    bare, grammar = here.word.last, here.grammar
    if _is_little(here.following.first, grammar):
        return None
    if bare in grammar.adjectives or bare in grammar.degrees:
        return Border.TIGHT
    endings = grammar.adjective_endings
    return Border.TIGHT if endings and len(bare) > 4 and bare.endswith(endings) else None


def within_a_noun_phrase(here: Between) -> Border | None:
    """`an accomplished | girl`: an adjective that no list has, though `the girl | smiled` looks the same."""
    before, grammar = here.before.last, here.grammar
    opened = before in grammar.determiners or before in grammar.degrees or before in grammar.adjectives
    return Border.LOOSE if opened and not _is_little(here.following.first, grammar) else None


def around_a_pronoun(here: Between) -> Border | None:
    """`I think | he is right`; `told | him`, `it | seems`, where it may be the subject or not."""
    following, grammar = here.following.first, here.grammar
    if following in grammar.pronouns:
        return Border.PREPOSITION
    return Border.LOOSE if following in grammar.objects or here.word.last in grammar.objects else None


def anything_else(here: Between) -> Border | None:
    return Border.PLAIN


RULES: tuple[Rule, ...] = (
    number_and_noun,
    leaning_back,
    before_a_conjunction,
    leaning_on_what_follows,
    names,
    before_a_preposition,
    adjective_and_noun,
    within_a_noun_phrase,
    around_a_pronoun,
    anything_else,
)


def _is_little(bare: str, grammar: Grammar) -> bool:
    """A word that is no noun: it belongs to what follows it."""
    sets = (grammar.conjunctions, grammar.prepositions, grammar.auxiliaries, grammar.determiners, grammar.pronouns)
    return any(bare in words for words in sets)
