"""One stream of PCM → one MP3, encoded once."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from render.audio.ffmpeg import encode_stream
from render.files import draft_of
from render.samples import FILE_RATE

MP3: Mapping[str, object] = {  # in ffmpeg-python's words
    "format": "mp3",
    "acodec": "libmp3lame",
    "audio_bitrate": "128k",
    "ar": FILE_RATE,
    "ac": 1,
    "id3v2_version": 3,
    "fflags": "+bitexact",
}


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows."""

    title: str
    artist: str
    album: str
    track: int  # from 1
    tracks: int
    cover: bytes | None = None  # a JPEG or PNG file's content


def write_mp3(target: Path, pcm: Iterable[bytes], tags: Tags) -> None:
    """Writes 44.1 kHz mono at a constant 128 kbit/s, with ID3v2.3 tags, to `target` by one rename.

    The same stream and tags give the same bytes. Encoded to a file, not to a pipe: the header that tells players the
    exact length is written last, at the beginning. Raises EncodingFailed.
    """
    with draft_of(target) as draft, tempfile.TemporaryDirectory(prefix="readcast-") as folder:
        described = Path(folder) / "tags.ffmeta"
        described.write_text(ffmetadata(tags), "utf-8")
        cover = None
        if tags.cover is not None:
            cover = Path(folder) / "cover"
            cover.write_bytes(tags.cover)
        encode_stream(pcm, draft, MP3, tags=described, cover=cover)


def ffmetadata(tags: Tags) -> str:
    """The tags in ffmpeg's metadata file format, https://ffmpeg.org/ffmpeg-formats.html#Metadata-1."""
    fields = {
        "title": tags.title,
        "artist": tags.artist,
        "album_artist": tags.artist,
        "album": tags.album,
        "track": f"{tags.track}/{tags.tracks}",
        "genre": "Audiobook",
    }
    return ";FFMETADATA1\n" + "".join(f"{name}={escaped(text)}\n" for name, text in fields.items() if text)


def escaped(text: str) -> str:
    """A value of that format."""
    plain = " ".join(text.replace("\0", " ").split())
    if plain.endswith("\\"):  # ffmpeg would take the line's end for escaped, and the next tag for a part of this one
        plain += " "
    return "".join(f"\\{character}" if character in "=;#\\" else character for character in plain)
