"""WebVTT, as the W3C's recommendation has it (https://www.w3.org/TR/webvtt1/).

No STYLE block (ffmpeg 5.1 then finds no cue at all) and no header lines (the W3C's own parser refuses them). Emphasis
is `<i>`; where several voices speak, each cue says by `<v>` whose it is.
"""

from collections.abc import Callable, Sequence

from render.subtitles.clock import clock
from render.subtitles.cue import Cue
from render.subtitles.runs import runs_of

NARRATOR = "Narrator"  # who speaks what no other voice does
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(cues: Sequence[Cue]) -> str:
    """The text of a .vtt file, to be encoded as UTF-8."""
    return track(cues, _lines)


def track(cues: Sequence[Cue], lines: Callable[[Cue], str]) -> str:
    """A file of cues whose text `lines` gives."""
    spoken = speaker if any(cue.voice for cue in cues) else _no_speaker
    return "\n".join(["WEBVTT\n", *(f"{_times(cue)}\n{spoken(cue)}{lines(cue)}\n" for cue in cues)])


def escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def speaker(cue: Cue) -> str:
    """The tag that says who speaks."""
    return f"<v {escaped(' '.join(cue.voice.split())) or NARRATOR}>"


def _no_speaker(_cue: Cue) -> str:
    return ""


def _times(cue: Cue) -> str:
    return f"{clock(cue.start, '.')} --> {clock(cue.end, '.')}"


def _lines(cue: Cue) -> str:
    return "\n".join(
        "".join(f"<i>{escaped(run.text)}</i>" if run.emphasised else escaped(run.text) for run in line)
        for line in runs_of(cue)
    )
