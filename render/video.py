"""A chapter or a book as an MP4 for video sites: the recording, with a picture, its waveform, and subtitles."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chunking.errors import InputError
from render.audio.ffmpeg import decoded
from render.audio.film import Film, characters_without_font, filmed
from render.audio.mp3 import escaped
from render.files import draft_of
from render.samples import FILE_RATE, RATE, WIDTH, Milliseconds, Samples, decoded_length
from render.subtitles import ass, srt
from render.subtitles.cue import Cue

# Names in a temporary folder: nothing that a user or a document named becomes a part of ffmpeg's filters.
_COVER, _BURNED, _SOFT, _TAGS, _SAMPLE = "cover", "burned.ass", "soft.srt", "tags.ffmeta", "sample.ass"
_JPEG = b"\xff\xd8"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A recording that is heard in the video."""

    title: str
    audio: Path
    length: Samples  # that its words file tells


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen."""

    cover: bytes | None = None  # a JPEG or PNG file's content; None: a plain ground
    waveform: bool = False
    burned: bool = False  # subtitles are a part of the picture, word by word; else a track that can be switched off


def write_video(target: Path, chapters: Sequence[Chapter], cues: Sequence[Cue], look: Look) -> Iterator[float]:
    """Writes the video to `target` by one rename, and yields the seconds of sound that are in it so far.

    Raises InputError where there is no font for burned subtitles or a recording is not that of its words file, and
    EncodingFailed.
    """
    with draft_of(target) as draft, tempfile.TemporaryDirectory(prefix="readcast-") as name:
        folder = Path(name)
        film = _prepared(folder, chapters, cues, look)
        if film.burned is not None:
            _check_fonts(folder, cues)
        done = 0
        for size in filmed(film, _sound(chapters), draft):
            done += size
            yield done / (FILE_RATE * WIDTH)


def _prepared(folder: Path, chapters: Sequence[Chapter], cues: Sequence[Cue], look: Look) -> Film:
    (folder / _TAGS).write_text(_metadata(chapters), "utf-8")
    (folder / _BURNED).write_text(ass.write(cues), "utf-8")
    (folder / _SOFT).write_text(srt.write(cues), "utf-8")
    cover = None
    if look.cover is not None:
        cover = f"{_COVER}.{'jpg' if look.cover.startswith(_JPEG) else 'png'}"
        (folder / cover).write_bytes(look.cover)
    return Film(
        folder=folder,
        tags=_TAGS,
        seconds=sum(decoded_length(chapter.length) for chapter in chapters) / FILE_RATE,
        cover=cover,
        waveform=look.waveform,
        burned=_BURNED if look.burned and cues else None,
        soft=_SOFT if cues and not look.burned else None,
    )


def _check_fonts(folder: Path, cues: Sequence[Cue]) -> None:
    """Raises InputError where no font has some letter or digit of the cues; a missing emoji is let pass."""
    shown = {character for cue in cues for line in cue.lines for character in line if not character.isspace()}
    everything = Cue(Milliseconds(0), Milliseconds(1000), ("".join(sorted(shown)),))
    (folder / _SAMPLE).write_text(ass.write([everything]), "utf-8")
    missing = [one for one in characters_without_font(folder, _SAMPLE) if one == "\0" or one.isalnum()]
    if missing:
        what = "no font" if missing == ["\0"] else f"no font that has {' '.join(missing[:10])}"
        raise InputError(
            f"there is {what} for burned subtitles. Install one, such as Debian's fonts-dejavu or fonts-noto, or leave "
            "--burn out: then the viewer's player shows them."
        )


def _sound(chapters: Sequence[Chapter]) -> Iterator[bytes]:
    for chapter in chapters:
        found = 0
        for piece in decoded(chapter.audio):
            found += len(piece) // WIDTH
            yield piece
        wanted = decoded_length(chapter.length)
        if found != wanted:
            raise InputError(
                f"{chapter.audio} has {found:,} samples, and its words file is of a recording with {wanted:,}. "
                "Narrate its source again."
            )


def _metadata(chapters: Sequence[Chapter]) -> str:
    """Where each chapter begins, in ffmpeg's metadata format; nothing of a single one."""
    lines, start = [";FFMETADATA1"], 0
    for chapter in chapters if len(chapters) > 1 else ():
        end = start + chapter.length
        lines += ["[CHAPTER]", f"TIMEBASE=1/{RATE}", f"START={start}", f"END={end}", f"title={escaped(chapter.title)}"]
        start = end
    return "\n".join([*lines, ""])
