"""How code is spoken: inline code, and the lines of blocks that are read."""

import re
from collections.abc import Iterator

from chunking.document import Kind, Mark
from chunking.speakable.code.reading import replacements
from chunking.speakable.rule import Phrase, Replacement

_COMMENT = re.compile(
    r"\s*(?:/{2,}+!?|\{?/\*++!?|\*++(?:/|(?=\s|\Z))|#++(?=\s|\Z)|#!|--(?=\s)|;++(?=\s)|%++(?=\s)|<!--|\"{3}|'{3})\s*"
)  # a line that is nothing else
_BEHIND = re.compile(r"(?<=\s)(?:/{2,}+|#++|/\*++)(?:\s+|\Z)")  # a comment after code
_PROMPT = re.compile(r"\s*(?:[$>❯%-]|>>>|PS>)\s+(?=\S)")
_COMMENT_ENDS = ("*/}", "*/", "-->")


def inline(phrase: Phrase) -> Iterator[Replacement]:
    """Code within prose: `max_retries` → "max retries", `a.b` → "a dot b"."""
    if phrase.kind is Kind.CODE:
        return
    for start, end, mark in phrase.stretches:
        if mark is Mark.CODE:
            for first, last, spoken, _ in replacements(phrase.text[start:end], phrase.language, is_line=False):
                yield Replacement(first + start, last + start, spoken)


def blocks(phrase: Phrase) -> Iterator[Replacement]:
    """A line of a block of code that is read, or several. Comments are prose: what marks them is silent."""
    if phrase.kind is not Kind.CODE:
        return
    start = 0
    for line in phrase.text.split("\n"):
        yield from _line(line, start, phrase.language)
        start += len(line) + 1


def _line(line: str, start: int, language: str) -> Iterator[Replacement]:
    if marker := _COMMENT.match(line):
        yield Replacement(start, start + marker.end(), "")
        yield from _comment_end(line, marker.end(), start)
        return
    prompt = _PROMPT.match(line)
    begin = prompt.end() if prompt else 0
    behind = _BEHIND.search(line, begin)
    read = replacements(line[begin : behind.start() if behind else len(line)], language, is_line=True)
    code = [Replacement(start + begin + one.start, start + begin + one.end, one.spoken) for one in read]
    if begin:
        yield Replacement(start, start + begin, "")
    yield from code
    if behind:
        says_code = any(one.spoken.strip() for one in code)
        yield Replacement(start + behind.start(), start + behind.end(), ", " if says_code else "")
        yield from _comment_end(line, behind.end(), start)


def _comment_end(line: str, begin: int, start: int) -> Iterator[Replacement]:
    """Nothing is said for what closes a comment; what stands in it is left to the rules of prose."""
    shown = line.rstrip()
    for end in _COMMENT_ENDS:
        if shown.endswith(end) and len(shown) - len(end) >= begin:
            inner = max(begin, len(shown[: -len(end)].rstrip()))
            yield Replacement(start + inner, start + len(line), "")
            return
