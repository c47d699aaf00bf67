"""A quick way for the many texts that have no white space to fold."""

import re
from collections.abc import Sequence
from typing import Final

from chunking.document import Piece
from chunking.pieces import folded

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same as `chunking.pieces.folded`."""
    text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
    if not text or text[0] == " " or text[-1] == " " or "  " in text or _CONTROL.search(text):
        return folded(pieces)
    return tuple(pieces)
