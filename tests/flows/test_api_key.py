"""The key goes into the header of a request, and nowhere else."""

import os
from pathlib import Path

import pytest
from watching import children

from chunking.errors import InputError
from flows.reporter import Quiet
from flows.settings import api_key
from render.audio import ffmpeg
from render.speech import service

SECRET = "lmnt-some-secret-4711"


@pytest.fixture
def keyed(monkeypatch):
    monkeypatch.setenv("LMNT_API_KEY", SECRET)


def leaks(*folders):
    return [
        path
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def test_the_key_is_in_no_file_and_no_output(keyed, desk, readcast):
    ended = [
        readcast(*desk.words("--json")),
        readcast("plan", *desk.words()[1:]),
        readcast("verify", desk.out),
        readcast("doctor", "--store", desk.store),
        readcast(*desk.words("--voice", "caruso")),
    ]
    at = ("--speech", desk.speech)
    ended += [
        readcast("account", *at),
        readcast("voices", "list", *at),
        readcast("voices", "preview", "leah", *at, "-o", desk.folder / "leah.mp3"),
        readcast("say", "Hello.", *at, "-o", desk.folder / "hello.mp3", "--json"),
        readcast("voices", "show", "caruso", *at),
    ]
    assert [one.code for one in ended] == [0, 0, 0, 0, 2, 0, 0, 0, 0, 1]
    assert [one for one in ended if SECRET in one.out + one.err] == []
    assert len(list(desk.folder.rglob("*.mp3"))) == 5
    homes = [os.environ[name] for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "PREFECT_HOME")]
    assert leaks(desk.folder, *homes) == []


def test_the_local_server_is_started_without_the_key(keyed, desk):
    """Its environment can be read in /proc by every process of the user."""
    looks = LooksAtTheServer()
    desk.narrate(speech="local:tone", reporter=looks)
    assert b"HOME=" in looks.environment
    assert SECRET.encode() not in looks.environment


def test_ffmpeg_is_started_without_the_key(keyed, desk, monkeypatch, command):
    real, seen = ffmpeg.executable(), desk.folder / "seen"
    spy = desk.write(f"#!/bin/sh\n(env; echo \"$@\") >> '{seen}'\nexec '{real}' \"$@\"\n", "ffmpeg")
    spy.chmod(0o755)
    monkeypatch.setenv("READCAST_FFMPEG", str(spy))
    ffmpeg.executable.cache_clear()
    try:
        desk.narrate()
        assert command("verify", desk.out).code == 0
        assert command("doctor", "--store", desk.store).code == 0
    finally:
        monkeypatch.undo()
        ffmpeg.executable.cache_clear()
    told = seen.read_text("utf-8")
    assert told.count("-version") >= 2
    assert "LMNT_API_KEY" not in told
    assert SECRET not in told


class LooksAtTheServer(Quiet):
    """Reads the environment of the speech server that this process has started."""

    def __init__(self):
        self._before = children(os.getpid())

    def spoke(self, characters):
        started = (Path(f"/proc/{pid}") for pid in children(os.getpid()) if pid not in self._before)
        server = next(one for one in started if b"render.server" in (one / "cmdline").read_bytes())
        self.environment = (server / "environ").read_bytes()


def test_with_a_key_and_nothing_said_the_service_is_lmnt(keyed, desk, command, monkeypatch):
    monkeypatch.setattr(service, "LMNT_URL", "http://127.0.0.1:1")  # a plan asks for the account where it can
    said = command("plan", desk.book, "-o", desk.out, "--store", desk.store)
    assert said.out.startswith("Speaking with LMNT, with the key in LMNT_API_KEY.\n")


def test_without_a_key_and_nothing_said_the_service_is_the_free_local_one(desk, command):
    said = command("plan", desk.book, "-o", desk.out, "--store", desk.store)
    assert said.out.startswith("Speaking with the built-in preview voice (espeak-ng), free and offline.\n")


def test_an_output_of_lmnt_is_not_made_anew_locally_when_the_key_is_lost(keyed, desk, command, monkeypatch):
    desk.narrate()
    path = desk.out / "manifest.json"
    path.write_text(path.read_text("utf-8").replace(f'"service": "{desk.speech}"', '"service": "lmnt"'), "utf-8")
    monkeypatch.delenv("LMNT_API_KEY")
    said = command("narrate", desk.book, "-o", desk.out, "--store", desk.store)
    assert said.code == 2
    assert "was made with the service lmnt, and this run would use local:espeak" in said.err
    assert "is LMNT_API_KEY set?" in said.err
    assert "--speech local;" in said.err


def test_the_key_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text(f"{'k' * 20}\n")
    monkeypatch.setenv("LMNT_API_KEY_FILE", str(tmp_path / "key"))
    assert api_key().get_secret_value() == "k" * 20
    monkeypatch.setenv("LMNT_API_KEY_FILE", str(tmp_path / "nothing"))
    with pytest.raises(InputError, match="LMNT_API_KEY_FILE names"):
        api_key()
