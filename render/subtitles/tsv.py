"""A table for people who edit subtitles in a spreadsheet: tab-separated, quoted as CSV is (RFC 4180)."""

import csv
from collections.abc import Sequence
from io import StringIO

from render.subtitles.clock import clock
from render.subtitles.cue import Cue

HEAD = ("start", "end", "chapter", "voice", "line 1", "line 2")
_FORMULA = ("=", "+", "-", "@", "'")  # a spreadsheet takes a cell that begins so for more than text


def write(cues: Sequence[Cue]) -> str:
    """The text of a .tsv file, to be encoded as UTF-8. A cell that a spreadsheet would reckon out begins with `'`."""
    file = StringIO()
    table = csv.writer(file, delimiter="\t", lineterminator="\n")
    table.writerow(HEAD)
    table.writerows(_row(cue) for cue in cues)
    return file.getvalue()


def _row(cue: Cue) -> list[str]:
    texts = (cue.chapter, cue.voice, *cue.lines, *[""] * (2 - len(cue.lines)))
    return [clock(cue.start, "."), clock(cue.end, "."), *map(_inert, texts)]


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
