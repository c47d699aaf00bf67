"""Displayed formulas: `$$ … $$`, and fences whose language is `math`."""

import re
from collections.abc import Sequence
from itertools import dropwhile
from typing import Final

from markdown_it.token import Token

from chunking.document import Block, Kind, Mark, Piece
from chunking.pieces import folded
from chunking.sources.markdown.setting import Setting

LEFT_OUT: Final = "math"
FENCE: Final = "math"  # as GitHub and GitLab have it
_OPTION: Final = re.compile(r":[\w-]+:")  # of a directive of MyST, such as `:label: euler`


def of_token(token: Token, setting: Setting) -> list[Block]:
    """The formula of a token."""
    assert token.map
    spans: Sequence[tuple[int, int]] = token.meta["spans"] if token.type == "math_block" else _lines(token, setting)
    pieces = folded(
        piece
        for start, end in spans
        for piece in (
            Piece(setting.source[start:end], start, None, Mark.MATH),
            Piece(" ", end, min(end + 1, len(setting.source)), Mark.MATH),
        )
    )
    reason = LEFT_OUT if setting.policy.math == "skip" else ""
    return [Block(Kind.MATH, pieces, setting.lines(*token.map), left_out=reason)] if pieces else []


def _lines(token: Token, setting: Setting) -> list[tuple[int, int]]:
    """Where the lines of a fence stand, but for the options above them."""
    assert token.map
    written = token.content.split("\n")
    ends = setting.ends[token.map[0] + 1 :]
    lines = dropwhile(lambda one: _OPTION.match(one[0]), zip(written, ends, strict=False))
    return [(end - len(line.lstrip()), end) for line, end in lines]
