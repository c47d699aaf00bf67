"""LiveKit's plugin: unversioned requests for streamed speech, decoded by the format that was asked for."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sound
from front import Front, cut, hung_up, status
from wire import Outcome, wired

pytestmark = pytest.mark.compat
TEXT = "The ferry leaves at six. Nobody is on it but the cook."
Speak = Callable[..., Outcome]


@pytest.fixture(scope="module")
def speak(hosted: Any) -> Iterator[Speak]:
    """The plugin, for LMNT's host."""
    with wired("livekit-1.8.9", "livekit_speech.py", **hosted.env) as wire:

        def spoken(text: str = TEXT, retries: int = 0, **options: object) -> Outcome:
            return Outcome(wire.ask({"text": text, "retries": retries, "options": options}))

        yield spoken


@pytest.fixture(autouse=True)
def front(hosted: Any) -> Front:
    hosted.front.play()
    return hosted.front


def test_speech_is_decoded(speak: Speak) -> None:
    outcome = speak()
    assert outcome["rates"] == [[24000, 1]]
    assert 2 < sound.seconds(outcome.audio, "pcm_s16le") < 8
    assert abs(sound.samples(outcome.audio, "pcm_s16le")).max() > 0.05


def test_the_plugin_sends_no_version_and_all_its_options(speak: Speak, front: Front) -> None:
    speak()
    (request,) = front.requests
    assert (request.headers["host"], request.path) == ("api.lmnt.com", "/v1/ai/speech/bytes")
    assert "lmnt-version" not in request.headers
    assert request.json.keys() >= {"voice", "language", "model", "format", "temperature", "top_p"}


@pytest.mark.parametrize("form", ["mp3", "wav", "aac"])
@pytest.mark.parametrize("rate", [8000, 16000, 24000])
def test_every_format_that_it_decodes_is_right_at_every_rate(speak: Speak, form: str, rate: int) -> None:
    outcome = speak(format=form, sample_rate=rate)
    assert outcome["rates"] == [[rate, 1]]
    assert 2 < sound.seconds(outcome.audio, "pcm_s16le", rate) < 8


def test_its_old_name_for_the_telephone_format_is_known(speak: Speak, front: Front) -> None:
    speak(format="mulaw", sample_rate=8000)
    assert front.requests[0].json["format"] == "mulaw"


def test_its_other_model_speaks_too(speak: Speak) -> None:
    assert speak(model="aurora", language="en").audio


def test_a_voice_that_is_not_there_is_an_error_at_once(speak: Speak, front: Front) -> None:
    error = speak(voice="nobody", retries=3).raised
    assert (error["class"], error["status"]) == ("APIStatusError", 404)
    assert len(front.requests) == 1


def test_what_may_pass_is_asked_again(speak: Speak, front: Front) -> None:
    front.play(status(429), status(503))
    assert speak(retries=3).audio
    assert len(front.requests) == 3


@pytest.mark.parametrize("code", [400, 401, 402, 403, 404, 422])
def test_what_will_not_pass_is_an_error_with_its_status(speak: Speak, front: Front, code: int) -> None:
    front.play(status(code))
    error = speak(retries=2).raised
    assert (error["class"], error["status"]) == ("APIStatusError", code)
    assert len(front.requests) == 1


def test_no_answer_is_a_connection_error(speak: Speak, front: Front) -> None:
    front.play(hung_up)
    assert speak().raised["class"] == "APIConnectionError"


def test_speech_that_breaks_off_is_an_error(speak: Speak, front: Front) -> None:
    front.play(cut(500))
    assert speak().error
