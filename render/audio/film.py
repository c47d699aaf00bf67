"""What ffmpeg is told to make a video: a picture or a plain ground, a waveform, and subtitles over the sound."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from render.audio.ffmpeg import fed, log_of
from render.samples import FILE_RATE


@dataclass(frozen=True, slots=True)
class Film:
    """What a video is made of beside its sound. All names are those of files in `folder`, chosen by us."""

    folder: Path
    tags: str  # in ffmpeg's metadata format
    seconds: float  # its length
    cover: str | None = None  # a JPEG or PNG file; None: a plain ground
    waveform: bool = False
    burned: str | None = None  # an ASS file
    soft: str | None = None  # an SRT file

    @property
    def rate(self) -> int:
        """Frames a second: few where nothing moves."""
        return 25 if self.waveform or self.burned else 5


_MISSING = re.compile(r"failed to find any fallback with glyph 0x([0-9A-Fa-f]+)")
_SIZE = "1280x720"
# The picture is read and fitted once, and shown again and again.
_FITTED = (
    "scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p,"
    "trim=end_frame=1,loop=-1:1,setpts=N/{rate}/TB"
)
# Drawn at half the size: half the bytes of the video, and nobody sees it.
_WAVES = "showwaves=s=640x80:mode=cline:rate=25:scale=sqrt:draw=full:colors=white,scale=1280:160:flags=neighbor"
_VIDEO = ("-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-crf", "23", "-pix_fmt", "yuv420p")
_SOUND = ("-c:a", "aac", "-b:a", "128k", "-ar", str(FILE_RATE))


def filmed(film: Film, pcm: Iterable[bytes], target: Path) -> Iterator[int]:
    """Makes an MP4 of the film and its sound, 16-bit mono PCM of 44,100 samples a second, at the path `target`.

    Yields the size of each piece of `pcm` that is in it. Raises as `render.audio.ffmpeg.fed` does.
    """
    yield from fed([*_inputs(film), *_outputs(film, target.absolute())], pcm, film.folder)


def _inputs(film: Film) -> Iterator[str]:
    """The ground, the sound, the tags and the soft subtitles, in this order."""
    if film.cover is not None:
        yield from ("-f", "image2", "-pattern_type", "none", "-framerate", str(film.rate))
        yield from ("-i", f"file:{film.cover}")
    else:
        yield from ("-f", "lavfi", "-i", f"color=c=0x14171a:s={_SIZE}:r={film.rate}")
    yield from ("-f", "s16le", "-ar", str(FILE_RATE), "-ac", "1", "-i", "pipe:")
    yield from ("-f", "ffmetadata", "-i", f"file:{film.tags}")
    if film.soft is not None:
        yield from ("-f", "srt", "-i", f"file:{film.soft}")


def _outputs(film: Film, target: Path) -> Iterator[str]:
    yield from ("-filter_complex", _filters(film), "-map", "[seen]", "-map", "1:a", "-map_metadata", "2")
    if film.soft is not None:
        yield from ("-map", "3:s", "-c:s", "mov_text", "-disposition:s:0", "default")
    yield from (*_VIDEO, *_SOUND, "-t", f"{film.seconds:.6f}", "-map_chapters", "2", "-fflags", "+bitexact")
    yield from ("-movflags", "+faststart", "-f", "mp4", f"file:{target}")


def _filters(film: Film) -> str:
    ground = f"[0:v]{_FITTED.format(rate=film.rate)}"
    waves = f"[ground];[1:a]{_WAVES}[waves];[ground][waves]overlay=0:420:format=yuv420" if film.waveform else ""
    return f"{ground}{waves}{f',ass=filename={film.burned}' if film.burned else ''}[seen]"


def characters_without_font(folder: Path, sample: str) -> str:
    """The characters of an ASS file in `folder` that no font of this computer has; `\0` where it has no font at all.

    libass tells of them in its log, and draws nothing or a box: who makes the video would not see it.
    """
    words = ["-f", "lavfi", "-i", f"color=c=black:s={_SIZE}:r=1", "-vf", f"ass=filename={sample}", "-frames:v", "1"]
    log = log_of([*words, "-f", "null", "-"], folder)
    return "".join(sorted({chr(int(code, 16)) for code in _MISSING.findall(log)}))
