"""Lines → passages: paragraphs, list items, scene breaks, and headings that are underlined.

A blank line ends a passage. Lines in between are hard-wrapped and belong together, unless they are too long for that,
or something says that a new paragraph begins: a list's mark, an indented line, a bracket such as `[Illustration`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from chunking.places import Lines
from chunking.sources.text.bullets import Bullet
from chunking.sources.text.divisions import division, is_title_case

WRAPPED = 120  # code points: no text is hard-wrapped to longer lines
_PROSE = 45  # code points: lines of prose are wrapped later, those of verse before
_TITLE = 80  # code points of a line that is a title
_MARGIN = 10  # code points by which a row is too short to have been wrapped
_ENOUGH = 4  # lines that tell whether each is a paragraph
_TERMINAL = tuple(".!?…。！？”\"’'»“)]")
_ORNAMENTS = frozenset("*•·⁂❦❧☙~-–—_=#+✦✧✱✲★☆◦◆◇. \t\u3000\u00a0")
_UNDERLINES = {"=": 1, "-": 2, "~": 2}  # and the level of the heading above
_BRACKETED = re.compile(r"\[\s*(?:illustration|footnote|sidenote|transcriber)", re.I)


class Shape(Enum):
    """What a passage looks like by itself."""

    PROSE = auto()
    ITEM = auto()  # of a list
    QUOTE = auto()  # of a mail: each line has a `>` before it
    BREAK = auto()  # a line of ornaments
    UNDERLINED = auto()  # a heading by the line below it


class Line(NamedTuple):
    """A line that is not blank, without the white space around it."""

    number: int  # from 1
    start: int  # offset in the source
    indent: int  # columns; a tab counts as four
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring lines that belong together."""

    start: int  # offset of its first character in the source
    end: int  # offset after its last
    lines: Lines
    gap: int  # the number of blank lines before it
    text: str  # from start to end, as in the source
    shape: Shape = Shape.PROSE
    mark: int = 0  # code points of the list mark before an item
    level: int = 0  # of an underlined heading
    new_page: bool = False  # a form feed stands before it

    @property
    def rows(self) -> list[str]:
        """Its lines, without the white space around them."""
        return [row.strip() for row in self.text.split("\n")] if "\n" in self.text else [self.text]

    @property
    def may_be_title(self) -> bool:
        """Whether it is a line or two of the length of titles."""
        return len(self.text) <= 2 * _TITLE and self.text.count("\n") <= 1


def passages(text: str) -> list[Passage]:
    """All passages of a text, in order."""
    found: list[Passage] = []
    run: list[Line] = []
    gap, new_page, start = 0, False, 0
    for number, row in enumerate(text.split("\n"), 1):
        content = row.strip()
        breaks = "\f" in row
        if run and (breaks or not content):
            found.extend(_of_run(text, run, gap, new_page))
            run, gap, new_page = [], 0, False
        new_page = new_page or breaks
        if content:
            run.append(_line(number, start, row, content))
        else:
            gap += 1
        start += len(row) + 1
    found.extend(_of_run(text, run, gap, new_page))
    return found


def _line(number: int, start: int, row: str, content: str) -> Line:
    before = len(row) - len(row.lstrip())
    return Line(number, start + before, before + 3 * row.count("\t", 0, before), content)


def _of_run(text: str, run: Sequence[Line], gap: int, new_page: bool) -> Iterator[Passage]:
    """The passages of lines with no blank line between them."""
    for group in _groups(run):
        yield _passage(text, group, gap, new_page)
        gap, new_page = 0, False


class _Group(NamedTuple):
    """Lines that are one passage."""

    lines: Sequence[Line]
    shape: Shape = Shape.PROSE
    mark: int = 0
    level: int = 0
    last: int = 0  # the number of the line that is below, of an underlined heading


def _passage(text: str, group: _Group, gap: int, new_page: bool) -> Passage:
    first, last = group.lines[0], group.lines[-1]
    lines = Lines(first.number, group.last or last.number)
    written = text[first.start : last.end]
    return Passage(first.start, last.end, lines, gap, written, group.shape, group.mark, group.level, new_page)


def _groups(run: Sequence[Line]) -> Iterator[_Group]:
    """What is quoted, and what stands between; a line of nothing but marks divides paragraphs of a quotation."""
    for (is_quoted, has_text), group in groupby(run, _quotation):
        if not is_quoted:
            yield from _unquoted(list(group))
        elif has_text:
            yield _Group(list(group), Shape.QUOTE)


def _quotation(line: Line) -> tuple[bool, bool]:
    """Whether a line is quoted, and whether it has a text."""
    is_quoted = line.text[0] == ">"
    return is_quoted, not is_quoted or bool(line.text.strip("> \t"))


def _unquoted(run: Sequence[Line]) -> Iterator[_Group]:
    """Lines of ornaments are scene breaks or underlines; what is between them is cut further."""
    pending: list[Line] = []
    for line in run:
        if line.text[0] not in _ORNAMENTS or not _ORNAMENTS.issuperset(line.text):
            pending.append(line)
        elif (level := _underlined(pending, line.text)) and pending:
            yield _Group(pending, Shape.UNDERLINED, level=level, last=line.number)
            pending = []
        else:
            yield from _cut(pending)
            pending = []
            yield _Group([line], Shape.BREAK)
    yield from _cut(pending)


def _underlined(pending: Sequence[Line], row: str) -> int:
    """The level of the heading that is one by the row below; 0 where it is none."""
    if len(pending) != 1 or len(row) < 3 or len(set(row)) != 1 or len(pending[0].text) > _TITLE:
        return 0
    fits = 2 * len(row) >= len(pending[0].text)
    return _UNDERLINES.get(row[0], 0) if fits else 0


def _cut(lines: Sequence[Line]) -> Iterator[_Group]:
    """Cut around brackets of their own, and before chapters' headings in a text without blank lines."""
    if len(lines) < 2:
        yield from _items(lines) if lines and Bullet.of(lines[0].text) else map(_alone, lines)
        return
    done, place = 0, 0
    while place < len(lines):
        end = place
        if lines[place].text[0] == "[" and _BRACKETED.match(lines[place].text):
            end = _closed(lines, place)
        if end > place or (place > done and _stands_out(lines, place)):
            yield from _paragraphs(lines[done:place])
            done = end
        if end > place:
            yield _Group(lines[place:end])
        place = max(end, place + 1)
    yield from _paragraphs(lines[done:])


def _closed(lines: Sequence[Line], first: int) -> int:
    """The index after the line in which a bracket closes that opens in the first, or after the last line."""
    depth = 0
    for place in range(first, len(lines)):
        depth += lines[place].text.count("[") - lines[place].text.count("]")
        if depth <= 0:
            return place + 1
    return len(lines)


def _stands_out(lines: Sequence[Line], place: int) -> bool:
    """Whether a line within begins a chapter: a sentence ended before it, and it is none of a list of chapters."""
    before, line = lines[place - 1].text, lines[place].text
    if " " not in before or not before.endswith(_TERMINAL) or len(line) > _TITLE or division(line) is None:
        return False
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    return division(before) is None and division(after) is None


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Group]:
    heading = _heading_rows(lines)
    if heading:
        yield _Group(lines[:heading])
    rest = lines[heading:]
    items = _first_item(rest)
    yield from _wrapped(rest[:items])
    yield from _items(rest[items:])


def _heading_rows(lines: Sequence[Line]) -> int:
    """How many rows at the beginning are a chapter's heading that has its text right below; else 0."""
    found = division(lines[0].text) if len(lines) > 1 else None
    if found is None or division(lines[1].text):
        return 0
    second = lines[1].text
    if found.bare:
        titled = len(second) <= _TITLE and is_title_case(second) and not second.endswith((",", ";"))
        return 2 if titled and (len(lines) == 2 or len(second) < _PROSE) else 1
    ended_early = len(lines[0].text) + len(second.split(" ", 1)[0]) + _MARGIN <= len(second)
    return 1 if len(second) > WRAPPED or (len(lines) > 3 and ended_early) else 0


def _first_item(lines: Sequence[Line]) -> int:
    """The index of the line with which a list begins: the first, or one after a colon; else their number."""
    for place, line in enumerate(lines):
        if (place == 0 or lines[place - 1].text[-1] == ":") and Bullet.of(line.text):
            return place
    return len(lines)


def _items(lines: Sequence[Line]) -> Iterator[_Group]:
    """The items of a list that begins in the first line. Lines with marks of another kind go on with the item."""
    start, mark = 0, Bullet.of(lines[0].text) if lines else None
    for place in range(1, len(lines)):
        found = Bullet.of(lines[place].text)
        if mark and found and found.follows(mark):
            yield _Group(lines[start:place], Shape.ITEM, mark.length)
            start, mark = place, found
    if mark:
        yield _Group(lines[start:], Shape.ITEM, mark.length)


def _alone(line: Line) -> _Group:
    return _Group([line])


def _wrapped(lines: Sequence[Line]) -> Iterator[_Group]:
    """Paragraphs of prose: each line, or from one indented line to the next, or all together."""
    inner = lines[:-1]
    if any(map(_is_long, inner)) or _each_ends(lines):
        yield from map(_alone, lines)
        return
    start = 0
    flush = min((line.indent for line in lines), default=0)
    for place in range(1, len(lines)):
        if _begins_indented(lines, place, flush):
            yield _Group(lines[start:place])
            start = place
    if lines:
        yield _Group(lines[start:])


def _is_long(line: Line) -> bool:
    """Longer than lines are that are hard-wrapped; Chinese and Japanese characters are twice as wide."""
    return len(line.text) > (WRAPPED // 2 if "\u2e80" <= line.text[-2:] <= "\uffef" else WRAPPED)


def _each_ends(lines: Sequence[Line]) -> bool:
    """Whether nearly every line ends as sentences do, so that each is a paragraph."""
    ended = sum(line.text.endswith(_TERMINAL) for line in lines)
    return len(lines) >= _ENOUGH and ended * 5 >= len(lines) * 4


def _begins_indented(lines: Sequence[Line], place: int, flush: int) -> bool:
    """Whether a line begins a paragraph by its indentation, as in books, and is not one of verse."""
    before, line = lines[place - 1], lines[place]
    if not flush < line.indent <= flush + 10 or not before.text.endswith(_TERMINAL):
        return False
    goes_on = place + 1 < len(lines) and lines[place + 1].indent == flush
    return (goes_on and len(line.text) >= _PROSE) or (before.indent == flush and len(lines[0].text) >= _PROSE)
