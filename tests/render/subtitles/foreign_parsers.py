"""What other people's parsers see in a subtitle file: start and end in ms, and the text."""

import subprocess
from datetime import timedelta
from html import unescape
from io import StringIO
from pathlib import Path

import imageio_ffmpeg
import pysubs2
import srt
import webvtt

from render.subtitles.cue import Cue

Seen = list[tuple[int, int, str]]


def ours(cues: tuple[Cue, ...]) -> Seen:
    return [(cue.start, cue.end, "\n".join(cue.lines)) for cue in cues]


def by_srt(text: str) -> Seen:
    return [(_ms(cue.start), _ms(cue.end), cue.content) for cue in srt.parse(text)]


def by_pysubs2(text: str, suffix: str) -> Seen:
    return [(event.start, event.end, event.plaintext) for event in pysubs2.SSAFile.from_string(text, suffix)]


def by_webvtt(text: str, suffix: str) -> Seen:
    read = webvtt.from_buffer(StringIO(text), suffix)
    return [(_clock(cue.start), _clock(cue.end), unescape(cue.text) if suffix == "vtt" else cue.text) for cue in read]


def by_ffmpeg(file: Path) -> Seen:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(file), "-f", "srt", "-"]
    return by_srt(subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8"))


def _ms(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)


def _clock(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))
