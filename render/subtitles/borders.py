"""How good a place between two words is to end a line or a cue.

After punctuation, else before a conjunction or preposition, never between an article and its noun: so say Netflix's
Timed Text Style Guide (line treatments) and the BBC's subtitle guidelines (break at natural points) alike.
"""

from enum import IntEnum


class Border(IntEnum):
    """What lies between two words; the number is the cost of ending a cue or line there."""

    SENTENCE = 0
    CLAUSE = 6
    COMMA = 10
    PHRASE = 16  # before a conjunction or preposition
    PLAIN = 26
    TIGHT = 45  # the two belong together: an article and its noun, two parts of a name
    INSIDE = 400  # within one word that is wider than a line


_STOPS = frozenset(".!?…。！？．؟۔।॥")
_CLAUSE_MARKS = frozenset(";:—–；：؛")
_COMMAS = frozenset(",、，،")
_CLOSING = "\"'”’»›)]}」』）】》*_"
_OPENING = "\"'“‘«‹([{「『（【《¿¡*_„‚"
_AROUND = _CLOSING + _OPENING + ".,;:!?…—–-"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# English; a word of another language that looks like one of these costs no more than a slightly worse border.
_ABBREVIATIONS = _words(
    """mr mrs ms dr prof st mt gen col capt lt sgt rev hon messrs mme mlle jr no nos vol vols fig figs ch p pp ed eds
    vs cf e.g i.e viz al approx"""
)
_CONJUNCTIONS = _words(
    """and but or nor so yet because although though while when where which who whom whose that if unless until since
    as than whether"""
)
_PREPOSITIONS = _words(
    """of in on at by with from to into onto over under between through after before about against without within upon
    toward towards among amongst during beyond behind beside besides beneath across along around near like for"""
)
_LEADING = _CONJUNCTIONS | _PREPOSITIONS  # good to start a line with
_LEANING = _LEADING | _words(  # bad to end one with: they lean on the word that follows
    """a an the this these those my your his her its our their no every each some any i you he she it we they
    am is are was were be been being has have had do does did will would shall should can could may might must
    not very too such more most"""
)


def border(word: str, following: str) -> Border:
    """What lies between two words of one paragraph, each with its punctuation."""
    last = word.rstrip(_CLOSING)[-1:]
    if last in _STOPS:
        return _after_stop(word, following)
    if last in _CLAUSE_MARKS or following[0] in _CLAUSE_MARKS:
        return Border.CLAUSE
    if last in _COMMAS:
        return Border.COMMA
    return _between(word, following)


def _after_stop(word: str, following: str) -> Border:
    """A full stop may close an abbreviation or an initial, and a spoken `Stop!` may lie within a sentence."""
    bare = _bare(word)
    if word.endswith(".") and (bare in _ABBREVIATIONS or _is_initial(word)):
        return Border.TIGHT
    begins = following.lstrip(_OPENING)[:1]
    return Border.COMMA if begins.islower() else Border.SENTENCE


def _is_initial(word: str) -> bool:
    letters = word.lstrip(_OPENING)
    return len(letters) == 2 and letters[0].isupper() and letters != "I."


def _between(word: str, following: str) -> Border:
    """Two words with no punctuation between them."""
    if _bare(word) in _LEANING:
        return Border.TIGHT
    if _bare(following) in _LEADING:
        return Border.PHRASE
    both_names = word[0].isupper() and following[0].isupper()
    return Border.TIGHT if both_names else Border.PLAIN


def _bare(word: str) -> str:
    return word.strip(_AROUND).lower()
