"""Each doubt: what raises it, what it says, and that sound speech raises none."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from passages_spoken import DELIVERY, chunk_of

from render.samples import RATE, Samples, Span
from render.speech.alignment import align
from render.speech.judging import Listener, judged
from render.speech.judging.paces import ENOUGH, Paces
from render.speech.wire import Element, Speech

WORD, GAP = RATE * 3 // 10, RATE // 20  # samples
TEXT = "The old ferry leaves at six. Nobody is on it today."
DICE = np.random.default_rng(7)


def voice(length: int, level: float = 0.2) -> np.ndarray:
    """A vowel that swells and fades, full scale 1.0."""
    wave = sum(np.sin(2 * np.pi * 150 * n / RATE * np.arange(length)) / n for n in range(1, 8))
    return level * wave * np.hanning(length)


@dataclass
class Said:
    """An answer, word by word, to be spoilt."""

    text: str = TEXT
    audio: np.ndarray = field(init=False)  # full scale 1.0
    elements: list[Element] = field(init=False)

    def __post_init__(self) -> None:
        words = self.text.split()
        pieces = [np.concatenate((voice(WORD), np.zeros(GAP))) for _ in words]
        self.audio = np.concatenate((np.zeros(GAP), *pieces, np.zeros(GAP)))
        starts = [GAP + n * (WORD + GAP) for n in range(len(words))]
        self.elements = [
            Element(word, Span(Samples(at), Samples(at + WORD))) for word, at in zip(words, starts, strict=True)
        ]

    def part(self, first: int, last: int) -> slice:
        """The time from one word to another, both included."""
        return slice(self.elements[first].span.start, self.elements[last].span.end)

    @property
    def doubts(self) -> list[str]:
        pcm = (np.clip(self.audio, -1, 1) * 32767).astype("<i2").tobytes()
        (verdict,) = judged(chunk_of(TEXT), "k", Speech(pcm, tuple(self.elements), "r"))
        return list(verdict.doubts)


def timed(words: list[str]) -> list[Element]:
    return [Element(word, Span(Samples(at), Samples(at + 1))) for at, word in enumerate(words)]


@pytest.fixture
def said() -> Said:
    return Said()


def test_sound_speech_raises_no_doubt(said: Said) -> None:
    assert said.doubts == []


def test_missing_stretches_are_named_each(said: Said) -> None:
    said.elements = [one for n, one in enumerate(said.elements) if n not in (1, 2, 8)]
    assert said.doubts == ["not heard: old ferry … on"]


def test_a_sentence_that_is_said_twice_is_named() -> None:
    twice = Said(f"{TEXT} Nobody is on it today.")
    assert twice.doubts == ["said twice: nobody is on it today (at 3.9 s)"]


def test_words_that_nobody_sent_are_named() -> None:
    more = Said("The old ferry leaves at six. Nobody is on it today. Thank you for watching.")
    assert more.doubts == ["heard, but not in the text: thank you for watching (at 3.9 s)"]


def test_a_number_may_be_said_in_many_words() -> None:
    elements = timed(["it", "has", "two", "hundred", "and", "six", "legs"])
    found = align("It has 206 legs", elements)
    assert (found.missing, found.extra) == (frozenset(), ())


def test_a_sentence_beside_a_number_is_missed_all_the_same() -> None:
    elements = timed(["it", "has", "six", "hundred"])
    assert align("It has 600. Nobody counted them.", elements).missing == {2, 3, 4, 5}


def test_words_without_any_time_are_in_doubt(said: Said) -> None:
    at = said.elements[0].span.start
    squeezed = [Element(one.text, Span(Samples(at), Samples(at + 2))) for one in said.elements[:4]]
    said.elements = [*squeezed, *said.elements[4:]]
    assert any(one.startswith("no time to say it: The old ferry") for one in said.doubts)


@pytest.mark.parametrize("left", [0.0, 0.001])
def test_words_whose_time_is_silent_are_named(said: Said, left: float) -> None:
    said.audio[said.part(2, 3)] *= left
    assert said.doubts == ["silent where words should be: ferry leaves (at 0.8 s)"]


def test_sound_that_no_word_stands_for_is_in_doubt(said: Said) -> None:
    said.audio = np.concatenate((said.audio, voice(RATE), np.zeros(GAP)))
    (doubt,) = said.doubts
    assert doubt.endswith("s of sound that no word stands for (at 3.9 s)")


def test_a_long_silence_is_in_doubt(said: Said) -> None:
    cut, pause = said.elements[5].span.end + GAP // 2, 3 * RATE
    said.audio = np.insert(said.audio, cut, np.zeros(pause))
    said.elements = [one if one.span.end < cut else Element(one.text, one.span.moved(pause)) for one in said.elements]
    assert said.doubts == ["3.1 s of silence (at 2.1 s)"]


@pytest.mark.parametrize("level", [0.003, 0.05, 0.5])
def test_noise_in_the_place_of_a_sentence_is_in_doubt(said: Said, level: float) -> None:
    part = said.part(6, 10)
    said.audio[part] = DICE.standard_normal(part.stop - part.start) * level
    assert any("noise in the place of" in one or "silent where" in one for one in said.doubts)


def test_peaks_that_are_cut_off_are_in_doubt(said: Said) -> None:
    said.audio = np.clip(said.audio * 8, -0.9, 0.9)
    assert any("peaks are cut off" in one for one in said.doubts)


def test_a_single_sample_that_stands_out_is_in_doubt(said: Said) -> None:
    said.audio[said.elements[3].span.start + 2000] += 0.25
    assert said.doubts == ["1 click (at 1.2 s)"]


def test_a_constant_part_is_in_doubt(said: Said) -> None:
    said.audio += 0.02
    assert said.doubts == ["the sound is off its middle by 2.0 % of full scale (DC)"]


def test_hardly_any_sound_is_in_doubt(said: Said) -> None:
    said.audio *= 0.002
    assert any("hardly any sound" in one for one in said.doubts)


def test_a_sudden_change_of_the_level_is_in_doubt(said: Said) -> None:
    said.audio[said.elements[4].span.start :] *= 0.1
    assert said.doubts == ["suddenly 20 dB quieter (at 1.4 s)"]


def test_sound_that_ends_before_its_words_is_in_doubt(said: Said) -> None:
    said.audio[said.elements[9].span.start :] = 0
    assert "the sound of the answer ends 0.7 s before its words do" in said.doubts


def test_sound_that_ends_in_the_middle_of_a_word_is_in_doubt(said: Said) -> None:
    middle = said.elements[10].span.start + WORD // 2
    said.audio = said.audio[:middle]
    last = said.elements[10]
    said.elements[10] = Element("today", Span(last.span.start, Samples(middle)))
    assert said.doubts == ["the audio ends in the middle of the last word: today"]


def test_audio_that_goes_on_long_after_the_last_word_is_in_doubt(said: Said) -> None:
    said.audio = np.concatenate((said.audio, np.zeros(4 * RATE)))
    assert said.doubts == ["4.2 s of audio after the last word"]


def test_a_voice_is_known_after_some_takes_and_a_pace_that_is_not_its_own_is_in_doubt(said: Said) -> None:
    pcm = (said.audio * 32767).astype("<i2").tobytes()
    speech, paces = Speech(pcm, tuple(said.elements), "r"), Paces()
    paces.learn(DELIVERY, [5.0] * (ENOUGH - 2))
    assert judged(chunk_of(TEXT), "k", speech, Listener(paces, DELIVERY))[0].good  # one too few, itself included
    (verdict,) = judged(chunk_of(TEXT), "k", speech, Listener(paces, DELIVERY))
    assert verdict.doubts == ("spoken at 12.3 letters a second, 2.5 times faster than this voice usually speaks",)


def test_pauses_between_words_do_not_make_a_pace_slow() -> None:
    hummed = np.concatenate([np.concatenate((voice(RATE // 2), np.zeros(RATE))) for _ in range(5)])
    elements = tuple(Element("exclaim!", Span(at, at + RATE // 2)) for at in range(0, len(hummed), RATE * 3 // 2))
    paces = Paces()
    paces.learn(DELIVERY, [14.0] * ENOUGH)  # letters a second; with the pauses these are 5
    pcm = (hummed * 32767).astype("<i2").tobytes()
    text = " ".join(["exclaim!"] * 5)
    (verdict,) = judged(chunk_of(text), "k", Speech(pcm, elements, "r"), Listener(paces, DELIVERY))
    assert verdict.doubts == ()


def test_a_few_wrong_paces_do_not_move_what_is_known_of_a_voice() -> None:
    paces = Paces()
    paces.learn(DELIVERY, [15.0] * 20 + [90.0] * 8)
    usual = paces.usual(DELIVERY)
    assert usual is not None
    assert usual.pace == pytest.approx(15.0)
