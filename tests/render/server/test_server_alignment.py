"""Are the times true? Checked against forced alignment by pocketsphinx, which knows nothing of espeak-ng."""

import base64
import re
import statistics

import numpy as np
import pytest
import soxr
from passages import RIVER, WORKSHOP
from pocketsphinx import Decoder

PAD = 4000  # samples of silence at each end (250 ms at 16 kHz); without it the aligner loses the first words


def aligned_starts(audio, words):
    """Seconds at which each word starts, to 10 ms: the aligner's frames."""
    heard = soxr.resample(audio, 24000, 16000)
    padded = np.concatenate((np.zeros(PAD, np.int16), heard, np.zeros(PAD, np.int16)))
    decoder = Decoder(loglevel="FATAL")
    decoder.set_align_text(" ".join(words))
    decoder.start_utt()
    decoder.process_raw(padded.tobytes(), full_utt=True)
    decoder.end_utt()
    found = [(re.sub(r"\(\d+\)$", "", segment.word), segment.start_frame) for segment in decoder.seg()]
    spoken = [(word, frame / 100 - PAD / 16000) for word, frame in found if word[0] not in "<["]
    assert [word for word, _ in spoken] == words
    return [start for _, start in spoken]


def starts_off(answer):
    """Milliseconds by which the words of an answer start too early or too late: the median, and the ninth decile."""
    timed = [element for element in answer.json()["timestamps"] if element["text"].isalpha()]
    audio = np.frombuffer(base64.b64decode(answer.json()["audio"]), "<i2")
    heard = aligned_starts(audio, [element["text"].lower() for element in timed])
    off = sorted(1000 * abs(element["start"] - start) for element, start in zip(timed, heard, strict=True))
    return statistics.median(off), off[len(off) * 9 // 10]


@pytest.mark.parametrize("passage", [RIVER, WORKSHOP], ids=["river", "workshop"])
def test_words_start_when_the_answer_says(espeak, passage):
    median, p90 = starts_off(espeak.speak(text=passage, language="en", format="pcm_s16le"))
    print(f"\nword starts: median {median:.1f} ms, p90 {p90:.1f} ms off")
    assert median <= 10
    assert p90 <= 40
