"""Markup of other languages in Markdown: Hugo's shortcodes, Liquid, MDX and containers.

It is taken out of the text that the parser gets, character for character, so that every offset stays; what it shows or
says besides becomes events at its place. Text between a pair of tags stays. Code is left alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from chunking.document import Kind, Piece, Unknown
from chunking.sources.markdown import known, tags
from chunking.sources.markdown.inline import FILLER

# Each of these begins with a sign that is rare, or with a line break, so that the search is quick.
_SIGNS: Final = r"\{\{[<%]?|\{%|\{/\*|<(?=/?[A-Z>]|[a-z][\w-]*\s[^<>{}\n]{0,200}=\{)|\n[ \t>]*:{3,}"
_ESM: Final = r"\n(?=(?:import|export)\s)"
_OPENING: Final = re.compile(_SIGNS)
_OPENING_IN_MDX: Final = re.compile(rf"{_SIGNS}|{_ESM}|\{{")
_MDX: Final = re.compile(
    r"\n(?:import\s[^\n]{0,500}['\"]|export\s+(?:const|default|function|let|var|async|class)\b)"
)
_FENCE: Final = re.compile(r"`{3,}(?=[^`\n]*$)|~{3,}", re.M)
_BEFORE_FENCE: Final = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t>]*")
_TICKS: Final = re.compile(r"`+")
_CONTAINER: Final = re.compile(
    r"([ \t>]*:{3,})[ \t]*([A-Za-z][\w-]*)?[ \t]*(\[[^\]\n]*\])?[ \t]*([^\n{]*)(?:\{[^\n]*\})?"
)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*(?:\n|\Z)")
_LINE: Final = re.compile(rf"^(?=[^\n]*{FILLER})[ \t>{FILLER}]+$", re.M)  # nothing else on it
_SHOWN: Final = 60  # characters of what is unknown, for a report
_CODE_TAGS: Final = frozenset({"highlight", "raw", "verbatim"})


class Event(NamedTuple):
    """Something at a place of the source that stands beside the parser's blocks."""

    offset: int
    end: int
    directive: str | None = None
    admonition: str = ""  # its kind: to be announced
    kind: Kind = Kind.NOTICE
    pieces: tuple[Piece, ...] = ()  # a title or caption, said as a block
    left_out: str = ""


@dataclass(slots=True)
class Embedded:
    """What was found in a text."""

    text: str  # for the parser, as long as the source
    events: list[Event] = field(default_factory=list)  # in order
    unknown: list[Unknown] = field(default_factory=list)


def embedded(text: str, mdx: bool) -> Embedded:
    """Takes the markup of other languages out of a text.

    In MDX, told by the file's name or by an import or export, expressions in braces are taken out too.
    """
    scan = _Scan(text, mdx or _MDX.search(f"\n{text[:600]}") is not None or _MDX.search(text) is not None)
    scan.run()
    return scan.result()


class _Scan:
    """Goes once through a text. One for each document."""

    def __init__(self, text: str, mdx: bool) -> None:
        self.text, self._mdx = text, mdx
        self._out: list[tuple[int, int]] = []  # ranges that are taken out
        self._found = Embedded(text)
        self._missing: set[str] = set()  # closing marks that do not come any more
        self._patience = 50  # tags and expressions that never end, before no more are looked for
        self._opening = _OPENING_IN_MDX if mdx else _OPENING

    def result(self) -> Embedded:
        if not self._out:
            return self._found
        parts, done = [], 0
        for start, end in self._out:
            if start >= done:
                taken = self.text[start:end]
                parts += [self.text[done:start], re.sub(r"[^\n]", FILLER, taken)]
                done = end
        filled = "".join([*parts, self.text[done:]])
        # A line with nothing else is a blank line; within others the filler keeps the line from being indented code.
        self._found.text = _LINE.sub(lambda line: line[0].replace(FILLER, " "), filled)
        self._found.events.sort(key=lambda event: event.offset)
        return self._found

    def run(self) -> None:
        position = self._first_line()
        if not self._opening.search(self.text, position):
            return
        code = iter([*_code_ranges(self.text), (len(self.text), len(self.text))])
        start, end = next(code)
        while opening := self._opening.search(self.text, position):
            begun = opening.start() + opening[0].startswith("\n")
            while end <= begun and start < len(self.text):
                start, end = next(code)
            if start <= begun < end:
                position = end
                continue
            after = self._take(opening[0].strip("\n \t>"), begun, start)
            position = after if after > begun else opening.end() + (opening.end() == opening.start())

    def _first_line(self) -> int:
        """What only counts at the beginning of a line may open the text."""
        opened = self._opening.match(f"\n{self.text[:600]}")
        return self._take(opened[0].strip("\n \t>"), 0, len(self.text)) if opened else 0

    def _take(self, mark: str, start: int, limit: int) -> int:
        """Takes out what begins here; returns where it ends, or the same place where it is nothing of the kind."""
        if mark.startswith("{{"):
            return self._shortcode(start, mark)
        if mark.startswith(":::"):
            return self._container(start)
        if mark == "<":
            return self._component(start, limit)
        return {"{%": self._liquid, "{/*": self._comment, "{": self._expression, "": self._module}[mark](start)

    def _until(self, mark: str, start: int) -> int:
        """Where the next closing mark ends; -1 where there is none. Each mark is missed only once."""
        if mark in self._missing:
            return -1
        place = self.text.find(mark, start)
        if place < 0:
            self._missing.add(mark)
            return -1
        return place + len(mark)

    def _leave_out(self, start: int, end: int) -> int:
        self._out.append((start, end))
        return end

    def _report(self, start: int, end: int) -> None:
        shown = " ".join(self.text[start:end][:200].split())
        self._found.unknown.append(Unknown(shown[:_SHOWN] + ("…" if len(shown) > _SHOWN else ""), start))

    def _event(self, event: Event) -> None:
        self._found.events.append(event)

    # Hugo and Liquid.

    def _shortcode(self, start: int, mark: str) -> int:
        closing = {"{{<": ">}}", "{{%": "%}}", "{{": "}}"}[mark]
        end = self._until(closing, start + len(mark))
        if end < 0 or _BLANK_LINE.search(self.text, start, end):
            return start
        if mark == "{{":
            return self._leave_out(start, end)  # a variable: its value is not here
        inside = self.text[start + 3 : end - 3].strip().rstrip("/").strip()
        name = inside.lstrip("/").split(None, 1)[0] if inside.lstrip("/").split() else ""
        return self._tag(name, inside, start, end, known.HUGO)

    def _liquid(self, start: int) -> int:
        end = self._until("%}", start + 2)
        if end < 0 or _BLANK_LINE.search(self.text, start, end):
            return start
        inside = self.text[start + 2 : end - 2].strip("-+ \t\n")
        name = inside.split(None, 1)[0] if inside else ""
        if name == "comment":
            closing = re.compile(r"\{%-?\s*endcomment\s*-?%\}").search(self.text, end)
            return self._leave_out(start, closing.end() if closing else end)
        return self._tag(name, inside, start, end, known.LIQUID)

    def _tag(self, name: str, inside: str, start: int, end: int, table: Mapping[str, known.Shown]) -> int:
        if name in _CODE_TAGS:
            return self._code_tag(name, inside, start, end)
        shown = table.get(name)
        if shown is None:
            if not inside.startswith("/"):
                self._report(start, end)
        elif not inside.startswith("/"):
            self._tell(shown, tags.attributes(self.text, start, end), start, end)
        return self._leave_out(start, end)

    def _code_tag(self, name: str, inside: str, start: int, end: int) -> int:
        """What stands between the two tags is code, or is not to be looked at."""
        closing = re.compile(rf"\{{(?:%|\{{[<%])-?\s*(?:end|/)\s*{name}\s*-?(?:%|[>%]\}})\}}").search(self.text, end)
        if inside.startswith(("/", "end")) or closing is None:
            return self._leave_out(start, end)
        if name == "highlight":
            shown = " ".join(self.text[end : closing.start()][:400].split())
            self._event(
                Event(
                    start, closing.end(), kind=Kind.CODE, pieces=(Piece(shown, end, closing.start()),), left_out="code"
                )
            )
            return self._leave_out(start, closing.end())
        self._out += [(start, end), closing.span()]
        return closing.end()

    def _tell(self, shown: known.Shown, attributes: Mapping[str, tuple[int, int]], start: int, end: int) -> None:
        """What a tag shows or says of itself: a caption, a title, the kind of a note."""
        if shown.admonition:
            title = attributes.get("title")
            pieces = (Piece(self.text[slice(*title)], title[0]),) if title else ()
            self._event(Event(start, end, admonition="" if title else shown.admonition, pieces=pieces))
        for name in shown.attributes:
            if name in attributes:
                first, last = attributes[name]
                self._event(Event(start, end, kind=shown.kind, pieces=(Piece(self.text[first:last], first),)))
                break

    # Containers, and MDX.

    def _container(self, start: int) -> int:
        found = _CONTAINER.match(self.text, start)
        if found is None:
            return start
        line_end = self.text.find("\n", found.start())
        end = line_end if line_end >= 0 else len(self.text)
        marks = found.end(1)
        kind, label, title = found[2], found[3], found[4].strip()
        if kind:
            shown = (found.start(3) + 1, found.end(3) - 1) if label else found.span(4) if title else None
            pieces = (Piece(self.text[slice(*shown)], shown[0]),) if shown else ()
            self._event(Event(found.start(2), end, admonition="" if pieces else kind, pieces=pieces))
        elif title:
            return start
        return self._leave_out(marks - len(found[1].strip(" \t>")), end)

    def _comment(self, start: int) -> int:
        end = self._until("*/}", start)
        if end < 0:
            return start
        said = self.text[start + 3 : end - 3].strip()
        if said.lower().startswith("readcast:"):
            self._event(Event(start, end, directive=said[len("readcast:") :]))
        return self._leave_out(start, end)

    def _component(self, start: int, limit: int) -> int:
        if self._patience <= 0:
            return start
        end = tags.end_of_tag(self.text, start, limit)
        if end < 0:
            self._patience -= 1
            return start
        name = tags.name_of(self.text, start)
        if self.text[start + 1] != "/" and name:
            shown = known.COMPONENTS.get(name)
            if shown is None:
                if name[0].isupper():  # else it is an element of HTML, written as in JSX
                    self._report(start, end)
            else:
                self._tell(shown, tags.attributes(self.text, start, end), start, end)
        return self._leave_out(start, end)

    def _expression(self, start: int) -> int:
        if self._patience <= 0 or self.text[start + 1 : start + 2] in (":", "#", "."):  # an attribute list or an id
            return start
        end = tags.end_of_braces(self.text, start)
        if end < 0:
            self._patience -= 1
            return start
        return self._leave_out(start, end)

    def _module(self, start: int) -> int:
        """Imports and exports reach to the next blank line."""
        before = self.text.rfind("\n", 0, max(start - 1, 0))
        if start > 0 and self.text[before + 1 : start].strip() and not self._out_at(start - 1):
            return start  # in the middle of a paragraph
        blank = _BLANK_LINE.search(self.text, start)
        return self._leave_out(start, min(blank.start() if blank else len(self.text), len(self.text)))

    def _out_at(self, offset: int) -> bool:
        return bool(self._out) and self._out[-1][0] <= offset <= self._out[-1][1]


def _code_ranges(text: str) -> list[tuple[int, int]]:
    """Where code stands, in order: fenced blocks, and the code spans between them."""
    found: list[tuple[int, int]] = []
    position = done = 0
    while fence := _FENCE.search(text, position):
        line = text.rfind("\n", 0, fence.start()) + 1
        if not _BEFORE_FENCE.fullmatch(text, line, fence.start()):
            position = fence.end()
            continue
        found += _spans(text, done, line)
        closing = _closing(fence[0]).search(text, fence.end())
        position = done = closing.end() if closing else len(text)
        found.append((line, done))
    return [*found, *_spans(text, done, len(text))]


@cache
def _closing(mark: str) -> re.Pattern[str]:
    """What ends a fence: at least as many of its signs, alone on a line."""
    return re.compile(rf"\n[ \t>]*{re.escape(mark[0])}{{{min(len(mark), 200)},}}[ \t]*(?=\n|\Z)")


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The code spans in a stretch without fenced blocks; none reaches across a blank line."""
    position = start
    for blank in (*_BLANK_LINE.finditer(text, start, end), None):
        stop = blank.start() if blank else end
        yield from _spans_of_paragraph(text, position, stop)
        position = blank.start() if blank else end


def _spans_of_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs = [run.span() for run in _TICKS.finditer(text, start, end)]
    last = {stop - begin: index for index, (begin, stop) in enumerate(runs)}
    index = 0
    while index < len(runs):
        begin, stop = runs[index]
        length = stop - begin
        index += 1
        if last[length] < index:
            continue
        closing = next(number for number in range(index, len(runs)) if runs[number][1] - runs[number][0] == length)
        yield begin, runs[closing][1]
        index = closing + 1
