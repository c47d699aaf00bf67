"""The inline tokens of one paragraph → the pieces of its text."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from markdown_it.token import Token

from chunking.document import Block, Piece
from chunking.pieces import divided
from chunking.policy import Policy
from chunking.sources import hypertext
from chunking.sources.markdown.directives import directives_in
from chunking.sources.markdown.inline import (
    Ground,
    Inline,
    code_pieces,
    formula_pieces,
    text_piece,
    without_filler,
)
from chunking.speakable.notices import FOOTNOTE

_EMOJI_NAME: Final = re.compile(r":[a-z0-9_+&’-]{1,60}:", re.I)
_WIKI: Final = re.compile(r"(!?)\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_ATTRIBUTES: Final = re.compile(r"\s*\{[:#.][^{}\n]{0,300}\}\s*\Z")
_ATTRIBUTE_LINE: Final = re.compile(r"\{:[^{}\n]{0,300}\}")

Refer = Callable[[int, Inline | None], tuple[Piece, ...]]


class Reader:
    """Reads the text of a paragraph, cell or heading."""

    def __init__(self, ground: Ground, policy: Policy, refer: Refer) -> None:
        self._ground, self._policy, self._refer = ground, policy, refer
        self._directives: list[tuple[str, int]] = []
        self.within: Inline | None = None  # where the content stands, where its token does not tell

    def directives(self) -> list[tuple[str, int]]:
        """What comments in the text read last say to readcast, and where."""
        found, self._directives = self._directives, []
        return found

    def pieces(
        self, children: Sequence[Token] | None, inline: Inline, content: str, heading: bool = False
    ) -> list[Piece]:
        """The text, not folded yet."""
        found = list(self._read(children or (), inline, content))
        if "[[" in content:
            found = list(_without_wiki_links(found))
        if content.endswith("}") and (heading or _ATTRIBUTE_LINE.fullmatch(content)):
            found = _without_attributes(found)
        return found

    def only_images(self, children: Sequence[Token] | None) -> list[Token]:
        """The images of a paragraph that has nothing else, linked or not."""
        shown = [token for token in children or () if not token.type.startswith("link_") and token.content.strip()]
        return shown if shown and all(token.type == "image" for token in shown) else []

    def after(self, token: Token, inline: Inline, start: int) -> tuple[Token, Inline]:
        """The inline token less the children before `start` of its content."""
        kept = [child for child in token.children or () if (child.map or [0])[0] >= start]
        rest = Token("inline", "", 0, children=kept, content=token.content, map=token.map)
        return rest, inline

    def note(self, blocks: Sequence[Block], language: str) -> tuple[Piece, ...]:
        """A footnote as it is read where its mark stands."""
        if not blocks:
            return ()
        at = blocks[0].pieces[0].start
        found = [Piece(f" ({FOOTNOTE[language]} " if language in FOOTNOTE else " (", at, at)]
        for number, block in enumerate(blocks):
            found += [*([Piece(" ", block.pieces[0].start, block.pieces[0].start)] if number else []), *block.pieces]
        return (*found, Piece(")", found[-1].start, found[-1].start))

    def _read(self, children: Sequence[Token], inline: Inline, content: str) -> Iterator[Piece]:
        unseen, last, after, addresses = "", -1, 0, []
        for token in children:
            start = token.map[0] if token.map else 0
            if token.type == "html_inline":
                if unseen and token.content.lower().startswith(f"</{unseen}"):
                    unseen = ""
                elif not unseen:
                    unseen = hypertext.unseen_element(token.content)
                    yield from () if unseen else self._tag(token, inline.at(start))
            elif unseen:
                continue
            elif token.type in ("text", "text_special"):
                start = after if start == last else start
                last, after = (token.map or [0])[0], start + len(token.content)
                yield from self._text(text_piece(token, content, inline, start))
            elif token.type == "link_open":
                addresses.append(str(token.attrs.get("href", "")) if token.info != "auto" else "")
            elif token.type == "link_close":
                yield from self._host(addresses.pop() if addresses else "", inline.at(start))
            else:
                yield from self._other(token, inline, content, start)

    def _other(self, token: Token, inline: Inline, content: str, start: int) -> Iterator[Piece]:
        if token.type in ("softbreak", "hardbreak"):
            written = content[start : start + 1]
            yield Piece(" ", inline.at(start), None if written == "\n" else inline.at(start) + 2)
        elif token.type == "code_inline":
            yield from code_pieces(token, inline, content)
        elif token.type.startswith("math_inline"):
            yield from () if self._policy.math == "skip" else formula_pieces(token, inline, content)
        elif token.type == "image":
            if self._policy.images != "skip":
                yield from self._read(token.children or (), inline.inside(start + 2), token.content)
        elif token.type == "footnote_ref":
            within = inline.inside(start + 2) if content.startswith("^[", start) else None
            yield from self._refer(token.meta["id"], within)

    def _tag(self, token: Token, at: int) -> Iterator[Piece]:
        for _, said in directives_in(token.content):
            self._directives.append((said, at))
        yield from hypertext.shown_by(token.content, at)

    def _text(self, piece: Piece) -> Iterator[Piece]:
        if piece.end is not None:
            yield piece
            return
        for part in without_filler(piece):
            if part.text.count(":") > 1:
                yield from _with_emoji(part)
            else:
                yield part

    def _host(self, address: str, at: int) -> Iterator[Piece]:
        if self._policy.links == "text-and-host" and address:
            try:
                host = urlsplit(address).hostname or ""
            except ValueError:
                return
            if host:
                yield Piece(f" ({host.removeprefix('www.')})", at, at + 1)


def _with_emoji(piece: Piece) -> Iterator[Piece]:
    """`:tada:` → the emoji of that name; other words between colons stay as they are."""
    done = 0
    for found in _EMOJI_NAME.finditer(piece.text):
        sign = _emoji(found[0].lower())
        if sign and (found.start() == 0 or not piece.text[found.start() - 1].isalnum()):
            if found.start() > done:
                yield Piece(piece.text[done : found.start()], piece.start + done)
            yield Piece(sign, piece.start + found.start(), piece.start + found.end())
            done = found.end()
    if done < len(piece.text):
        yield Piece(piece.text[done:], piece.start + done)


def _emoji(name: str) -> str:
    """The emoji that GitHub knows by a short name, `:tada:`; empty where there is none."""
    import emoji  # noqa: PLC0415 - 5 MB of names, needed only where one is written

    sign = emoji.emojize(name, language="alias")
    return "" if sign == name else sign


def _without_wiki_links(pieces: list[Piece]) -> Iterator[Piece]:
    """`[[Page]]`, `[[Page#Part|shown]]` → what is shown; `![[picture.png]]` is left out."""
    rest: Sequence[Piece] = pieces
    text, done = "".join(piece.text for piece in pieces), 0
    for found in _WIKI.finditer(text):
        shown = (0, 0) if found[1] else found.span(3) if found[3] else found.span(2)
        before, rest = divided(rest, found.start() - done)
        yield from before
        _, rest = divided(rest, max(0, shown[0] - found.start()))
        inside, rest = divided(rest, shown[1] - max(shown[0], found.start()) if shown[1] else 0)
        yield from inside
        position = shown[1] if shown[1] else found.start()
        _, rest = divided(rest, found.end() - position)
        done = found.end()
    yield from rest


def _without_attributes(pieces: list[Piece]) -> list[Piece]:
    """A heading without its id, a paragraph without its list of attributes: `{#id}`, `{: .class}`."""
    text = "".join(piece.text for piece in pieces)
    found = _ATTRIBUTES.search(text[-400:])
    return list(divided(pieces, len(text) - len(found[0]))[0]) if found else pieces
