"""The engine `piper`: a neural voice, natural, English only, some seven times faster than speech.

Loaded only in `render.server.resident`, a process of its own that speaks one order after another. Each sentence is
heard as soon as it is spoken. The words' times come from the model's own durations of its sounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import category

import numpy as np
import regex

from render.server.elements import word_spans
from render.server.engines.merged import first_sounds
from render.server.engines.piper_model import Model
from render.server.formats import Hear
from render.server.speech import SpokenWord
from render.server.voices import Voice

PACE = 175  # a voice's rate at which the model speaks as it learned to: 220 words a minute
SENTENCE_GAP, PARAGRAPH_GAP = 0.25, 0.6  # seconds; the model's own silence comes to them, 0.2 between two sentences
LONGEST = 300  # phonemes in one go, some 15 s: the model's memory grows with their square (3,600: 3 GB)
# What is heard begins before the model's durations say: measured against forced alignment, median of two passages.
SOUND_LEAD = 0.030  # seconds, for a sound after a pause or another sound
SPACE_LEAD = 0.010  # seconds, for the space between two words, which belongs to the second
SPACE = " "
STRESS = frozenset("ˈˌ")

_UNSPEAKABLE = regex.compile(r"[\p{Cc}\p{Cs}]")  # NUL would end the text, and a lone surrogate has no UTF-8
_BRACKETS = regex.compile(r"\[(?=\[)")  # two of them begin phonemes in Piper's eyes
_PARAGRAPH = regex.compile(r"(?:[^\S\n]*+\S[^\n]*\n?)++")  # lines that are not blank


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound, or the space between two groups of them."""

    name: str
    start: int  # samples; where a word that begins with it is heard to begin
    end: int


@dataclass(slots=True)
class Recording:
    """What was spoken so far."""

    hear: Hear
    rate: int
    now: int = 0  # samples
    sounds: list[Sound] = field(default_factory=list)  # of this paragraph

    def silence(self, seconds: float) -> None:
        self.take(np.zeros(round(seconds * self.rate), np.int16))

    def take(self, pcm: np.ndarray[tuple[int], np.dtype[np.int16]]) -> None:
        self.hear(pcm)
        self.now += len(pcm)


class PiperEngine:
    """Speaks with Piper."""

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def rate(self) -> int:
        return self._model.rate

    def speak(self, text: str, voice: Voice, language: str, hear: Hear) -> tuple[SpokenWord, ...]:
        """The model knows no language but English; who orders another was told so before."""
        del language
        recording = Recording(hear, self.rate)
        words: list[SpokenWord] = []
        for found in _PARAGRAPH.finditer(_UNSPEAKABLE.sub(_blank, text)):
            if recording.now:
                recording.silence(PARAGRAPH_GAP)
            recording.sounds = []
            self._read(found.group(), PACE / voice.rate, recording)
            words += self._words(found.group(), found.start(), recording)
        return tuple(words)

    def _read(self, paragraph: str, length_scale: float, recording: Recording) -> None:
        readable = " ".join(_BRACKETS.sub("[ ", paragraph).split())
        for number, sentence in enumerate(filter(_sounding, self._model.phonemes(readable))):
            if number:
                recording.silence(SENTENCE_GAP)
            for phonemes in _portions(sentence):
                phrase = self._model.speak(phonemes, length_scale)
                recording.sounds += _sounds(phonemes, phrase.lengths, recording.now, self.rate)
                recording.take(phrase.pcm)

    def _words(self, paragraph: str, offset: int, recording: Recording) -> Iterator[SpokenWord]:
        """Each word, from its first sound to its last. One without a sound of its own has no length."""
        spans = word_spans(paragraph)
        sounds = recording.sounds
        alone = [self._alone(paragraph[first:last]) for first, last in spans]
        borders = [*first_sounds([sound.name for sound in sounds], alone), len(sounds)]
        latest = 0
        for place, (first, last) in enumerate(spans):
            begin, following = borders[place], borders[place + 1]
            start = max(latest, sounds[begin].start if begin < len(sounds) else recording.now)
            limit = sounds[following].start if following < len(sounds) else recording.now
            voiced = [sound.end for sound in sounds[begin:following] if sound.name != SPACE]
            latest = max(start, min(voiced[-1], limit)) if voiced else start
            yield SpokenWord(offset + first, offset + last, start, latest)

    def _alone(self, word: str) -> list[str]:
        """How a word sounds by itself, and the space that closes it, where it sounds at all."""
        phonemes = [one for sentence in self._model.phonemes(_BRACKETS.sub("[ ", word)) for one in sentence]
        said = [one for one in phonemes if not _silent(one) and one not in STRESS]
        return [*said, SPACE] if any(one != SPACE for one in said) else []


def load(_name: str) -> PiperEngine:
    """Load the model, which takes 1 to 6 seconds."""
    return PiperEngine(Model())


def _blank(found: regex.Match[str]) -> str:
    """One for one, so that the places in the text stay; white space as it is, since it parts paragraphs."""
    return found.group() if found.group().isspace() else " "


def _silent(phoneme: str) -> bool:
    return category(phoneme).startswith("P")


def _sounding(sentence: list[str]) -> bool:
    """Whether there is more in it than punctuation, at which the model would only groan."""
    return any(one != SPACE and one not in STRESS and not _silent(one) for one in sentence)


def _portions(sentence: list[str]) -> Iterator[list[str]]:
    """What the model speaks in one go: up to a pause, else to the end of a word, else to anywhere."""
    while len(sentence) > LONGEST:
        spaces = [place for place in range(LONGEST // 2, LONGEST) if sentence[place] == SPACE]
        pauses = [place for place in spaces if _silent(sentence[place - 1])]
        cut = [LONGEST, *spaces[-1:], *pauses[-1:]][-1]
        yield sentence[:cut]
        sentence = sentence[cut:]
    yield sentence


def _sounds(phonemes: list[str], lengths: tuple[int, ...], now: int, rate: int) -> Iterator[Sound]:
    """The sounds and spaces of a phrase that starts `now`; a stress mark's time is that of the sound it stands for."""
    begin = now + lengths[0]
    opening: int | None = None  # where the next sound is heard to begin, if that is known before it
    paused = False
    for name, length in zip(phonemes, lengths[1:-1], strict=True):
        if name == SPACE:
            yield Sound(name, begin, begin + length)
            opening = None if paused else max(now, begin - round(SPACE_LEAD * rate))
        elif _silent(name):
            opening, paused = None, True
        elif opening is None:
            opening = max(now, begin - round(SOUND_LEAD * rate))
        if name != SPACE and name not in STRESS and not _silent(name):
            assert opening is not None
            yield Sound(name, opening, begin + length)
            opening, paused = None, False
        begin += length
