"""What other people's parsers see in a subtitle file: start and end in ms, and the text without markup."""

import re
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import imageio_ffmpeg
import pycaption
import pysubs2
import srt
import ttconv.imsc.reader
import ttconv.imsc.writer
import webvtt
from ttconv.model import Br, Text

from render.subtitles.cue import Cue

Seen = list[tuple[int, int, str]]
ITALICS = re.compile(r"</?i>")


def ours(cues: Sequence[Cue]) -> Seen:
    return [(cue.start, cue.end, "\n".join(cue.lines)) for cue in cues]


def by_srt(text: str) -> Seen:
    return [(_ms(cue.start), _ms(cue.end), ITALICS.sub("", cue.content)) for cue in srt.parse(text)]


def by_pysubs2(text: str, suffix: str) -> Seen:
    return [(event.start, event.end, event.plaintext) for event in pysubs2.SSAFile.from_string(text, suffix)]


def by_webvtt(text: str, suffix: str) -> Seen:
    read = webvtt.from_buffer(StringIO(text), suffix)
    seen = (unescape(cue.text) if suffix == "vtt" else ITALICS.sub("", cue.text) for cue in read)
    return [(_clock(cue.start), _clock(cue.end), text) for cue, text in zip(read, seen, strict=True)]


def by_pycaption(text: str, suffix: str) -> Seen:
    """It knows no cue without text, and drops spaces around lines."""
    reader = {"srt": pycaption.SRTReader, "vtt": pycaption.WebVTTReader, "ttml": pycaption.DFXPReader}[suffix]()
    captions = reader.read(text)
    (language,) = captions.get_languages()
    return [
        (cue.start // 1000, cue.end // 1000, ITALICS.sub("", cue.get_text())) for cue in captions.get_captions(language)
    ]


def by_ffmpeg(file: Path) -> Seen:
    """Less the escapes that it puts in on the way from its own form, which is ASS, to SRT."""
    seen = by_srt(_ffmpeg("-i", str(file), "-f", "srt", "-"))
    return [(start, end, text.replace("\\{{}", "{").replace("\u2060", "")) for start, end, text in seen]


def copied_by_ffmpeg(file: Path) -> str:
    """Lyrics, read and written again without a look at their text."""
    return _ffmpeg("-i", str(file), "-c", "copy", "-f", "lrc", "-")


def _ffmpeg(*words: str) -> str:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *words]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def by_ttconv(text: str) -> Seen:
    """Each paragraph of a TTML document as ttconv's model has it."""
    document = ttconv.imsc.reader.to_model(ttconv_tree(text))
    body = document.get_body()
    paragraphs = (one for one in body.dfs_iterator() if type(one).__name__ == "P") if body else ()
    return [(_fraction(one.get_begin()), _fraction(one.get_end()), _shown(one)) for one in paragraphs]


def again_by_ttconv(text: str) -> str:
    """The document as ttconv writes it after it has read it."""
    document = ttconv.imsc.reader.to_model(ttconv_tree(text))
    written = ttconv.imsc.writer.from_model(document)
    return ElementTree.tostring(written.getroot(), "unicode")


def ttconv_tree(text: str):
    return ElementTree.ElementTree(ElementTree.fromstring(text.encode("utf-8")))


def _shown(paragraph) -> str:
    parts = (one.get_text() if isinstance(one, Text) else "\n" for one in paragraph.dfs_iterator() if _is_shown(one))
    return "".join(parts)


def _is_shown(element) -> bool:
    return isinstance(element, Text | Br)


def _fraction(seconds) -> int:
    return int((seconds or 0) * 1000)


def _ms(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)


def _clock(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))
