"""The tokens of a block's text → pieces: what of it is said, and where that stands."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from types import MappingProxyType
from typing import Final, NamedTuple

from chunking.document import Mark, Piece
from chunking.pieces import folded
from chunking.sources import hypertext
from chunking.sources.markdown.admonitions import Herald
from chunking.sources.markdown.brackets import Target
from chunking.sources.markdown.known import HTML, SIGNS, Role
from chunking.sources.markdown.placement import Placement
from chunking.sources.markdown.setting import Setting
from chunking.sources.markdown.template import Template
from chunking.sources.markdown.tokens import Placed
from chunking.sources.markdown.writing import Writer

_NAME: Final = re.compile(r"</?([A-Za-z][\w:-]*)")
_HOST: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)", re.I)
# Chinese and Japanese, which need no space where a line ends.
_UNSPACED: Final = re.compile(r"[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_CONTENTS: Final = frozenset({"toc", "_toc_"})  # a generator puts the table of contents there

Note = str | list[Piece]  # the label of a note, or what one says that is written where it belongs


class NoteMark(NamedTuple):
    """The mark of a note in a text."""

    note: Note
    offset: int  # in the source
    after_text: bool  # it stands right behind a word, without a space


class Image(NamedTuple):
    """A picture in a text."""

    pieces: tuple[Piece, ...]  # what is said of it
    start: int  # where it stands in the source
    end: int


@dataclass(slots=True)
class Phrase:
    """What the text of one block says."""

    pieces: list[Piece] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    only_images: bool = False
    comments: list[tuple[str, int]] = field(default_factory=list)  # that may be for us, and where they stand
    heralds: list[Herald] = field(default_factory=list)  # of admonitions that begin in it


class Phrasing:
    """Goes once through the tokens of one text. `refer` gives what is said where the mark of a note stands."""

    def __init__(
        self, setting: Setting, content: str, placement: Placement, refer: Callable[[NoteMark], Sequence[Piece]]
    ) -> None:
        self._setting = setting
        self._content = content
        self._placement = placement
        self._refer = refer
        self._writer = Writer(placement)
        self._phrase = Phrase()
        self._unseen = ""  # the name of an element that is open and not shown
        self._opened: list[tuple[int, int]] = []  # of links and images: how many pieces stand before, and where
        self._around: list[tuple[Writer, int]] = []  # of inline notes that are open: what is around, and the offset
        self._emphasised: list[int] = []  # where emphasis that is open begins
        self._images = 0  # that are open
        self._in_images = 0  # pieces with something to say

    def read(self, tokens: Sequence[Placed]) -> Phrase:
        """What they say."""
        handlers = _HANDLERS
        for token in tokens:
            if token.type == "text":
                if not self._unseen and token.content:
                    self._writer.literal(token.start, token.content)
            elif (handle := handlers.get(token.type)) and (not self._unseen or token.type in _ALWAYS):
                handle(self, token)
        self._writer.flush()
        self._phrase.pieces = self._writer.pieces
        self._phrase.only_images = bool(self._phrase.images) and _said(self._phrase.pieces) <= self._in_images
        return self._phrase

    def _break(self, token: Placed) -> None:
        """The end of a line: a space, but not between signs of Chinese and Japanese."""
        newline = self._content.index("\n", token.start)
        around = self._content[newline - 1 : newline] + self._content[newline + 1 : newline + 2]
        if len(_UNSPACED.findall(around)) < 2:
            self._writer.literal(newline, " ")

    def _special(self, token: Placed) -> None:
        """An escape stands for its second character, an entity or an emoji's name for a sign."""
        if token.info == "escape":
            self._writer.literal(token.start + len(token.markup) - len(token.content), token.content)
        else:
            self._writer.whole(token.content, token.start, token.start + len(token.markup))

    def _code(self, token: Placed) -> None:
        start = token.start + len(token.markup)
        if self._content[start : start + len(token.content)].replace("\n", " ") != token.content:
            start += 1  # a space within each run of backticks is not shown
        self._writer.literal(start, token.content, Mark.CODE)

    def _math(self, token: Placed) -> None:
        if self._setting.policy.math == "read":
            self._writer.literal(token.start, token.content, Mark.MATH)

    def _html(self, token: Placed) -> None:
        tag = token.content
        if self._unseen:
            if tag.lower().startswith(f"</{self._unseen}"):
                self._unseen = ""
            return
        if tag.startswith("<!--"):
            self._phrase.comments.append((tag, self._writer.source(token.start)))
            return
        self._unseen = hypertext.unseen_element(tag)
        named = _NAME.match(tag)
        name = named[1].lower() if named else ""
        start = self._writer.source(token.start)
        if name and name not in HTML:
            self._setting.report(f"<{name}>", tag, start)
        if name in hypertext.EMPHASIS:
            self._end_emphasis(token) if tag.startswith("</") else self._begin_emphasis(token)
        if not self._unseen:
            pieces = hypertext.shown_by(tag, start)
            self._image(pieces, start, start + len(tag)) if name == "img" else self._writer.put(*pieces)

    def _begin_emphasis(self, token: Placed) -> None:
        self._emphasised.append(self._writer.source(token.start))

    def _end_emphasis(self, token: Placed) -> None:
        if self._emphasised:
            self._setting.emphasis.append((self._emphasised.pop(), self._writer.source(token.start)))

    def _image(self, pieces: Sequence[Piece], start: int, end: int) -> None:
        """A picture, and what is said of it."""
        if self._setting.policy.images == "alt":
            self._writer.put(*pieces)
            self._in_images += _said(pieces)
        self._phrase.images.append(Image(tuple(pieces), start, end))

    def _open(self, token: Placed) -> None:
        self._writer.flush()
        self._opened.append((len(self._writer.pieces), token.start))
        self._images += token.type == "image_open"

    def _close_image(self, token: Placed) -> None:
        first, start = self._opened.pop()
        self._images -= 1
        if self._images:
            return
        self._writer.flush()
        pieces = self._writer.pieces[first:]
        del self._writer.pieces[first:]
        target: Target = token.meta["target"]
        self._image(pieces, self._writer.source(start), self._writer.source(target.end - 1) + 1)

    def _close_link(self, token: Placed) -> None:
        first, _ = self._opened.pop()
        target: Target | None = token.meta.get("target")
        if target is None or self._setting.policy.links == "text":
            return
        host = _HOST.match(target.href)
        self._writer.flush()
        shown = "".join(piece.text for piece in self._writer.pieces[first:])
        if host and shown.strip() and host[1].lower() not in shown.lower():
            self._writer.put(*self._host(token.start, target, host[1]))

    def _host(self, start: int, target: Target, host: str) -> list[Piece]:
        """` (example.com)` after the text of a link, taken from where its address is written."""
        begin, end = self._writer.source(start), self._writer.source(target.end - 1) + 1
        low, high = self._setting.span(*target.lines) if target.lines else (begin, end)
        at = self._setting.source.find(host, low, high)
        named = Piece(host, at) if at >= 0 else Piece(host, begin, end)
        return [Piece(" (", begin, begin + 1), named, Piece(")", end - 1, end)]

    def _note_mark(self, token: Placed) -> None:
        self._mark(token.info, token.start)

    def _open_note(self, token: Placed) -> None:
        self._writer.flush()
        self._around.append((self._writer, token.start))
        self._writer = Writer(self._placement)

    def _close_note(self, token: Placed) -> None:
        self._writer.flush()
        said = self._writer.pieces
        self._writer, start = self._around.pop()
        self._mark(said, start)

    def _mark(self, note: Note, start: int) -> None:
        after_text = not self._content[max(0, start - 1) : start].isspace()
        self._writer.put(*self._refer(NoteMark(note, self._writer.source(start), after_text)))

    def _wiki(self, token: Placed) -> None:
        """`[[Page#Heading|shown]]`. What `![[…]]` embeds is another file, and not here to be read."""
        found: re.Match[str] = token.meta["found"]
        if token.tag == "embed":
            self._image((), self._writer.source(token.start), self._writer.source(found.end() - 1) + 1)
        elif found[3]:
            self._writer.literal(found.start(3), found[3])
        elif found[1].strip().lower() not in _CONTENTS:
            self._writer.literal(found.start(1), found[1])
            if found[2] and not found[2].startswith("^"):
                if found[1]:
                    self._writer.whole(", ", found.start(2) - 1, found.start(2))
                self._writer.literal(found.start(2), found[2])

    def _template(self, token: Placed) -> None:
        template: Template = token.meta["template"]
        start, end = self._writer.source(template.start), self._writer.source(template.end - 1) + 1
        role = template.known.role if template.known else None
        if role in (None, Role.VALUE):
            what = template.shown(self._content)
            self._setting.report(what if role else template.name, what, start)
        elif role is Role.COMMENT:
            self._phrase.comments.append((self._content[template.start : template.end], start))
        elif role is Role.ADMONITION and not template.closes:
            title = folded(self._attribute(template))
            self._phrase.heralds.append(Herald(template.kind, title, (start, end)))
        elif role is Role.CODE and template.inner:
            self._writer.literal(template.inner[0], self._content[slice(*template.inner)], Mark.CODE)
        elif role is Role.IMAGE:
            self._image(self._attribute(template), start, end)
        else:
            self._label(template, role)

    def _label(self, template: Template, role: Role | None) -> None:
        if template.name in SIGNS and not template.closes:
            self._writer.whole(SIGNS[template.name], template.start, template.end)
        said = self._attribute(template)
        self._writer.put(*said)
        if said and role is Role.MARKUP and self._content[template.end : template.end + 1].strip():
            self._writer.whole(": ", template.end - 1, template.end)

    def _attribute(self, template: Template) -> tuple[Piece, ...]:
        return spoken_pieces(template, self._content, self._placement)


def spoken_pieces(template: Template, content: str, placement: Placement) -> tuple[Piece, ...]:
    """The part of a template that is read."""
    if template.spoken is None or template.spoken[0] == template.spoken[1]:
        return ()
    writer = Writer(placement)
    written = content[slice(*template.spoken)]
    shown = unescape(written)
    if shown == written:
        writer.literal(template.spoken[0], written)
    else:
        writer.whole(shown, *template.spoken)
    writer.flush()
    return tuple(writer.pieces)


def _said(pieces: Sequence[Piece]) -> int:
    return sum(bool(piece.text.strip()) for piece in pieces)


# What begins and ends, also within an element that is not shown.
_ALWAYS: Final = frozenset(
    {"html_inline", "link_open", "link_close", "image_open", "image_close", "note_open", "note_close"}
)
_HANDLERS: Final[Mapping[str, Callable[[Phrasing, Placed], None]]] = MappingProxyType(
    {
        "softbreak": Phrasing._break,
        "hardbreak": Phrasing._break,
        "text_special": Phrasing._special,
        "code_inline": Phrasing._code,
        "math_inline": Phrasing._math,
        "html_inline": Phrasing._html,
        "link_open": Phrasing._open,
        "link_close": Phrasing._close_link,
        "em_open": Phrasing._begin_emphasis,
        "em_close": Phrasing._end_emphasis,
        "image_open": Phrasing._open,
        "image_close": Phrasing._close_image,
        "footnote_ref": Phrasing._note_mark,
        "note_open": Phrasing._open_note,
        "note_close": Phrasing._close_note,
        "wiki_link": Phrasing._wiki,
        "template": Phrasing._template,
    }
)
