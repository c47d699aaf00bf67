"""LMNT's Python client of before the API's versions: other names, sessions of the second dialect, one address only."""

import base64
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sound
from front import Front
from wire import Client, Heard, wired

pytestmark = pytest.mark.compat
NAME = "lmnt-2.3.0"
SPEECH = {"text": "The ferry leaves at six.", "voice": "leah"}
LONG = "".join(f"This is sentence number {number}, and it is spoken aloud. " for number in range(1, 20))


@pytest.fixture(scope="module")
def wire(hosted: Any) -> Iterator[Any]:
    with wired(NAME, "lmnt_python.py", **hosted.env) as found:
        yield found


@pytest.fixture
def by_name(wire: Any) -> Client:
    """The client as it comes: it looks for LMNT's own host."""
    return Client(wire, NAME, "sync", {"api_key": "any", "max_retries": 0})


@pytest.fixture(params=["sync", "async"])
def legacy(request: pytest.FixtureRequest, by_name: Client, wire: Any, speech: str) -> Client:
    """The client, told where the server is unless its requests can be led there by the host's name."""
    if request.param == "sync":
        return by_name
    return Client(wire, NAME, "async", {"api_key": "any", "max_retries": 0}).at(speech)


@pytest.fixture
def front(hosted: Any) -> Front:
    """Where that host is."""
    hosted.front.play()
    return hosted.front


@pytest.fixture
def session(wire: Any) -> Client:
    return Client(wire, NAME, "async", {"api_key": "any"})


def texts(heard: Heard) -> str:
    return "".join(one["text"] for chunk in heard.timestamps("extras", "durations") for one in chunk)


def test_it_reaches_the_server_by_lmnts_own_name(by_name: Client, front: Front) -> None:
    assert by_name.call("speech.generate", **SPEECH).audio
    (request,) = front.requests
    assert (request.headers["host"], request.path) == ("api.lmnt.com", "/v1/ai/speech/bytes")
    assert "lmnt-version" not in request.headers


def test_times_come_as_durations_and_with_a_seed(legacy: Client) -> None:
    value = legacy.call("speech.generate_detailed", **SPEECH, return_durations=True).value
    assert "".join(one["text"] for one in value["durations"]) == SPEECH["text"]
    assert isinstance(value["seed"], int)


def test_a_seed_is_no_error(legacy: Client) -> None:
    assert legacy.call("speech.generate", **SPEECH, seed=7, temperature=0.5).audio


def test_a_voice_is_made_of_several_files(legacy: Client, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.wav" for number in range(2)]
    for path in paths:
        path.write_bytes(sound.wav(4))
    files = [{"path": str(path)} for path in paths]
    voice = legacy.call("voices.create", name="Aunt Ida", enhance=False, files=files, gender="F").value
    assert (voice["name"], voice["owner"]) == ("Aunt Ida", "me")
    assert legacy.call("voices.delete", voice["id"]).value == {"success": True}


@pytest.mark.parametrize("form", ["mp3", "wav"])
def test_a_recording_is_converted_to_another_voice(legacy: Client, tmp_path: Path, form: str) -> None:
    path = tmp_path / "recording.wav"
    path.write_bytes(sound.wav(3))
    audio = legacy.call("speech.convert", audio={"path": str(path)}, voice="leah", format=form).audio
    assert sound.kind(audio) == form
    assert sound.seconds(audio, form) == pytest.approx(3, abs=0.1)


def test_what_cannot_be_converted_is_a_bad_request(legacy: Client) -> None:
    content = {"bytes": base64.b64encode(b"not a sound").decode()}
    assert legacy.call("speech.convert", audio=content, voice="leah").raised["class"] == "BadRequestError"


def test_a_session_sends_audio_and_nothing_else_unasked(session: Client, front: Front) -> None:
    heard = session.session(["text", "Good morning to you."], "finish")
    assert heard.kinds == ["audio"]
    assert sound.kind(heard.audio) == "mp3"
    assert front.requests[0].path == "/v1/ai/speech/stream"


def test_text_may_be_split_in_the_middle_of_a_word(session: Client) -> None:
    heard = session.session(["text", "Good mor"], ["text", "ning to you."], "finish", return_extras=True)
    assert texts(heard) == "Good morning to you."


def test_a_flush_and_a_reset_are_acknowledged(session: Client) -> None:
    script = [["text", "Not this"], "reset", ["text", "But this"], "flush", ["until", "complete"], "finish"]
    heard = session.session(*script, return_extras=True)
    completed = [(message["complete"], message["nonce"]) for message in heard.of("complete")]
    assert completed == [("reset", 1), ("flush", 2)]
    assert texts(heard) == "But this"


def test_durations_start_anew_with_each_chunk(session: Client) -> None:
    heard = session.session(["text", LONG], "finish", return_extras=True)
    chunks = heard.timestamps("extras", "durations")
    assert len(chunks) > 1
    assert {chunk[0]["start"] for chunk in chunks} == {0}
    assert texts(heard) == LONG
    for before, after in itertools.pairwise(chunks[0]):
        assert after["start"] == pytest.approx(before["start"] + before["duration"], abs=1e-4)


@pytest.mark.parametrize("form", ["mp3", "ulaw", "webm"])
def test_every_format_and_rate_sounds(session: Client, form: str) -> None:
    audio = session.session(["text", "Good morning to you."], "finish", format=form, sample_rate=16000).audio
    assert sound.kind(audio) == form
    assert 0.5 < sound.seconds(audio, form, 16000) < 5


def test_raw_is_an_answer_of_some_kind(session: Client) -> None:
    heard = session.session(["text", "Good morning to you."], "finish", format="raw")
    assert heard.audio or heard.of("error")


def test_a_wrong_beginning_is_an_error_in_words(session: Client) -> None:
    heard = session.session(["text", "Good morning."], voice="nobody")
    (error,) = heard.of("error")
    assert "nobody" in error["error"]
    assert not heard.audio
