"""The doubts that the finished recordings themselves give, found with nothing but an output folder.

An MP3 and its words file are enough for: silence where words should be, sound where none are, long silences, noise,
and jumps of the level. What was sent and what was answered is not known here any more.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from chunking.errors import ReadcastError
from manifests.model import ChapterRecord, Manifest
from render.audio.ffmpeg import decoded
from render.audio.profile import PCM, Profile, profile_from
from render.audio.recordings.clipping import Clipping
from render.samples import FILE_RATE, WIDTH, Samples, to_seconds
from render.speech.alignment import Heard
from render.speech.judging.doubts import SOUND_DOUBTS, doubts_of
from render.speech.judging.evidence import Evidence
from render.subtitles import words
from render.timeline import TimedParagraph, Timeline

_PIECE = FILE_RATE  # samples: a second, which is a whole number of frames


def place(chapter: ChapterRecord, index: int) -> str:
    """Where to find and hear a paragraph: `3.12, line 40, at 61.5 s`."""
    paragraph = chapter.paragraphs[index]
    file = f" of {paragraph.file}" if paragraph.file else ""
    return f"{chapter.number}.{index + 1}, line {paragraph.lines[0]}{file}, at {to_seconds(paragraph.start):.1f} s"


def heard_doubts(folder: Path, manifest: Manifest) -> Iterator[str]:
    """What is doubtful in the recordings, one line each. Files that are missing or damaged are passed over."""
    for chapter in manifest.chapters:
        try:
            yield from _of_chapter(folder, chapter)
        except (ReadcastError, OSError):
            continue  # `differences` names it


def _of_chapter(folder: Path, chapter: ChapterRecord) -> Iterator[str]:
    names = {
        suffix: one.path for one in chapter.files for suffix in (".mp3", ".words.json") if one.path.endswith(suffix)
    }
    if len(names) < 2 or any(Path(name).name != name for name in names.values()):
        return
    _, timeline = words.read((folder / names[".words.json"]).read_text("utf-8"))
    sound = profile_from(_pieces(folder / names[".mp3"]), FILE_RATE)
    recorded = zip(chapter.paragraphs, timeline.paragraphs, strict=False)
    for index, (paragraph, timed) in enumerate(recorded):
        found = () if paragraph.doubts else doubts_of(_evidence(timed, sound, timeline), SOUND_DOUBTS)
        if found:
            yield f"in doubt: {place(chapter, index)}: {'; '.join(found)}"


def _pieces(path: Path) -> Iterator[PCM]:
    """The decoded sound, a second at a time."""
    left = b""
    for piece in decoded(path):
        left += piece
        whole = len(left) // (_PIECE * WIDTH) * _PIECE * WIDTH
        yield from np.frombuffer(left[:whole], "<i2").reshape(-1, _PIECE)
        left = left[whole:]
    yield np.frombuffer(left, "<i2")


def _evidence(timed: TimedParagraph, sound: Profile, timeline: Timeline) -> Evidence:
    heard = tuple(_heard(timed))
    end = heard[-1].span.end if heard else Samples(timed.span.end)
    unknown = (frozenset[int](), ())
    return Evidence(timed.written, heard, *unknown, timed.span, sound, Clipping(0.0, 0), timeline.length, end)


def _heard(timed: TimedParagraph) -> Iterator[Heard]:
    """The words that take time, at their places in the written text."""
    at = 0
    for word in timed.words:
        start = timed.written.find(word.text, at)
        at = max(start, at) + len(word.text)
        if start >= 0 and word.span.length:
            yield Heard(start, at, word.span)
