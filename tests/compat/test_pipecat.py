"""Pipecat's LMNT service: sessions of the first dialect, a sentence and a flush at a time, closed without a word."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sound
from front import Front, status
from wire import Outcome, wired

pytestmark = pytest.mark.compat
Speak = Callable[..., Outcome]
SENTENCES = [["speak", "The ferry leaves at six."], ["speak", "Nobody is on it but the cook."]]


@pytest.fixture(scope="module")
def speak(hosted: Any) -> Iterator[Speak]:
    """The service in a pipeline, for LMNT's host."""
    with wired("pipecat-1.9.0", "pipecat_speech.py", **hosted.env) as wire:

        def spoken(*script: object, rate: int = 24000, **settings: object) -> Outcome:
            return Outcome(wire.ask({"script": script, "rate": rate, "settings": {"voice": "leah", **settings}}))

        yield spoken


@pytest.fixture(autouse=True)
def front(hosted: Any) -> Front:
    hosted.front.play()
    return hosted.front


@pytest.mark.parametrize("rate", [8000, 16000, 24000])
def test_a_sentence_is_headerless_audio_at_the_rate_of_the_pipeline(speak: Speak, rate: int) -> None:
    outcome = speak(SENTENCES[0], rate=rate)
    assert outcome["errors"] == []
    assert outcome["rates"] == [[rate, 1]]
    assert sound.kind(outcome.audio) == "pcm"
    assert 0.8 < sound.seconds(outcome.audio, "pcm_s16le", rate) < 4


def test_sentence_after_sentence_is_spoken_in_one_session(speak: Speak, front: Front) -> None:
    outcome = speak(*SENTENCES)
    assert outcome["errors"] == []
    assert outcome["kinds"].count("started") == 2
    assert 2 < sound.seconds(outcome.audio, "pcm_s16le") < 8
    assert len(front.requests) == 1


def test_its_model_of_before_speaks_too(speak: Speak) -> None:
    assert speak(SENTENCES[0], model="aurora").audio


def test_an_interruption_is_another_session(speak: Speak, front: Front) -> None:
    long = ["speak", "And so on. " * 200]
    outcome = speak(long, ["sleep", 1], ["interrupt"], ["sleep", 0.5], SENTENCES[0])
    assert outcome.audio
    assert outcome["kinds"][-1] == "stopped"
    assert len(front.requests) == 2


def test_a_session_that_is_refused_is_an_error(speak: Speak, front: Front) -> None:
    front.play(status(503), status(503), status(503))
    assert speak(["sleep", 0.5], SENTENCES[0], ["sleep", 1])["errors"]


def test_a_voice_that_is_not_there_is_an_error(speak: Speak) -> None:
    outcome = speak(["sleep", 0.5], SENTENCES[0], ["sleep", 1], voice="nobody")
    assert any("nobody" in error for error in outcome["errors"])
