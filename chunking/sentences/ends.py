"""Where the sentences of a text end: the library's findings, put right step by step."""

from collections.abc import Callable

import regex

from chunking.sentences import lists, too_early, too_late
from chunking.sentences.library import found_ends
from chunking.sentences.masks import masked
from chunking.sentences.paragraph import Paragraph

_BLANK_LINE = regex.compile(r"\n[^\S\n]*+\n\s*+")

# Each takes the paragraph and the places found so far, and gives better ones; both in order.
STEPS: tuple[Callable[[Paragraph, list[int]], list[int]], ...] = (
    too_late.opening_quotes,
    too_late.omissions,
    too_early.without_false_ends,
    lists.enumerations,
    lists.bullets,
    too_late.bracketed_sentences,
    too_late.thai_spaces,
)


def sentence_ends(text: str, language: str) -> list[int]:
    """The place after each sentence of `text` and the white space that follows it, in order. A blank line ends one."""
    found: list[int] = []
    start = 0
    for end in (*(gap.end() for gap in _BLANK_LINE.finditer(text)), len(text)):
        if start < end:
            found += (start + one for one in _ends(text[start:end], "en" if language == "auto" else language))
        start = end
    return found


def _ends(text: str, language: str) -> list[int]:
    """Those of one paragraph, its own end included."""
    ends = list(found_ends(masked(text, language), language))
    paragraph = Paragraph.of(text.replace("\n", " "), language)
    for step in STEPS:
        ends = step(paragraph, ends)
    return ends
