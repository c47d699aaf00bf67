"""Voices: listed, made from a sample, changed, starred, deleted, heard."""

import io
import json
import re
import sqlite3
import subprocess
from contextlib import closing

import numpy as np
import pytest
import soundfile
from samples import RATE, sound_file, syllables

from render.audio.ffmpeg import executable
from render.server.app import create_app
from render.server.endpoints import voices as endpoint
from render.server.state import State
from render.server.voices import VOICES

VOICE = "/v1/ai/voice"
LIST = f"{VOICE}/list"
SAMPLE = sound_file(syllables(200))
FILE = {"file": ("sample.wav", SAMPLE, "audio/x-wav")}
MADE = re.compile("[0-9a-f]{16}")


@pytest.fixture
def app():
    return create_app("tone")


@pytest.fixture
def make(ask, app):
    """A new voice; what the form holds beside its name and file can be given."""

    def made(**fields):
        answer = ask(app, "POST", VOICE, data={"name": "Mine", **fields}, files=FILE)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return made


@pytest.fixture
def encoded(tmp_path):
    """The sample in another format."""

    def coded(kind):
        if kind.isupper():
            return sound_file(syllables(200), kind)
        target, codec = tmp_path / f"sample.{kind}", "aac" if kind == "m4a" else "libopus"
        command = [executable(), "-loglevel", "error", "-i", "-", "-c:a", codec, target]
        subprocess.run(command, input=SAMPLE, check=True)
        return target.read_bytes()

    return coded


def error(answer):
    return answer.status_code, answer.json()["error"]["type"]


def test_there_are_sixteen_system_voices_and_more():
    assert len(VOICES) >= 16
    assert {"leah", "brandon", "morgan", "elowen"} < set(VOICES)


def test_no_two_system_voices_share_a_variant_or_a_description():
    assert len({voice.variant for voice in VOICES.values()}) == len(VOICES)
    assert len({voice.description for voice in VOICES.values()}) == len(VOICES)


def test_a_voice_has_every_member_that_lmnt_gives_it(ask, app):
    assert ask(app, "GET", f"{VOICE}/morgan").json() == {
        "id": "morgan",
        "name": "Morgan",
        "owner": "system",
        "state": "ready",
        "description": VOICES["morgan"].description,
        "gender": "female",
        "preview_url": "http://localhost/previews/morgan.mp3",
        "starred": False,
        "tags": [],
        "type": "instant",
    }


def test_a_voice_is_made_as_the_sdks_send_it(ask, app):
    form = {"name": "Ada", "description": "Dry", "gender": "nonbinary", "tags[]": ["one", "two"]}
    made = ask(app, "POST", VOICE, data=form, files=FILE).json()
    assert MADE.fullmatch(made["id"])
    assert (made["name"], made["description"], made["gender"]) == ("Ada", "Dry", "nonbinary")
    assert (made["tags"], made["owner"], made["state"], made["type"]) == (["one", "two"], "me", "ready", "instant")


def test_a_voice_says_that_it_is_a_stand_in(make):
    made = make()
    assert "not a clone" in made["note"]
    assert "not a clone" in made["description"]
    assert "not a clone" in make(description="My own words")["note"]


@pytest.mark.parametrize("name", ["file", "files", "files[]", "file_field"])
@pytest.mark.parametrize("tags", ["tags", "tags[]"])
def test_every_name_for_the_file_and_the_tags_is_understood(ask, app, name, tags):
    answer = ask(app, "POST", VOICE, data={"name": "A", "enhance": "false", tags: ["x"]}, files={name: SAMPLE})
    assert answer.json()["tags"] == ["x"]


def test_the_oldest_sdk_sends_its_fields_as_json_in_a_mixed_body(ask, app):
    metadata = {"name": "Old", "enhance": True, "type": "instant", "gender": "F", "description": None}
    part = b'--x\r\nContent-Disposition: form-data; name="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n'
    fields = part % (b"metadata", b"application/json", json.dumps(metadata).encode())
    file = part % (b'file_field"; filename="a.wav', b"audio/wav", SAMPLE)
    made = ask(
        app, "POST", VOICE, content=fields + file + b"--x--", headers={"content-type": "multipart/mixed; boundary=x"}
    )
    assert (made.json()["name"], made.json()["gender"]) == ("Old", "F")


def test_version_1_0_may_send_several_files(ask, app):
    files = [("files[]", ("a.wav", SAMPLE)), ("files[]", ("b.wav", SAMPLE))]
    assert ask(app, "POST", VOICE, data={"name": "A", "enhance": "true"}, files=files).status_code == 200


@pytest.mark.parametrize("kind", ["WAV", "MP3", "OGG", "FLAC", "m4a", "webm"])
def test_a_sample_may_have_any_of_the_formats(ask, app, kind, encoded):
    answer = ask(app, "POST", VOICE, data={"name": "A"}, files={"file": encoded(kind)})
    assert answer.status_code == 200, answer.text


NO_SAMPLES = [
    ({}, "file: is required"),
    ({"file": b""}, "file: is empty"),
    ({"file": b"This is no sound at all." * 50}, "file: no sound"),
    ({"file": b"#EXTM3U\nfile:///etc/passwd\n"}, "file: no sound"),
    ({"file": SAMPLE[:40]}, "file: no sound"),
    ({"file": sound_file(np.zeros(5 * RATE))}, "file: 0.0 s"),
    ({"file": sound_file(syllables(200, seconds=0.5))}, "the least is 1 s"),
]


@pytest.mark.parametrize(("files", "message"), NO_SAMPLES, ids=lambda value: str(value)[:20])
def test_what_is_no_sample_is_refused_and_not_kept(ask, tmp_path, files, message):
    with closing(State(tmp_path)) as state:
        app = create_app("tone", state=state)
        answer = ask(app, "POST", VOICE, data={"name": "A"}, files=files or {"other": b"x"})
        assert error(answer) == (400, "invalid_request_error")
        assert message in answer.json()["error"]["message"]
        assert str(tmp_path) not in answer.text
        assert list(state.samples.iterdir()) == []
        assert ask(app, "GET", f"{LIST}?owner=me").json() == []


def test_two_files_are_one_too_many(ask, app):
    answer = ask(app, "POST", VOICE, data={"name": "A"}, files=[("file", SAMPLE), ("file", SAMPLE)])
    assert (answer.status_code, "the most is 1" in answer.text) == (400, True)


@pytest.mark.parametrize("over", [1, 40_000_000])
def test_a_sample_that_is_too_large_is_refused(ask, app, monkeypatch, over):
    monkeypatch.setattr(endpoint, "LARGEST_SAMPLE", 100_000)
    answer = ask(app, "POST", VOICE, data={"name": "A"}, files={"file": bytes(100_000 + over)})
    assert error(answer) == (400, "invalid_request_error")
    assert "larger than 100,000 bytes" in answer.text


WRONG_FIELDS = [
    ({}, "name"),
    ({"name": " "}, "name"),
    ({"name": "A", "metadata": "{"}, "JSON"),
    ({"metadata": json.dumps({"name": 7})}, "name"),
    ({"metadata": json.dumps({"name": "\ud800"})}, "name"),
    ({"metadata": json.dumps({"name": "A", "tags": "x"})}, "tags"),
]


@pytest.mark.parametrize(("fields", "named"), WRONG_FIELDS)
def test_a_wrong_field_of_a_new_voice_is_refused_by_name(ask, app, fields, named):
    answer = ask(app, "POST", VOICE, data=fields, files=FILE)
    assert error(answer) == (400, "invalid_request_error")
    assert named in answer.json()["error"]["message"]


BODIES = [
    (b"", "application/json"),
    (b"name=A", "application/x-www-form-urlencoded"),
    (b"", "multipart/form-data"),
    (b"", "multipart/form-data; boundary=x"),
    (b"--x\r\n\r\nname", "multipart/form-data; boundary=x"),
    (
        b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nnot a file\r\n--x--',
        "multipart/form-data; boundary=x",
    ),
    (
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n+2AA-\r\n--x--',
        "multipart/form-data; boundary=x; charset=utf-7",
    ),
    (
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nA\r\n--x--',
        "multipart/form-data; boundary=x; charset=hex",
    ),
]


@pytest.mark.parametrize(("body", "kind"), BODIES, ids=lambda value: repr(value)[:60])
@pytest.mark.parametrize("path", [VOICE, "/v1/ai/speech/convert"])
def test_a_body_that_is_no_sound_form_is_refused(ask, app, path, body, kind):
    answer = ask(app, "POST", path, content=body, headers={"content-type": kind})
    assert error(answer) == (400, "invalid_request_error")


def test_only_what_is_given_changes(ask, app, make):
    made = make(description="Dry", **{"tags[]": ["one", "two"]})
    changed = ask(app, "PUT", f"{VOICE}/{made['id']}", json={"name": "New", "tags": ["three"]}).json()
    assert changed == {"voice": {**made, "name": "New", "tags": ["three"]}}
    assert ask(app, "GET", f"{VOICE}/{made['id']}").json() == changed["voice"]


def test_nothing_given_changes_nothing(ask, app, make):
    made = make()
    assert ask(app, "PUT", f"{VOICE}/{made['id']}", json={}).json() == {"voice": made}


def test_of_a_system_voice_only_the_star_changes(ask, app):
    before = ask(app, "GET", f"{VOICE}/leah").json()
    changed = ask(app, "PUT", f"{VOICE}/leah", json={"starred": True, "name": "Mine now"}).json()["voice"]
    assert changed == {**before, "starred": True}


def test_a_change_of_a_system_voice_without_a_star_is_an_error(ask, app):
    assert error(ask(app, "PUT", f"{VOICE}/leah", json={"name": "Mine now"})) == (403, "permission_error")


WRONG_CHANGES = [
    {"name": ""},
    {"name": None},
    {"name": "\ud800"},
    {"starred": "true"},
    {"tags": "x"},
    {"tags": [1]},
    {"gender": 1},
]


@pytest.mark.parametrize("change", WRONG_CHANGES, ids=ascii)
def test_a_wrong_change_is_refused_and_changes_nothing(ask, app, make, change):
    made = make()
    answer = ask(app, "PUT", f"{VOICE}/{made['id']}", content=json.dumps({"description": "x", **change}))
    assert error(answer) == (400, "invalid_request_error")
    assert next(iter(change)) in answer.json()["error"]["message"]
    assert ask(app, "GET", f"{VOICE}/{made['id']}").json() == made


def test_a_voice_that_was_made_can_be_deleted_once(ask, tmp_path):
    with closing(State(tmp_path)) as state:
        app = create_app("tone", state=state)
        path = f"{VOICE}/{ask(app, 'POST', VOICE, data={'name': 'A'}, files=FILE).json()['id']}"
        assert [file.read_bytes() for file in (tmp_path / "samples").iterdir()] == [SAMPLE]
        ask(app, "PUT", path, json={"starred": True})
        assert ask(app, "DELETE", path, headers={"content-type": "application/json"}).json() == {"success": True}
        assert list((tmp_path / "samples").iterdir()) == []
        assert error(ask(app, "DELETE", path)) == error(ask(app, "GET", path)) == (404, "not_found_error")


def test_a_system_voice_cannot_be_deleted(ask, app):
    assert error(ask(app, "DELETE", f"{VOICE}/leah")) == (403, "permission_error")
    assert ask(app, "GET", f"{VOICE}/leah").status_code == 200


NOBODY = [
    "nobody",
    "0123456789abcdef",
    "0123456789ABCDEF",
    "%2e%2e%2fstate.sqlite",
    "..%2f..",
    "%00",
    "%ff",
    "é",
    "a'--",
]


@pytest.mark.parametrize("name", NOBODY)
@pytest.mark.parametrize(("method", "end"), [("GET", ""), ("DELETE", ""), ("PUT", ""), ("GET", "/preview")])
def test_a_voice_that_is_not_there_is_404(ask, app, method, end, name):
    json_ = {"json": {"starred": True}} if method == "PUT" else {}
    assert error(ask(app, method, f"{VOICE}/{name}{end}", **json_)) == (404, "not_found_error")


LISTS = [
    ("", {"leah", "Mine"}),
    ("?owner=all", {"leah", "Mine"}),
    ("?owner=me", {"Mine"}),
    ("?owner=system", {"leah"}),
    ("?owner=system%2Cme", {"leah", "Mine"}),
    ("?starred=true", {"Mine"}),
    ("?starred=True&owner=system", set()),
    ("?starred=False&owner=me", {"Mine"}),
]


@pytest.mark.parametrize(("query", "expected"), LISTS)
def test_the_list_is_narrowed_by_owner_and_star(ask, app, make, query, expected):
    made = make()["id"]
    ask(app, "PUT", f"{VOICE}/{made}", json={"starred": True})
    found = {"Mine" if voice["id"] == made else voice["id"] for voice in ask(app, "GET", LIST + query).json()}
    assert found & {"leah", "Mine"} == expected


def test_a_star_can_be_taken_away(ask, app):
    ask(app, "PUT", f"{VOICE}/leah", json={"starred": True})
    assert [voice["id"] for voice in ask(app, "GET", f"{LIST}?starred=true").json()] == ["leah"]
    ask(app, "PUT", f"{VOICE}/leah", json={"starred": False})
    assert ask(app, "GET", f"{LIST}?starred=true").json() == []


def test_two_servers_on_one_state_see_each_others_voices(ask, tmp_path):
    with closing(State(tmp_path)) as one, closing(State(tmp_path)) as other:
        here, there = create_app("tone", state=one), create_app("tone", state=other)
        path = f"{VOICE}/{ask(here, 'POST', VOICE, data={'name': 'A'}, files=FILE).json()['id']}"
        ask(there, "PUT", path, json={"name": "B", "starred": True})
        ask(here, "PUT", path, json={"description": "C"})
        found = ask(there, "GET", path).json()
        assert (found["name"], found["description"], found["starred"]) == ("B", "C", True)
        ask(there, "DELETE", path)
        assert ask(here, "GET", path).status_code == 404


def test_a_state_of_the_time_before_voices_is_taken_over(ask, tmp_path):
    with closing(sqlite3.connect(tmp_path / "state.sqlite")) as old:
        old.executescript("create table usage (one integer primary key, characters); insert into usage values (1, 7)")
    with closing(State(tmp_path)) as state:
        app = create_app("tone", state=state)
        assert ask(app, "GET", "/v1/account").json()["usage"]["characters"] == 7
        assert ask(app, "POST", VOICE, data={"name": "A"}, files=FILE).status_code == 200


def test_a_restart_keeps_voices_samples_and_stars(start, tmp_path):
    with start("--engine", "tone", "--state", str(tmp_path)) as server:
        made = server.client.post(VOICE, data={"name": "A"}, files=FILE).json()
        server.client.put(f"{VOICE}/leah", json={"starred": True})
    with start("--engine", "tone", "--state", str(tmp_path)) as server:
        assert [voice["name"] for voice in server.client.get(f"{LIST}?owner=me").json()] == ["A"]
        assert [voice["id"] for voice in server.client.get(f"{LIST}?starred=true").json()] == ["leah"]
        assert server.speak(text="A few words.", voice=made["id"]).status_code == 200
    assert (tmp_path / "samples" / made["id"]).read_bytes() == SAMPLE


def test_without_a_state_no_sample_outlives_the_server(start, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with start("--engine", "tone") as server:
        assert server.client.post(VOICE, data={"name": "A"}, files=FILE).status_code == 200
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", [f"{VOICE}/leah/preview", "/previews/leah.mp3"])
def test_a_preview_is_an_mp3_that_costs_nothing(ask, app, path):
    answer = ask(app, "GET", path)
    assert answer.headers["content-type"] == "audio/mpeg"
    assert soundfile.info(io.BytesIO(answer.content)).duration > 0.5
    assert ask(app, "GET", "/v1/account").json()["usage"]["characters"] == 0


def test_the_preview_of_a_made_voice_is_found_by_its_url(ask, app, make):
    assert ask(app, "GET", make()["preview_url"]).headers["content-type"] == "audio/mpeg"
