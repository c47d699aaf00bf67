"""SubRip. It has no standard: this writes what every reader takes alike, and nothing that only some take as text.

Emphasis is `<i>`, the one tag that all readers know.
"""

import re
from collections.abc import Sequence

from render.subtitles.clock import clock
from render.subtitles.cue import Cue
from render.subtitles.runs import Run, runs_of

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
    lines = "\n".join(map(_line, runs_of(cue)))
    return f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{lines}\n"


def _line(runs: Sequence[Run]) -> str:
    """The line with a look-alike for each character that some reader would act upon: one for one."""
    inert = _TAKEN_FOR_MARKUP.sub(lambda match: _INERT[match[0]], "".join(run.text for run in runs))
    if len(runs) == 1 and not runs[0].emphasised:
        return inert
    parts, done = [], 0
    for run in runs:
        text = inert[done : done + len(run.text)]
        parts.append(f"<i>{text}</i>" if run.emphasised else text)
        done += len(run.text)
    return "".join(parts)
