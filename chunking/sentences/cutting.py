"""Cutting a text at given places."""

from collections.abc import Iterable
from itertools import pairwise


def cut_after(text: str, ends: Iterable[int]) -> list[str]:
    """The parts of `text` up to each place; joined they are the text, and none is empty."""
    borders = sorted({0, *ends, len(text)})
    return [text[start:end] for start, end in pairwise(borders)]
