"""A chapter's files for the listener: the sound, the subtitle tracks and the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chunking.document import Paragraph
from chunking.places import SourceText
from render.audio.joining import pcm_of
from render.audio.mp3 import Tags, write_mp3
from render.files import written_whole
from render.samples import decoded_length
from render.score import Score, at_new_places
from render.speech.store import Store
from render.subtitles import words
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.formats import FORMATS
from render.subtitles.limits import CueLimits
from render.subtitles.quality import Quality, quality_of

WORDS = ".words.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made, and what a manifest says of it."""

    path: Path
    samples: int | None = None  # that it decodes to, at 44,100 Hz
    cues: int | None = None


@dataclass(frozen=True, slots=True)
class Tracks:
    """Which subtitle tracks are made, and what their cues may be."""

    formats: Sequence[str]
    limits: CueLimits


def write_chapter(stem: Path, score: Score, store: Store, tags: Tags, tracks: Tracks) -> tuple[list[Written], Quality]:
    """Writes `stem`.mp3, a track in each format, and `stem`.words.json, each by one rename; tells how the cues are."""
    audio = stem.with_name(stem.name + ".mp3")
    with store.reader() as clips:
        write_mp3(audio, pcm_of(score, clips), tags)
    listed = stem.with_name(stem.name + WORDS)
    written_whole(listed, words.write(tags.title, score.timeline).encode("utf-8"))
    cues = cues_of(score.timeline, tracks.limits)
    sound = Written(audio, samples=decoded_length(score.timeline.length))
    return [sound, *written_tracks(stem, cues, tracks.formats), Written(listed)], quality_of(cues, tracks.limits)


def move_words(path: Path, paragraphs: Sequence[Paragraph], text: SourceText) -> None:
    """Writes a words file again where the source moved: the same words and times, at the lines where they stand now."""
    old = path.read_text("utf-8")
    title, timeline = words.read(old)
    new = words.write(title, at_new_places(timeline, paragraphs, text))
    if new != old:
        written_whole(path, new.encode("utf-8"))


def written_tracks(stem: Path, cues: Sequence[Cue], formats: Sequence[str]) -> list[Written]:
    """Writes subtitle tracks alone, one in each format."""
    return [_track(stem.with_name(f"{stem.name}.{name}"), name, cues) for name in formats]


def _track(path: Path, name: str, cues: Sequence[Cue]) -> Written:
    written_whole(path, FORMATS[name](cues).encode("utf-8"))
    return Written(path, cues=len(cues))
