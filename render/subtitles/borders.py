"""How good a place between two words is to end a line or a cue.

After punctuation, else before a conjunction or preposition, never between what belongs together: `grammar.py` says
where the rules come from, `phrases.py` holds those of scripts without spaces.
"""

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
_AROUND = _CLOSING + _OPENING + ".,;:!?…—–-"


class Word(NamedTuple):
    """A word as the rules see it."""

    text: str  # with its punctuation
    bare: str  # without, in lower case
    is_name: bool  # it begins with a capital
    is_number: bool  # its first character is a digit

    @classmethod
    def of(cls, text: str) -> "Word":
        bare = text.strip(_AROUND)
        return cls(text, bare.lower().replace("’", "'"), bare[:1].isupper(), bare[:1].isdecimal())


def borders_of(text: str, words: Sequence[str], language: str) -> list[Border]:
    """What lies after each word of a paragraph. The words are in order in `text`; after the last a sentence ends."""
    ends = list(_places(text, words))
    stops = _sentence_ends(text, language)
    phrases = phrase_ends(text, language) if is_unspaced(text) else None
    grammar = grammar_of(language)
    known = [Word.of(word) for word in words]
    found = []
    for index, (word, following) in enumerate(zip(known, known[1:], strict=False)):
        end = ends[index]
        if end in stops:
            found.append(Border.SENTENCE)
        elif text.startswith(following.text, end) and is_unspaced(word.text[-1] + following.text[0]):
            found.append(_unspaced(word.text, following.text, phrases is None or end in phrases))
        else:
            found.append(_spaced(word, following, grammar))
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


def _spaced(word: Word, following: Word, grammar: Grammar) -> Border:
    marked = _by_mark(word.text, following.text)
    if marked is not None:
        return marked
    if is_unspaced(word.text[-1]) and is_unspaced(following.text[0]):
        return Border.COMMA  # Thai parts clauses by spaces
    return next(border for rule in RULES if (border := rule(word, following, grammar)) is not None)


def _by_mark(word: str, following: str) -> Border | None:
    """What punctuation says, where no sentence ends; None where there is none."""
    last = word.rstrip(_CLOSING)[-1:]
    if last in _STOPS:
        return Border.TIGHT if last == "." else Border.CLAUSE  # `Mr. Hale`, and `“Stop!” he cried`
    if last in _CLAUSE_MARKS or following[0] in _CLAUSE_MARKS:
        return Border.CLAUSE
    return Border.COMMA if last in _COMMAS else None


Rule = Callable[[Word, Word, Grammar], Border | None]


def number_and_noun(word: Word, following: Word, grammar: Grammar) -> Border | None:
    """`5 km`, `two men`, `chapter 5`."""
    if word.is_number or word.bare in grammar.numbers:
        return None if _starts_a_line(following.bare, grammar) else Border.TIGHT
    numbered = following.is_number and word.bare in grammar.before_numbers
    return Border.TIGHT if numbered else None


def names(word: Word, following: Word, grammar: Grammar) -> Border | None:
    """Two parts of a name. The first word of a sentence has a capital too, but is mostly a little one."""
    return Border.TIGHT if word.is_name and following.is_name else None


def leaning_back(word: Word, following: Word, grammar: Grammar) -> Border | None:
    return Border.TIGHT if following.bare in grammar.trailing else None


def before_a_conjunction(word: Word, following: Word, grammar: Grammar) -> Border | None:
    """Even after a preposition or auxiliary, which then ends its clause: `the house they lived in and loved`."""
    if following.bare not in grammar.conjunctions or word.bare in grammar.conjunctions:
        return None
    return Border.TIGHT if word.bare in grammar.determiners else Border.CONJUNCTION


def leaning_on_what_follows(word: Word, following: Word, grammar: Grammar) -> Border | None:
    """An article, preposition, conjunction, auxiliary, subject or possessive."""
    bare = word.bare
    if bare in grammar.determiners or bare in grammar.conjunctions or bare in grammar.prepositions:
        return Border.TIGHT
    if bare in grammar.auxiliaries or bare in grammar.pronouns:
        return Border.LOOSE if following.bare in grammar.prepositions else Border.TIGHT
    return Border.TIGHT if bare.endswith("'s") else None


def before_a_preposition(word: Word, following: Word, grammar: Grammar) -> Border | None:
    return Border.PREPOSITION if following.bare in grammar.prepositions else None


def adjective_and_noun(word: Word, following: Word, grammar: Grammar) -> Border | None:
    """`a little | house`, `very | good`; not before what cannot be the noun."""
    if following.bare in grammar.determiners or following.bare in grammar.auxiliaries:
        return None
    if word.bare in grammar.adjectives or word.bare in grammar.degrees:
        return Border.TIGHT
    if grammar.adjective_endings and len(word.bare) > 4 and word.bare.endswith(grammar.adjective_endings):
        return Border.TIGHT
    return Border.LOOSE if word.bare in grammar.objects else None


def before_a_subject(word: Word, following: Word, grammar: Grammar) -> Border | None:
    """`I think | he is right`."""
    return Border.PREPOSITION if following.bare in grammar.pronouns else None


def anything_else(word: Word, following: Word, grammar: Grammar) -> Border | None:
    return Border.LOOSE if following.bare in grammar.objects else Border.PLAIN


RULES: tuple[Rule, ...] = (
    number_and_noun,
    leaning_back,
    before_a_conjunction,
    leaning_on_what_follows,
    names,
    before_a_preposition,
    adjective_and_noun,
    before_a_subject,
    anything_else,
)


def _starts_a_line(bare: str, grammar: Grammar) -> bool:
    return bare in grammar.conjunctions or bare in grammar.prepositions or bare in grammar.auxiliaries
