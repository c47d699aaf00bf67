"""A cue's lines as stretches that are set alike: plain ones, and emphasised ones for italics."""

from collections.abc import Sequence
from typing import NamedTuple

from render.subtitles.cue import Cue, CueWord


class Run(NamedTuple):
    """A stretch of a line."""

    text: str
    emphasised: bool = False


def runs_of(cue: Cue) -> list[list[Run]]:
    """Each line as its runs; joined they are the line. The space between two emphasised words is one of theirs."""
    if not any(word.emphasised for word in cue.words):
        return [[Run(line)] for line in cue.lines]
    return [_runs([word for word in cue.words if word.line == line]) for line in range(len(cue.lines))]


def _runs(words: Sequence[CueWord]) -> list[Run]:
    runs = [Run(words[0].text, words[0].emphasised)]
    for word in words[1:]:
        last = runs[-1]
        if word.emphasised == last.emphasised:
            runs[-1] = last._replace(text=last.text + word.gap + word.text)
        elif word.emphasised:  # the space before it is not
            runs[-1:] = [last._replace(text=last.text + word.gap), Run(word.text, emphasised=True)]
        else:
            runs.append(Run(word.gap + word.text))
    return runs
