"""WebVTT with the time of each word, for players that light up what is being said. A file of its own: some readers of
subtitles (pysubs2) break a cue in two at a time within it.

By https://www.w3.org/TR/webvtt1/#webvtt-cue-timestamp the times rise, and lie after the cue's start and before its end;
so the first word has none, nor has one that begins together with the word before it.
"""

from collections.abc import Iterator, Sequence

from render.subtitles.clock import clock
from render.subtitles.cue import Cue
from render.subtitles.vtt import escaped, track


def write(cues: Sequence[Cue]) -> str:
    """The text of a .words.vtt file, to be encoded as UTF-8."""
    return track(cues, lambda cue: "".join(_timed(cue)) or escaped("\n".join(cue.lines)))


def _timed(cue: Cue) -> Iterator[str]:
    latest, line = int(cue.start), 0
    for word in cue.words:
        if word.line > line:
            yield "\n"
        elif word is not cue.words[0]:
            yield word.gap
        line = word.line
        if latest < word.start < cue.end:
            yield f"<{clock(word.start, '.')}>"
            latest = word.start
        yield f"<i>{escaped(word.text)}</i>" if word.emphasised else escaped(word.text)
