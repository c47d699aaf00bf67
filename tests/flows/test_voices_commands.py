"""readcast voices, account and speech-server's state, with the real server."""

import json
import os
from pathlib import Path

import pytest
from stub import LEAH, REFUSED, service

from flows import server_state


@pytest.fixture
def at(tone):
    return ("--speech", tone.url)


def test_the_voices_are_listed_one_below_the_other(command, at):
    said = command("voices", "list", *at)
    lines = said.out.splitlines()
    assert lines[0].split() == ["id", "name", "owner", "state", "gender", "description"]
    leah = next(line for line in lines if line.startswith("leah "))
    assert leah.index("Leah") == lines[0].index("name")


def test_a_list_as_json_is_one_object_of_lmnts_voices(command, at):
    found = json.loads(command("voices", "list", *at, "--json").out)["voices"]
    assert {"id", "name", "owner", "state"} <= set(found[0])


def test_an_owner_that_is_none_is_wrong_input(command, at):
    said = command("voices", "list", "--owner", "you", *at)
    assert (said.code, "all, system, me" in said.err) == (2, True)


def test_one_voice_is_shown_line_by_line(command, at):
    said = command("voices", "show", "leah", *at)
    assert said.out.splitlines()[:2] == [f"{'id':13}leah", f"{'name':13}Leah"]


@pytest.mark.parametrize("words", [["show"], ["delete"], ["update", "--name", "x"], ["preview", "-o", "x.mp3"]])
def test_a_voice_that_is_not_there_is_named_with_the_next_step(command, at, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = command("voices", words[0], "caruso", *words[1:], *at)
    assert said.code == 1
    assert "404" in said.err
    assert "`readcast voices list`" in said.err
    assert list(tmp_path.iterdir()) == []


def test_an_update_of_nothing_is_wrong_input(command, at):
    said = command("voices", "update", "leah", *at)
    assert (said.code, "--name" in said.err) == (2, True)


def test_a_voice_of_the_system_is_not_deleted(command, at):
    said = command("voices", "delete", "leah", *at)
    assert said.code in (1, 3)
    assert json.loads(command("voices", "show", "leah", *at, "--json").out)["id"] == "leah"


def test_what_is_sent_to_change_a_voice(command):
    changed = {"voice": {**LEAH[0], "name": "Lea", "starred": True}}
    with service(
        {"PUT /v1/ai/voice/leah": (200, changed), "DELETE /v1/ai/voice/leah": (200, {"success": True})}
    ) as stub:
        said = command("voices", "update", "leah", "--name", "Lea", "--starred", "--speech", stub.url)
        assert "Lea" in said.out
        assert f"{'starred':9}yes" in said.out
        assert command("voices", "delete", "leah", "--speech", stub.url).out == "The voice 'leah' is deleted.\n"
        found = command("voices", "delete", "leah", "--speech", stub.url, "--json")
        assert json.loads(found.out) == {"deleted": "leah"}


def test_a_refused_key_is_exit_code_3_for_every_command(command, tmp_path):
    sample = tmp_path / "a.wav"
    sample.write_bytes(b"RIFF")
    paths = (
        "GET /v1/account",
        "GET /v1/ai/voice/list",
        "GET /v1/ai/voice/x",
        "PUT /v1/ai/voice/x",
        "POST /v1/ai/voice",
    )
    calls = [["account"], ["voices", "list"], ["voices", "show", "x"], ["voices", "update", "x", "--name", "y"]]
    with service(dict.fromkeys(paths, (401, REFUSED))) as stub:
        for words in [*calls, ["voices", "create", sample, "--name", "y"]]:
            said = command(*words, "--speech", stub.url)
            assert (said.code, "req_stub" in said.err, said.out) == (3, True, "")


def test_the_account_is_shown_in_both_readings(command):
    body = {"plan": {"type": "pro", "character_limit": 1000}, "usage": {"characters": 300}}
    with service({"GET /v1/account": (200, body)}) as stub:
        said = command("account", "--speech", stub.url)
        found = json.loads(command("account", "--speech", stub.url, "--json").out)
    assert "300 left if" in said.out
    assert "700 if it means characters used" in said.out
    assert (found["left_if_characters_remain"], found["left_if_characters_were_used"]) == (300, 700)
    assert found["service"] == stub.url


def test_an_account_without_a_limit_has_nothing_to_read_twice(command, at):
    said = command("account", *at)
    assert "limit       none" in said.out
    assert "left" not in said.out


# What the local server keeps. It is started by each of these commands, and ends with it.


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_voice_that_was_made_on_the_local_server_narrates_a_book(data, desk, readcast, recording):
    made = readcast("voices", "create", recording, "--name", "Möwe", "--tag", "sea", "--speech", "local:tone", "--json")
    assert made.code == 0, made.err
    voice = made.json["id"]
    assert "stand-in" in made.json["note"]
    assert "preview_url" not in made.json, "that server has ended"
    told = readcast(*desk.words("--speech", "local:tone", "--voice", voice))
    assert told.code == 0, told.err
    mine = readcast("voices", "list", "--owner", "me", "--speech", "local:tone", "--json")
    assert [one["id"] for one in mine.json["voices"]] == [voice]
    assert readcast("voices", "delete", voice, "--speech", "local:tone").code == 0
    assert readcast("voices", "list", "--owner", "me", "--speech", "local:tone", "--json").json == {"voices": []}


def test_a_recording_is_checked_without_being_sent(command, recording):
    said = command("voices", "check", recording)
    assert (said.code, said.err) == (0, "")
    assert "sample rate" in said.out
    assert json.loads(command("voices", "check", recording, "--json").out)["file"] == "gull.wav"


@pytest.fixture
def recording(tmp_path):
    np, soundfile = pytest.importorskip("numpy"), pytest.importorskip("soundfile")
    pytest.importorskip("render.audio.recordings")
    time = np.arange(24_000 * 4) / 24_000
    buzz = sum(np.sin(2 * np.pi * 120 * number * time) / number for number in range(1, 20))
    path = tmp_path / "gull.wav"
    soundfile.write(path, 0.2 * buzz * np.clip(np.sin(np.pi * 4 * time) ** 2, 0, 1), 24_000)
    return path


def test_the_default_folder_is_made(data):
    assert server_state.usable() == data / "readcast" / "speech-server"
    assert server_state.folder().is_dir()


def test_a_folder_that_cannot_be_written_is_a_warning_and_nothing_is_kept(data, command):
    data.write_text("a file")
    said = command("voices", "list", "--speech", "local:tone")
    assert said.code == 0
    assert "leah" in said.out
    assert "cannot be written" in said.err


def test_a_runs_own_server_does_not_ask_for_the_key_of_the_one_in_the_foreground(data, desk, monkeypatch):
    monkeypatch.setenv("READCAST_SERVER_API_KEY", "another")
    assert desk.narrate(speech="local:tone").spent.requests == 3


def test_the_server_in_the_foreground_takes_all_its_options(begun, tmp_path, readcast):
    state, key = tmp_path / "state", {"READCAST_SERVER_API_KEY": "some-key"}
    options = ["--state", state, "--plan-characters", "1000", "--requests-per-second", "50", "--concurrency", "4"]
    words = ["speech-server", "--port", "0", "--engine", "tone", *options, "--allow-host", "speech.example"]
    with begun(*words, env=key) as process:
        url = json.loads(process.stdout.readline())["url"]
        assert readcast("account", "--speech", url).code == 3
        found = readcast("account", "--speech", url, "--json", env={"LMNT_API_KEY": "some-key"})
        assert found.json["character_limit"] == 1000
        assert "some-key" not in Path(f"/proc/{process.pid}/cmdline").read_text()
    assert (state / "state.sqlite").is_file()


def test_the_key_of_the_server_may_be_an_option(begun, readcast):
    with begun("speech-server", "--port", "0", "--engine", "tone", "--api-key", "some-key") as process:
        url = json.loads(process.stdout.readline())["url"]
        assert readcast("account", "--speech", url).code == 3
        assert readcast("account", "--speech", url, env={"LMNT_API_KEY": "some-key"}).code == 0


def test_a_rehearsal_keeps_nothing_unless_told_where(begun, data):
    with begun("speech-server", "--port", "0", "--engine", "tone", "--plan-characters", "5") as process:
        assert json.loads(process.stdout.readline())["engine"] == "tone"
    assert not data.exists()


def test_the_folder_is_that_of_the_user(data):
    assert str(server_state.folder()).startswith(os.environ["XDG_DATA_HOME"])
