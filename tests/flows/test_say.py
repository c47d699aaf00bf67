"""readcast say and voices preview: sound to a file or to a program, and never over a file that was there."""

import os
import subprocess

import pytest
from stub import service

WAV, MP3 = b"RIFF", b"ID3"


@pytest.fixture
def at(tone, tmp_path, monkeypatch):
    """Where it speaks; the folder is the test's own."""
    monkeypatch.chdir(tmp_path)
    return ("--speech", tone.url)


def piped(readcast_path, *words):
    return subprocess.run([readcast_path, *words], capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(("name", "begins"), [("a.mp3", MP3), ("a.wav", WAV), ("a", MP3), ("b.WAV", WAV)])
def test_the_files_name_says_the_format(command, at, tmp_path, name, begins):
    said = command("say", "Good morning.", "-o", name, *at)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{name} · 13 characters · voice leah of {at[1]}\n"
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_the_format_that_is_named_wins(command, at, tmp_path):
    assert command("say", "Hi.", "-o", "a.mp3", "--format", "wav", *at).code == 0
    assert (tmp_path / "a.mp3").read_bytes().startswith(WAV)


@pytest.mark.parametrize(
    "words", [["-o", "a.ogg"], ["--format", "flac"], ["-o", "none/a.mp3"], ["-o", "."], ["-o", ""]]
)
def test_what_cannot_be_written_is_refused_before_anything_is_asked_for(command, at, words, tone, tmp_path):
    before = tone.spoken()
    said = command("say", "Hi.", *words, *at)
    assert (said.code, said.out) == (2, "")
    assert tone.spoken() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", " \n", "x" * 5001, "\U0001f600" * 2501])
def test_a_text_that_cannot_be_said_is_refused_before_anything_is_asked_for(command, at, text, tone):
    before = tone.spoken()
    assert command("say", text, "-o", "a.mp3", *at).code == 2
    assert tone.spoken() == before


def test_a_file_that_is_there_is_not_written_over_unless_told_to(command, at, tmp_path, tone):
    (tmp_path / "a.mp3").write_text("mine")
    before = tone.spoken()
    said = command("say", "Hi.", "-o", "a.mp3", *at)
    assert (said.code, "--overwrite" in said.err) == (2, True)
    assert (tmp_path / "a.mp3").read_text() == "mine"
    assert tone.spoken() == before
    assert command("say", "Hi.", "-o", "a.mp3", "--overwrite", *at).code == 0
    assert (tmp_path / "a.mp3").read_bytes().startswith(MP3)


def test_a_device_is_written_to_and_stays_what_it_is(command, at):
    assert command("say", "Hi.", "-o", "/dev/null", *at).code == 0
    assert not os.path.isfile("/dev/null")  # noqa: PTH113


def test_behind_a_pipe_the_sound_is_standard_output_and_nothing_else(readcast_path, at):
    for words in ([], ["-o", "-"]):
        ended = piped(readcast_path, "say", "Good morning.", *words, *at)
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert ended.stdout.startswith(MP3)


def test_with_json_the_sound_is_a_new_file_each_time(readcast, at, tmp_path):
    found = [readcast("say", "Good morning, Möwe!", "--json", *at, cwd=tmp_path).json for _ in range(2)]
    assert [one["file"] for one in found] == ["good-morning-mowe.mp3", "good-morning-mowe-2.mp3"]
    assert found[0]["bytes"] == (tmp_path / found[0]["file"]).stat().st_size
    assert found[0]["characters"] == len("Good morning, Möwe!")


def test_json_and_sound_do_not_share_standard_output(command, at):
    assert command("say", "Hi.", "--json", "-o", "-", *at).code == 2


def test_who_stops_listening_ends_it_in_one_line(at, readcast_path):
    command = (
        f"{readcast_path} say '{'Many words follow here. ' * 100}' --format wav {' '.join(at)} | head -c 4 > /dev/null"
    )
    ended = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False, timeout=60
    )
    assert ended.returncode in (0, 2)
    assert ended.stderr.count(b"\n") <= 1
    assert b"Traceback" not in ended.stderr


def test_a_stream_that_breaks_off_leaves_no_file(command, at, tmp_path, monkeypatch):
    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("render.files.synced", broken)
    said = command("say", "Hi.", "-o", "a.mp3", *at)
    assert (said.code, "No space left" in said.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_settings_of_the_folder_say_how_it_speaks(command, at, tmp_path):
    (tmp_path / "readcast.toml").write_text('voice = "morgan"\n')
    assert "voice morgan" in command("say", "Hi.", "-o", "a.mp3", *at).out
    assert "voice leah" in command("say", "Hi.", "-o", "b.mp3", "--voice", "leah", *at).out


def test_the_services_own_preview_costs_nothing(command, at, tmp_path, tone):
    before = tone.spoken()
    said = command("voices", "preview", "leah", "-o", "leah.mp3", *at)
    assert (said.code, said.err) == (0, "")
    assert (tmp_path / "leah.mp3").stat().st_size > 1000
    assert tone.spoken() == before


@pytest.mark.parametrize("words", [["--text", "Hello."], ["--format", "wav"], ["-o", "leah.wav"]])
def test_another_preview_is_spoken(command, at, tmp_path, words, tone):
    before = tone.spoken()
    out = [] if "-o" in words else ["-o", "leah"]
    assert command("voices", "preview", "leah", *words, *out, *at).code == 0
    assert tone.spoken() != before


def test_a_preview_on_another_host_is_asked_for_without_the_key(command, tmp_path, monkeypatch):
    monkeypatch.setenv("LMNT_API_KEY", "some-key")
    with service({"GET /p.mp3": (200, b"ID3 some sound")}) as elsewhere:
        voice = {"id": "leah", "preview_url": f"{elsewhere.url}/p.mp3"}
        with service({"GET /v1/ai/voice/leah": (200, voice)}) as stub:
            said = command("voices", "preview", "leah", "-o", tmp_path / "p.mp3", "--speech", stub.url)
        assert said.code == 0
        assert stub.keys == ["some-key"]
        assert elsewhere.keys == [None]
    assert (tmp_path / "p.mp3").read_bytes() == b"ID3 some sound"


def test_a_preview_that_cannot_be_fetched_says_how_to_hear_the_voice_all_the_same(command, tmp_path):
    with service({"GET /v1/ai/voice/x": (200, {"id": "x", "preview_url": "/gone.mp3"})}) as stub:
        said = command("voices", "preview", "x", "-o", tmp_path / "p.mp3", "--speech", stub.url)
    assert (said.code, "--text" in said.err) == (1, True)
    assert list(tmp_path.iterdir()) == []
