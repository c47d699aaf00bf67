"""A judge of line breaks that knows nothing of ours: the parts of speech that the Hanover Tagger finds.

    pip install HanTa        # 1.2.1, LGPL-3.0-or-later; in the benchmark's process only

Its English model has the tags of the British National Corpus (C5). Which pairs may not be parted is what Netflix's
Timed Text Style Guide lists under line treatment: a noun from its article or adjective, a first name from a last name,
a verb from its subject pronoun, auxiliary or negation, a prepositional verb from its preposition; and that a line is
broken before prepositions and conjunctions, so not after them.
"""

import re
from collections.abc import Sequence

from HanTa.HanoverTagger import HanoverTagger

_PARTS = re.compile(r"\w+(?:[-.'’]\w+)*\.?|[^\w\s]")
_NOUN, _VERB = r"N[NP]\d", r"V[VBHDM]\w"
_NOMINAL = rf"{_NOUN}|AJ\w|CRD|ORD|DT0|DPS|AT0|PNP|PN[IX]|VVG"
_TOGETHER = [  # what the one word is, and what the next one is
    (re.compile(word), re.compile(following))
    for word, following in (
        ("AT0|DPS|CJ[CST]|PRF|TO0", ".*"),  # articles, possessives, conjunctions, of, to
        ("PRP|DT0", _NOMINAL),  # prepositions; this, that, all
        (r"AJ\w|CRD|ORD", _NOUN),
        ("NP0", "NP0"),
        ("SUBJECT", _VERB),
        (r"V[BHDM]\w", f"{_VERB}|XX0"),  # auxiliaries, and their verb or negation
        ("XX0", _VERB),
        (_VERB, "AVP"),  # phrasal verbs
    )
]
_SUBJECTS = frozenset(["i", "he", "she", "we", "they", "you", "it", "who", "there"])


class Judge:
    """Of places between two words of one text."""

    def __init__(self) -> None:
        self._tagger = HanoverTagger("morphmodel_en.pgz")

    def forbidden(self, words: Sequence[str]) -> list[bool]:
        """Whether no line may end after each word; the last may always end one."""
        tags = self._tags(words)
        pairs = zip(words, words[1:], tags, tags[1:], strict=False)
        return [*(_parted(*pair) for pair in pairs), False]

    def _tags(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """The tag of each word's first and last part that is no punctuation."""
        parts = [(index, part) for index, word in enumerate(words) for part in _PARTS.findall(word)]
        tagged = self._tagger.tag_sent([part for _, part in parts])
        found: list[tuple[str, str]] = [("", "")] * len(words)
        for (index, part), (_, _, tag) in zip(parts, tagged, strict=True):
            if part[0].isalnum():
                found[index] = (found[index][0] or tag, tag)
        return found


def _parted(word: str, following: str, tags: tuple[str, str], next_tags: tuple[str, str]) -> bool:
    """Whether a break between the two parts what belongs together. Punctuation between them parts them anyway."""
    if not word[-1].isalnum() or not following[0].isalnum():
        return bool(re.fullmatch(r"(?:Mr|Mrs|Ms|Dr|St)\.", word))
    return _together(word.lower(), tags[1], next_tags[0])


def _together(word: str, tag: str, following: str) -> bool:
    if tag == "PNP" and word in _SUBJECTS:
        tag = "SUBJECT"
    return any(one.fullmatch(tag) and other.fullmatch(following) for one, other in _TOGETHER)
