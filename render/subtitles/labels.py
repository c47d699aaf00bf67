"""Labels for Audacity: seconds and texts, tab-separated.

https://manual.audacityteam.org/man/importing_and_exporting_labels.html
"""

from collections.abc import Sequence

from render.subtitles.cue import Cue


def write(cues: Sequence[Cue]) -> str:
    """The text of a .labels.txt file, to be encoded as UTF-8; times to the microsecond, as Audacity writes them."""
    return "".join(f"{_seconds(cue.start)}\t{_seconds(cue.end)}\t{cue.text.strip()}\n" for cue in cues)


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}000"
