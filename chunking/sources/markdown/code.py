"""Blocks of code: what is said of them, and how they are shown to those who proof-read."""

import re
from collections.abc import Iterable
from typing import Final

from markdown_it.token import Token

from chunking.document import Block, Kind, Mark, Piece
from chunking.pieces import folded
from chunking.sources.markdown.setting import Setting
from chunking.speakable.notices import CODE_OMITTED

LEFT_OUT: Final = "code"
_LINE: Final = re.compile(r"[^\n]+")
# Pictures that are drawn from text; read aloud they are no help to anyone.
_NAMES: Final = """
mermaid plantuml puml dot graphviz d2 svgbob ditaa nomnoml wavedrom vega vega-lite flow sequence svg
"""
_DRAWINGS: Final = frozenset(_NAMES.split())


def language_of(token: Token) -> str:
    """The language that a fence names, in lower case; empty where it names none."""
    named = token.info.split(maxsplit=1)
    return named[0].lower().strip("{}.") if named else ""


def of_token(token: Token, setting: Setting) -> list[Block]:
    """What is said and shown of a fence or an indented block."""
    assert token.map
    if setting.policy.code != "read" or language_of(token) in _DRAWINGS:
        return _left_out(token.content, (token.map[0], token.map[1]), setting)
    first = token.map[0] + (token.type == "fence")
    lines = enumerate(token.content.split("\n"), first)
    # A line of the code ends where the line of the source does, whatever stands before it there.
    return _read(((text, setting.ends[number] - len(text)) for number, text in lines), setting)


def of_stretch(start: int, end: int, lines: tuple[int, int], setting: Setting) -> list[Block]:
    """The same of code that stands in the source as it is, within something on these lines."""
    written = setting.source[start:end]
    if setting.policy.code != "read":
        return _left_out(written, lines, setting)
    return _read(((line[0], start + line.start()) for line in _LINE.finditer(written)), setting)


def _left_out(code: str, lines: tuple[int, int], setting: Setting) -> list[Block]:
    """A notice that code is not read, where one is wanted, and the code."""
    where, span = setting.lines(*lines), setting.span(*lines)
    pieces = folded([Piece(code, *span, Mark.CODE)])
    notice = CODE_OMITTED.get(setting.language, "") if setting.policy.code != "skip" else ""
    announced = [Block(Kind.NOTICE, (Piece(notice, *span),), where)] if notice else []
    return [*announced, Block(Kind.CODE, pieces, where, left_out=LEFT_OUT)] if pieces else []


def _read(lines: Iterable[tuple[str, int]], setting: Setting) -> list[Block]:
    """The code line by line (text, offset)."""
    read = ((folded([Piece(text, start, None, Mark.CODE)]), start) for text, start in lines)
    return [Block(Kind.CODE, pieces, setting.at(start, start)) for pieces, start in read if pieces]
