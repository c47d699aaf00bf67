"""HTML in a source: what a reader sees of it.

html ──tokens──▶ tags and texts ──tree──▶ elements that begin and end ──walk──▶ Passages
"""

from collections.abc import Iterator
from typing import overload

from chunking.document import Piece
from chunking.policy import Policy
from chunking.sources.hypertext import lines
from chunking.sources.hypertext import tags as _tags
from chunking.sources.hypertext import walk as _walk
from chunking.sources.hypertext.manner import WHOLE, Manner
from chunking.sources.hypertext.passage import Passage, Reference
from chunking.sources.hypertext.tags import unseen_element

__all__ = ["WHOLE", "Manner", "Passage", "Reference", "passages", "shown_by", "unseen_element"]


# The calls with one argument are the old module's, until the Markdown reader has switched.


@overload
def passages(html: str) -> Iterator[lines.Passage]: ...
@overload
def passages(html: str, base: int, policy: Policy, manner: Manner = WHOLE) -> Iterator[Passage]: ...
def passages(html: str, base: int | None = None, policy: Policy | None = None, manner: Manner = WHOLE) -> object:
    return lines.passages(html) if base is None or policy is None else _walk.passages(html, base, policy, manner)


@overload
def shown_by(tag: str) -> str: ...
@overload
def shown_by(tag: str, base: int) -> tuple[Piece, ...]: ...
def shown_by(tag: str, base: int | None = None) -> object:
    return lines.shown_by(tag) if base is None else _tags.shown_by(tag, base)
