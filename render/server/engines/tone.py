"""The engine `tone`: each word a short tone. Instant, the same every time, and nothing to install.

For tests and benchmarks of everything but the voice. `tone` is tidy: true silence between words. `tone-noisy` is not:
a steady noise lies under all of it and paragraphs are a breath apart, since real services are not as tidy either.
It may be called by several threads at once.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import regex
from numpy.typing import NDArray

from render.server.elements import word_spans
from render.server.formats import Hear
from render.server.speech import SpokenWord
from render.server.voices import Voice

RATE = 24_000  # samples a second
PER_CHARACTER = RATE * 60 // 1000  # samples a character of a word
EDGE = RATE * 100 // 1000  # samples of silence before the first word and after the last
FADE = RATE * 3 // 1000  # samples at each end of a tone, against clicks
AMPLITUDE = 9000  # of 32767
NOISE_AMPLITUDE = 32768 * 10 ** (-55 / 20)  # root mean square: -55 dBFS

_FADE_IN = np.linspace(0, 1, FADE, endpoint=False, dtype=np.float32)
_BLANK_LINE = regex.compile(r"\n\s*\n")
_SENTENCE_END = regex.compile(r"[.!?…。！？।۔]")
# Scripts without spaces: every character is a word of its own.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*")


@dataclass(frozen=True, slots=True)
class Gaps:
    """Silence after a word, in milliseconds, by what stands after it in the text."""

    word: int
    clause: int
    sentence: int
    paragraph: tuple[int, int]  # shortest and longest


TIDY = Gaps(word=40, clause=150, sentence=350, paragraph=(700, 700))
NOISY = Gaps(word=15, clause=30, sentence=50, paragraph=(60, 90))


@dataclass(frozen=True, slots=True)
class ToneEngine:
    """Speaks in tones."""

    gaps: Gaps
    noise: bool
    rate: int = RATE

    def speak(self, text: str, voice: Voice, language: str, hear: Hear) -> tuple[SpokenWord, ...]:
        """A tone for each word; the language changes nothing."""
        del language
        words = tuple(self._timed(text))
        pcm = np.zeros((words[-1].end if words else 0) + EDGE, np.int16)
        for word in words:
            _write_tone(pcm[word.start : word.end], _pitch(text[word.first : word.last], voice))
        if self.noise:
            pcm += np.resize(_background(), len(pcm))
        hear(pcm)
        return words

    def _timed(self, text: str) -> Iterator[SpokenWord]:
        spans = list(_fine_spans(text))
        now = EDGE
        for (first, last), (following, _) in zip(spans, [*spans[1:], (len(text), 0)], strict=False):
            end = now + (last - first) * PER_CHARACTER
            yield SpokenWord(first, last, now, end)
            gap = self._gap(text[last:following], last) if following > last else 0
            now = end + gap * RATE // 1000

    def _gap(self, between: str, place: int) -> int:
        """Milliseconds of silence for what stands between two words."""
        if between == " ":
            return self.gaps.word
        if _BLANK_LINE.search(between):
            shortest, longest = self.gaps.paragraph
            return shortest + place % (longest - shortest + 1)
        if _SENTENCE_END.search(between):
            return self.gaps.sentence
        return self.gaps.word if between.isspace() else self.gaps.clause


def load(name: str) -> ToneEngine:
    """`tone` or `tone-noisy`."""
    return ToneEngine(NOISY, noise=True) if name == "tone-noisy" else ToneEngine(TIDY, noise=False)


def _fine_spans(text: str) -> Iterator[tuple[int, int]]:
    for first, last in word_spans(text):
        cuts = {match.start() for match in _UNSPACED.finditer(text, first, last)}
        cuts |= {match.end() for match in _UNSPACED.finditer(text, first, last)}
        edges = sorted(cuts | {first, last})
        yield from pairwise(edges)


def _pitch(word: str, voice: Voice) -> int:
    """Whole hertz, by the letters of the word and the name of the voice, so that a test can tell them apart."""
    spoken = f"{voice.id}:{word.lower()}".encode("utf-8", "surrogatepass")
    return 220 + 20 * (zlib.crc32(spoken) % 48)


def _write_tone(into: NDArray[np.int16], pitch: int) -> None:
    """Fill a word's stretch, which is never shorter than both fades."""
    second = _second(pitch)
    into[:] = second[: len(into)] if len(into) <= RATE else np.resize(second, len(into))
    into[:FADE] = into[:FADE] * _FADE_IN
    into[-FADE:] = into[-FADE:] * _FADE_IN[::-1]


@lru_cache(maxsize=64)
def _second(pitch: int) -> NDArray[np.int16]:
    """One second of a tone; a whole number of waves, so that it can be repeated."""
    wave = np.sin(np.arange(RATE, dtype=np.float32) * np.float32(2 * np.pi * pitch / RATE))
    second: NDArray[np.int16] = (AMPLITUDE * wave).astype(np.int16)
    return second


@lru_cache(maxsize=1)
def _background() -> NDArray[np.int16]:
    """Five seconds of noise, the same in every process."""
    return (np.random.default_rng(5).standard_normal(5 * RATE) * NOISE_AMPLITUDE).astype(np.int16)
