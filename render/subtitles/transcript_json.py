"""The transcript in JSON of Podcasting 2.0, https://podcasting2.org/docs/podcast-namespace/tags/transcript: seconds."""

from collections.abc import Sequence

import msgspec

from render.subtitles.cue import Cue


class _Segment(msgspec.Struct, omit_defaults=True):
    startTime: float  # the names are the format's
    endTime: float
    body: str
    speaker: str = ""


def write(cues: Sequence[Cue]) -> str:
    """The text of a .transcript.json file, to be encoded as UTF-8. One segment a line."""
    segments = ",\n".join(msgspec.json.encode(_segment(cue)).decode("utf-8") for cue in cues)
    return f'{{"version":"1.0.0","segments":[\n{segments}\n]}}\n'


def _segment(cue: Cue) -> _Segment:
    # A quotient of whole numbers is the nearest there is, and is written as its three digits.
    return _Segment(cue.start / 1000, cue.end / 1000, cue.text.strip(), cue.voice)
