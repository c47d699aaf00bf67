"""SubRip. It has no standard: this writes what every reader takes alike, and nothing that only some take as text."""

import re
from collections.abc import Sequence

from render.subtitles.clock import clock
from render.subtitles.cue import Cue

# There is no escape in SRT, and what readers take for more than text differs: ffmpeg and pysubs2 drop tags, `{…}` and
# turn `\N` into a line break, VLC decodes entities, pysubs2 takes a line with two times for the head of a cue.
_TAKEN_FOR_MARKUP = re.compile(
    r"[<{]"
    r"|&(?=#?\w+;)"
    r"|\\(?=[Nnh])"
    r"|(?<=--)>|(?<=- )>"
    r"|:(?=\d+:\d+[.,]\d)"
)
_INERT = {"<": "＜", "{": "｛", "&": "＆", "\\": "＼", ">": "＞", ":": "∶"}


def write(cues: Sequence[Cue]) -> str:
    """The text of an .srt file, to be encoded as UTF-8."""
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _block(number: int, cue: Cue) -> str:
    lines = "\n".join(map(_inert, cue.lines))
    return f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{lines}\n"


def _inert(line: str) -> str:
    """The line with a look-alike for each character that some reader would act upon."""
    return _TAKEN_FOR_MARKUP.sub(lambda match: _INERT[match[0]], line)
