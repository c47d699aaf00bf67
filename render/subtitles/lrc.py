"""LRC, as players of music show lyrics: one line for each cue, in hundredths of a second.

A line lasts until the next one; an empty one ends it where the voice pauses. There is no standard and no escape: what
stands in brackets at the beginning of a line, or looks like a time, is one to readers.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from render.subtitles.cue import Cue

_PAUSE = 500  # ms without a cue from which a line ends before the next
_TAG = re.compile(r"^\[|[\[<](?=\d+:\d)")
_INERT = {"[": "［", "<": "＜"}


def write(cues: Sequence[Cue]) -> str:
    """The text of an .lrc file, to be encoded as UTF-8."""
    return "".join(_lines(cues))


def _lines(cues: Sequence[Cue]) -> Iterator[str]:
    for cue, following in zip_longest(cues, cues[1:]):
        text = _TAG.sub(lambda match: _INERT[match[0]], cue.text.strip())
        yield f"[{_clock(cue.start)}]{text}\n"
        if following is None or following.start - cue.end >= _PAUSE:
            yield f"[{_clock(cue.end)}]\n"


def _clock(milliseconds: int) -> str:
    """`MM:SS.CC`; minutes have no upper bound."""
    seconds, hundredths = divmod((milliseconds + 5) // 10, 100)
    return f"{seconds // 60:02}:{seconds % 60:02}.{hundredths:02}"
