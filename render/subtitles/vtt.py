"""WebVTT, as the W3C's recommendation has it (https://www.w3.org/TR/webvtt1/).

No STYLE block (ffmpeg 5.1 then finds no cue at all) and no header lines (the W3C's own parser refuses them).
"""

from collections.abc import Sequence

from render.subtitles.clock import clock
from render.subtitles.cue import Cue

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(cues: Sequence[Cue]) -> str:
    """The text of a .vtt file, to be encoded as UTF-8."""
    return "\n".join(["WEBVTT\n", *map(_block, cues)])


def _block(cue: Cue) -> str:
    lines = "\n".join(line.translate(_ESCAPES) for line in cue.lines)
    return f"{clock(cue.start, '.')} --> {clock(cue.end, '.')}\n{lines}\n"
