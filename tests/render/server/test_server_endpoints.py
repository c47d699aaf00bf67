"""The API over ASGI, without a socket, spoken in tones."""

import base64
import io
import json
import re

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from render.server.app import AppOptions, create_app
from render.server.endpoints import speech
from render.server.engines import engine_version, identity
from render.server.workers import Speaker

SPEECH = "/v1/ai/speech"
PLAIN = {"text": "Hello, world.", "voice": "leah"}
REQUEST_ID = re.compile(r"req_[2-9A-HJ-NP-Za-km-z]{22}")
APP = create_app("tone")


def spoken(ask, **fields):
    return ask(APP, "POST", SPEECH, json={**PLAIN, "format": "pcm_s16le", "return_timestamps": True, **fields})


def samples(answer):
    return len(base64.b64decode(answer.json()["audio"])) // 2


REFUSED = [
    ({"text": None}, 400, "text"),
    ({"text": 7}, 400, "text"),
    ({"text": ""}, 400, "text"),
    ({"text": " \n\t\u3000"}, 400, "text"),
    ({"text": "a" * 5001}, 400, "5001"),
    ({"text": "😀" * 2501}, 400, "5002"),
    ({"voice": None}, 400, "voice"),
    ({"voice": "nobody"}, 404, "nobody"),
    ({"voice": "../leah"}, 404, "../leah"),
    ({"voice": "\ud800"}, 404, "ud800"),
    ({"model": "gale"}, 400, "model"),
    ({"model": None}, 400, "model"),
    ({"language": "tlh"}, 400, "language"),
    ({"format": "flac"}, 400, "format"),
    ({"format": ["mp3"]}, 400, "format"),
    ({"sample_rate": 44100}, 400, "sample_rate"),
    ({"sample_rate": True}, 400, "sample_rate"),
    ({"sample_rate": "24000"}, 400, "sample_rate"),
    ({"temperature": -0.1}, 400, "temperature"),
    ({"temperature": "hot"}, 400, "temperature"),
    ({"temperature": True}, 400, "temperature"),
    ({"top_p": 1.01}, 400, "top_p"),
    ({"top_p": -1}, 400, "top_p"),
    ({"return_timestamps": "yes"}, 400, "return_timestamps"),
    ({"debug": "yes"}, 400, "debug"),
]


@pytest.mark.parametrize(("change", "status", "named"), REFUSED, ids=lambda value: ascii(value)[:40])
def test_a_wrong_field_is_refused_by_name(ask, change, status, named):
    answer = ask(APP, "POST", SPEECH, content=json.dumps({**PLAIN, **change}))
    assert answer.status_code == status
    assert named in answer.json()["error"]["message"]


@pytest.mark.parametrize("missing", ["text", "voice"])
def test_a_required_field_cannot_be_left_out(ask, missing):
    fields = {key: value for key, value in PLAIN.items() if key != missing}
    answer = ask(APP, "POST", SPEECH, json=fields)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, f"{missing}: is required")


BODIES = [
    b"",
    b"{",
    b"[]",
    b'"text"',
    b"null",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"text":"a","voice":"leah","top_p":NaN}',
    b'{"text":"a","voice":"leah","temperature":Infinity}',
    b'{"text":"a","voice":"leah","temperature":' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:30]))
def test_a_body_that_is_no_sound_object_is_refused(ask, body):
    answer = ask(APP, "POST", SPEECH, content=body)
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")


ACCEPTED = [
    {"text": "a" * 5000},
    {"text": "😀" * 2500},
    {"model": "blizzard"},
    {"language": "auto"},
    {"language": "zh"},
    {"format": "mulaw"},
    {"format": "raw"},
    {"sample_rate": 8000},
    {"temperature": 0, "top_p": 1},
    {"speed": 1.5, "seed": 3, "debug": True},
]


@pytest.mark.parametrize("change", ACCEPTED, ids=lambda value: ascii(value)[:40])
def test_what_the_api_allows_is_spoken(ask, change):
    assert spoken(ask, **change).status_code == 200


def test_timestamps_come_only_when_asked_for(ask):
    assert set(ask(APP, "POST", SPEECH, json={**PLAIN, "format": "wav"}).json()) == {"audio"}


def test_a_key_and_a_version_are_not_needed_and_not_in_the_way(ask):
    headers = {"X-API-Key": "secret", "lmnt-version": "banana"}
    assert ask(APP, "POST", SPEECH, json=PLAIN, headers=headers).status_code == 200


def test_a_body_over_a_mebibyte_is_refused(ask):
    answer = ask(APP, "POST", SPEECH, json={**PLAIN, "padding": "x" * (1 << 20)})
    assert (answer.status_code, answer.headers["connection"]) == (400, "close")


EVERY_KIND = [
    ("POST", SPEECH, 400, "invalid_request_error"),
    ("GET", SPEECH, 405, "invalid_request_error"),
    ("GET", "/v1/nothing", 404, "not_found_error"),
    ("GET", "/v1/ai/speech/", 404, "not_found_error"),
    ("DELETE", "/v1/account", 405, "invalid_request_error"),
    ("GET", "/v1/ai/voice/list?owner=you", 400, "invalid_request_error"),
    ("GET", "/v1/ai/voice/list?starred=maybe", 400, "invalid_request_error"),
]


@pytest.mark.parametrize(("method", "path", "status", "slug"), EVERY_KIND)
def test_every_error_has_the_envelope_and_its_id(ask, method, path, status, slug):
    answer = ask(APP, method, path)
    found = answer.json()
    assert (answer.status_code, found["type"], found["error"]["type"]) == (status, "error", slug)
    assert REQUEST_ID.fullmatch(found["request_id"])
    assert answer.headers["request-id"] == found["request_id"]


def test_a_failure_of_the_server_itself_has_the_envelope_too(ask, tmp_path, monkeypatch):
    # A real fault: the answer's temporary file cannot be made.
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    answer = spoken(ask)
    assert (answer.status_code, answer.json()["error"]["type"]) == (500, "internal_server_error")
    assert answer.headers["request-id"] == answer.json()["request_id"]


@pytest.mark.parametrize("path", ["/", "/health", "/v1/account", "/v1/ai/voice/list"])
def test_every_success_has_an_id_that_is_new(ask, path):
    first, second = (ask(APP, "GET", path).headers.get_list("request-id") for _ in range(2))
    assert len(first) == 1
    assert REQUEST_ID.fullmatch(first[0])
    assert first != second


def test_the_same_request_gets_the_same_answer_and_id(ask):
    first, second = spoken(ask), spoken(ask)
    assert (first.content, first.headers["request-id"]) == (second.content, second.headers["request-id"])


def test_another_request_gets_another_id(ask):
    assert spoken(ask).headers["request-id"] != spoken(ask, text="Hello.").headers["request-id"]


def test_the_list_of_voices_is_a_bare_array_of_voices(ask):
    voices = ask(APP, "GET", "/v1/ai/voice/list").json()
    assert {"leah", "brandon", "morgan", "elowen"} < {voice["id"] for voice in voices}
    assert all(voice["owner"] == "system" and voice["state"] == "ready" and voice["name"] for voice in voices)


@pytest.mark.parametrize(
    ("query", "some"),
    [("owner=system,me", True), ("owner=me", False), ("starred=True", False), ("starred=False", True)],
)
def test_the_list_of_voices_can_be_narrowed(ask, query, some):
    assert bool(ask(APP, "GET", f"/v1/ai/voice/list?{query}").json()) == some


def test_the_account_counts_what_was_spoken(ask):
    app = create_app("tone")
    ask(app, "POST", SPEECH, json=PLAIN)
    account = ask(app, "GET", "/v1/account").json()
    assert account["usage"]["characters"] == len(PLAIN["text"])
    assert {"type", "character_limit", "commercial_use_allowed"} <= set(account["plan"])


def test_the_server_says_what_it_is(ask):
    assert ask(APP, "GET", "/health").json() == {"server": "readcast", "engine": "tone", "version": "1"}


def test_an_answer_takes_at_least_the_latency_asked_for(ask):
    app = create_app("tone", AppOptions(latency=0.1, latency_per_character=0.01))
    answer = ask(app, "POST", SPEECH, json={**PLAIN, "text": "0123456789"})
    assert answer.elapsed.total_seconds() >= 0.2


def test_what_takes_long_begins_with_white_space_and_is_the_same_answer(ask, monkeypatch):
    soon = spoken(ask)
    monkeypatch.setattr(speech, "QUIET_SECONDS", 0.05)
    late = ask(create_app("tone", AppOptions(latency=0.3)), "POST", SPEECH, content=soon.request.content)
    assert late.text[:3].isspace()
    assert late.text.strip() == soon.text
    assert late.headers["content-type"] == "application/json"


EDGES = [
    "a",
    "...",
    "  two  spaces ",
    "\n\nA heading\n\nText. “Quoted” — and so on…",
    "NUL \x00 and \x01+40S and \x1f and \x7f",
    "lone \ud800 surrogate \udfff",
    "don't well-known $1,234.56 12:30 x@y.org e.g. https://a.b/c?d=e#f",
    "日本語とEnglishと、中文。ภาษาไทย",
    "😀👩‍👩‍👧🇩🇪 e\u0301 \u200f\u202e \ufeff",
    "<b>[[x]]</b> &amp; `code` | table |",
]


@pytest.mark.parametrize("text", EDGES, ids=ascii)
@pytest.mark.parametrize("engine", ["tone", "tone-noisy"])
def test_timestamps_cover_text_and_audio(ask, check, text, engine):
    body = json.dumps({**PLAIN, "text": text, "format": "pcm_s16le", "return_timestamps": True})
    answer = ask(create_app(engine), "POST", SPEECH, content=body)
    check(text, answer.json()["timestamps"], samples(answer), 24000)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60).filter(str.strip), rate=st.sampled_from([8000, 16000, 24000]))
def test_timestamps_cover_any_text_at_any_rate(ask, check, text, rate):
    answer = spoken(ask, text=text, sample_rate=rate)
    check(text, answer.json()["timestamps"], samples(answer), rate)


def test_words_spaces_and_punctuation_are_elements_of_their_own(ask):
    timestamps = spoken(ask, text="Don't go, Mr. Well-Known!").json()["timestamps"]
    assert [element["text"] for element in timestamps] == [
        *("", "Don't", " ", "go", ",", " ", "Mr", ".", " ", "Well-Known", "!", ""),
    ]


def test_a_pause_sits_on_the_punctuation_and_a_space_has_none(ask):
    found = {element["text"]: element["duration"] for element in spoken(ask).json()["timestamps"]}
    assert found[","] > 0.1
    assert found[" "] == 0


@pytest.mark.parametrize(("engine", "shortest", "longest"), [("tone", 0.5, 1), ("tone-noisy", 0.06, 0.09)])
def test_a_blank_line_is_a_pause(ask, engine, shortest, longest):
    body = {**PLAIN, "text": "One\n\ntwo", "return_timestamps": True}
    timestamps = ask(create_app(engine), "POST", SPEECH, json=body).json()["timestamps"]
    assert shortest <= timestamps[2]["duration"] <= longest


def test_only_the_noisy_engine_is_never_silent(ask):
    def quietest(engine):
        body = {**PLAIN, "text": "One.\n\nTwo.", "format": "pcm_s16le"}
        pcm = np.frombuffer(base64.b64decode(ask(create_app(engine), "POST", SPEECH, json=body).json()["audio"]), "<i2")
        return max(1e-9, pcm[:2000].astype(float).std()) / 32768

    assert 20 * np.log10(quietest("tone-noisy")) == pytest.approx(-55, abs=1)
    assert quietest("tone") < 1e-6


@pytest.mark.parametrize("rate", [8000, 16000, 24000])
@pytest.mark.parametrize("form", ["wav", "ulaw", "mp3", "aac", "webm", "pcm_s16le", "pcm_f32le"])
def test_every_format_holds_the_whole_audio(ask, decoded, form, rate):
    body = {**PLAIN, "text": "Some words to be encoded. " * 4, "sample_rate": rate}
    exact = len(base64.b64decode(ask(APP, "POST", SPEECH, json={**body, "format": "pcm_s16le"}).json()["audio"])) // 2
    made = base64.b64decode(ask(APP, "POST", SPEECH, json={**body, "format": form}).json()["audio"])
    # A codec works in frames and starts late: MP3 and AAC by up to four frames of 1152 and 1024 samples.
    slack = {"mp3": 4 * 1152, "aac": 4 * 1024, "webm": rate // 20}.get(form, 0)
    assert abs(len(decoded(made, form, rate)) - exact) <= slack


def test_mu_law_is_the_same_sound_within_its_steps(ask):
    body = {**PLAIN, "sample_rate": 24000}
    plain, coded = (
        soundfile.read(
            io.BytesIO(base64.b64decode(ask(APP, "POST", SPEECH, json={**body, "format": form}).json()["audio"]))
        )
        for form in ("wav", "ulaw")
    )
    # The step of G.711 is a sixteenth of the power of two below it, and never under 8 of 32768.
    assert np.all(np.abs(plain[0] - coded[0]) <= np.maximum(np.abs(plain[0]) / 16, 8 / 32768))
    assert coded[1] == 24000


def test_mu_law_comes_at_8000_unless_asked(ask):
    made = base64.b64decode(ask(APP, "POST", SPEECH, json={**PLAIN, "format": "ulaw"}).json()["audio"])
    assert soundfile.info(io.BytesIO(made)).samplerate == 8000


def test_an_identity_names_engine_and_version():
    assert identity("tone") == "tone@1"
    assert identity("espeak") == f"espeak@{engine_version('espeak')}.2"
    assert re.fullmatch(r"espeak@\d+(\.\d+)+", identity("espeak"))


def test_a_speaker_of_tones_needs_no_process():
    with Speaker("tone") as speaker:
        speaker.wait()
