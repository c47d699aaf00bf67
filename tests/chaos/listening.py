"""Somebody who knows nothing of readcast's checks listens to the finished recordings, word by word.

The test voice says each word as a tone with a pitch of its own, so a recording can be written down again.
"""

import json
import random
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from render.server.elements import word_spans
from render.server.engines.tone import _pitch
from render.server.voices import VOICES

FRAME = 0.005  # seconds
SILENCE = 0.02  # of full scale: the tones have 0.27
PITCHES = np.array([220 + 20 * step for step in range(48)])  # as the engine has them
_TEXT = """
the ferry leaves harbour morning nobody knows captain sings engine water evening lamp window garden river stone
letter brother winter summer yellow silver market street bridge carried waited listened answered followed
between under without always never perhaps quietly slowly together another every little great long old and but
with from
"""
WORDS = _TEXT.split()


def book(parts: int, paragraphs: int, seed: int = 1) -> str:
    """A book in Markdown, of words that are all read as they are written; no two paragraphs are the same."""
    dice = random.Random(seed)
    written = ["# Chaos"]
    for number in range(1, parts + 1):
        written += [f"## Part {number}", *(_paragraph(dice, paragraphs) for _ in range(paragraphs))]
    return "\n\n".join(written) + "\n"


def _paragraph(dice: random.Random, longest: int) -> str:
    """At most so many sentences."""
    sentences = (" ".join(dice.choices(WORDS, k=dice.randint(4, 12))) for _ in range(dice.randint(1, longest)))
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def unheard(out: Path) -> Iterator[tuple[str, list[str]]]:
    """Each paragraph of an output that lacks words, as chapter.paragraph, and the words."""
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    for chapter in manifest["chapters"]:
        path = next(one["path"] for one in chapter["files"] if one["path"].endswith(".mp3"))
        sound, rate = soundfile.read(out / path, dtype="float32")
        for number, paragraph in enumerate(chapter["paragraphs"], 1):
            first, last = (paragraph[side] * 147 // 80 for side in ("start", "end"))
            missing = _missing(paragraph["written"], _pitches(sound[first:last], rate))
            if missing:
                yield f"{chapter['number']}.{number}", missing


def _missing(written: str, heard: list[int]) -> list[str]:
    words = [written[start:end] for start, end in word_spans(written)]
    expected = [_pitch(word, VOICES["leah"]) for word in words]
    blocks = SequenceMatcher(None, expected, heard, autojunk=False).get_matching_blocks()
    found = {at for block in blocks for at in range(block.a, block.a + block.size)}
    return [word for at, word in enumerate(words) if at not in found]


def _pitches(sound: "NDArray[np.float32]", rate: int) -> list[int]:
    """The pitch of each tone, in order."""
    size = round(rate * FRAME)
    loud = np.abs(sound[: len(sound) // size * size].reshape(-1, size)).max(axis=1, initial=0) > SILENCE
    edges = np.flatnonzero(np.diff(np.concatenate(([False], loud, [False])).astype(np.int8)))
    return [_pitch_of(sound[first * size : last * size], rate) for first, last in edges.reshape(-1, 2)]


def _pitch_of(sound: "NDArray[np.float32]", rate: int) -> int:
    powers = np.abs(np.fft.rfft(sound, rate // 5))  # the first fifth of a second, in steps of 5 Hz
    return int(PITCHES[powers[PITCHES // 5].argmax()])
