"""What is in a piece of audio: its kind, by its first bytes, and its length."""

import io
import struct
import subprocess

import numpy as np
import soundfile

from render.audio.ffmpeg import executable

MARKS = {"webm": b"\x1a\x45\xdf\xa3", "wav": b"RIFF", "ulaw": b"RIFF"}
BYTES = {"pcm_s16le": 2, "pcm_f32le": 4}
CODECS = {"wav": 1, "ulaw": 7}  # in the header of a RIFF file


def kind(audio: bytes) -> str:
    """The format by which the audio begins; "pcm" where it has no header."""
    if audio.startswith(b"RIFF") and audio[8:12] == b"WAVE":
        codec = struct.unpack("<H", audio[20:22])[0]
        return next((name for name, number in CODECS.items() if number == codec), "RIFF")
    if audio.startswith(MARKS["webm"]):
        return "webm"
    if audio.startswith(b"ID3") or (audio[0] == 0xFF and audio[1] & 0xE6 in {0xE2, 0xE3}):
        return "mp3"
    if audio[0] == 0xFF and audio[1] & 0xF6 == 0xF0:
        return "aac"
    return "pcm"


def samples(audio: bytes, form: str, rate: int = 24000) -> np.ndarray:
    """The sound as numbers from -1 to 1, at its own rate; headerless formats at `rate`."""
    if form in BYTES:
        return np.frombuffer(audio, "<i2") / 32768 if form == "pcm_s16le" else np.frombuffer(audio, "<f4")
    command = [executable(), "-loglevel", "error", "-i", "-", "-f", "f32le", "-ac", "1", "-ar", str(rate), "-"]
    return np.frombuffer(subprocess.run(command, input=audio, capture_output=True, check=True).stdout, "<f4")


def seconds(audio: bytes, form: str, rate: int = 24000) -> float:
    return len(samples(audio, form, rate)) / rate


def wav(duration: float, rate: int = 24000) -> bytes:
    """A sample to make a voice of: a voice-like tone with a melody."""
    now = np.arange(int(duration * rate)) / rate
    pitch = 120 + 20 * np.sin(2 * np.pi * now)
    tone = sum(np.sin(2 * np.pi * np.cumsum(pitch * part) / rate) / part for part in range(1, 8))
    file = io.BytesIO()
    soundfile.write(file, 0.2 * tone * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * now)), rate, format="WAV")
    return file.getvalue()
