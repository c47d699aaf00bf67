"""The plain transcript: the text alone, a blank line between two paragraphs."""

from collections.abc import Sequence

from render.subtitles.cue import Cue


def write(cues: Sequence[Cue]) -> str:
    """The text of a .txt file, to be encoded as UTF-8."""
    return "".join(map(_text, cues)).lstrip("\n") + ("\n" if cues else "")


def _text(cue: Cue) -> str:
    return f"\n\n{cue.text.lstrip()}" if cue.opens else cue.text
