"""POST /v1/ai/speech/bytes: the bare audio, as it is made."""

import base64
import os
import signal
from pathlib import Path

import httpx
import numpy as np
import pytest

from render.audio.ffmpeg import executable
from render.server.app import create_app

BYTES = "/v1/ai/speech/bytes"
TEXT = "The ferry leaves at six. Nobody is on it but the cook."
FORMATS = ["aac", "mp3", "ulaw", "wav", "webm", "pcm_s16le", "pcm_f32le"]
LONG = "中文没有空格我们去北京今天天气很好。" * 270  # minutes of sound


@pytest.mark.parametrize("form", FORMATS)
def test_the_stream_is_the_sound_of_the_detailed_answer(espeak, decoded, form):
    asked = {"text": TEXT, "voice": "leah", "format": form, "sample_rate": 16000}
    whole = base64.b64decode(espeak.speak(text=TEXT, format=form, sample_rate=16000).json()["audio"])
    stream = espeak.client.post(BYTES, json=asked)
    assert stream.status_code == 200
    got, want = decoded(stream.content, form, 16000), decoded(whole, form, 16000)
    assert np.array_equal(got, want)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("mp3", "audio/mpeg"),
        ("pcm_s16le", "application/vnd.lmnt.audio-int16"),
        ("pcm_f32le", "application/vnd.lmnt.audio-fp32"),
    ],
)
def test_the_media_type_is_the_one_that_lmnt_sends(ask, form, media_type):
    answer = ask(create_app("tone"), "POST", BYTES, json={"text": TEXT, "voice": "leah", "format": form})
    assert answer.headers["content-type"] == media_type
    assert "content-length" not in answer.headers


@pytest.mark.parametrize("form", ["mp3", "ulaw", "webm", "pcm_s16le", "pcm_f32le"])
def test_the_first_piece_comes_while_the_rest_is_being_spoken(espeak, form):
    """What was made when the first piece arrives is far less than the whole: the worker is still at it."""
    body = {"text": LONG, "voice": "leah", "language": "zh", "format": form}
    seen = []
    for _ in range(3):  # this process may be held up for as long as the speaking takes
        with espeak.client.stream("POST", BYTES, json=body) as stream:
            next(stream.iter_raw())
            seen += workers(espeak)
    assert seen


def test_a_failure_after_the_first_piece_cuts_the_stream(espeak):
    body = {"text": LONG, "voice": "leah", "language": "zh", "format": "pcm_s16le"}
    with espeak.client.stream("POST", BYTES, json=body) as stream:
        pieces = stream.iter_raw()
        next(pieces)
        for worker in workers(espeak):
            os.kill(worker, signal.SIGKILL)
        with pytest.raises(httpx.RemoteProtocolError):
            list(pieces)
    assert espeak.client.post(BYTES, json={"text": TEXT, "voice": "leah"}).status_code == 200


def test_a_failure_before_the_first_piece_is_a_proper_error(ask, monkeypatch):
    monkeypatch.setenv("READCAST_FFMPEG", "no-such-ffmpeg")
    executable.cache_clear()
    answer = ask(create_app("tone"), "POST", BYTES, json={"text": TEXT, "voice": "leah", "format": "mp3"})
    executable.cache_clear()
    assert (answer.status_code, answer.json()["error"]["type"]) == (500, "internal_server_error")


def test_a_client_that_goes_away_ends_the_work(espeak):
    body = {"text": LONG, "voice": "leah", "language": "zh", "format": "mp3"}
    with espeak.client.stream("POST", BYTES, json=body) as stream:
        next(stream.iter_raw())
    # The next answer needs a slot, and there are no more than there are cores.
    for _ in range(3):
        assert espeak.client.post(BYTES, json={"text": TEXT, "voice": "leah"}).status_code == 200


@pytest.mark.parametrize("change", [{"text": ""}, {"voice": "nobody"}, {"format": "flac"}, {"sample_rate": 1}])
def test_wrong_fields_are_refused_as_everywhere(ask, change):
    answer = ask(create_app("tone"), "POST", BYTES, json={"text": TEXT, "voice": "leah", **change})
    assert answer.status_code in (400, 404)
    assert answer.json()["error"]["type"] in ("invalid_request_error", "not_found_error")


def test_nothing_but_silence_is_still_a_sound(ask, decoded):
    answer = ask(create_app("tone"), "POST", BYTES, json={"text": "...", "voice": "leah", "format": "mp3"})
    assert len(decoded(answer.content, "mp3", 24000)) > 0


def test_the_oldest_clients_send_a_form_and_ask_for_durations(ask):
    form = {"text": TEXT, "voice": "leah", "format": "wav", "return_durations": "true", "sample_rate": "16000"}
    for body in ({"data": form}, {"files": {name: (None, value) for name, value in form.items()}}):
        answer = ask(create_app("tone"), "POST", "/v1/ai/speech", **body).json()
        assert set(answer) == {"audio", "durations", "seed"}
        assert "".join(element["text"] for element in answer["durations"]) == TEXT


def workers(server):
    """The processes that speak: the children of the one that forks, which is a child of the server."""
    (forker,) = _children(server.process.pid)
    return _children(forker)


def _children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
