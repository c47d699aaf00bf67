"""The commands beside narrate: what they say of themselves and of the machine."""

import json
import os
import pty
import re
import resource
import subprocess
import tomllib

import httpx
import pytest
from watching import until

from flows.checks import TEMPLATE
from flows.cli import app
from flows.setting_tables import PauseSettings, SubtitleSettings
from flows.settings import FILE, Settings, load

COMMANDS = ["narrate", "plan", "subtitles", "video", "verify", "redo", "takes", "why", "cost"]
COMMANDS += ["account", "say", "speech-server", "up", "init", "doctor"]
VOICES = ["list", "show", "create", "update", "delete", "check", "preview"]
ELSEWHERE = {"speech": "lmnt"}  # its default depends on the key, so the template shows one of the values


def test_help_lists_all_commands(command):
    said = command("--help")
    assert said.code == 0
    assert [name for name in (*COMMANDS, "voices") if f" {name} " not in said.out] == []
    assert len(app.registered_commands) == len(COMMANDS)
    assert [one.name for one in app.registered_groups] == ["store", "voices", "schedule"]


@pytest.mark.parametrize("words", [*([one] for one in COMMANDS), *(["voices", one] for one in VOICES)], ids=" ".join)
def test_each_command_has_help_of_its_own(command, words):
    said = command(*words, "--help")
    assert said.code == 0
    assert "Usage:" in said.out


def test_help_takes_at_most_04_seconds_of_processor_time(readcast):
    """The best of three: other processes on the machine cost time that is not its own."""
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert readcast("--help").code == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) <= 0.4


def test_the_version_is_that_of_the_distribution(command, root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert command("--version").out == f"readcast {project['version']}\n"


def test_init_writes_the_template_where_there_is_none(command, tmp_path):
    said = command("init", tmp_path)
    assert said.code == 0
    assert str(tmp_path / FILE) in said.out
    assert (tmp_path / FILE).read_text("utf-8") == TEMPLATE


def test_the_template_as_it_is_changes_no_setting(tmp_path):
    (tmp_path / FILE).write_text(TEMPLATE, "utf-8")
    assert load(tmp_path, {}).model_dump() == Settings().model_dump()


def test_the_template_names_every_setting_that_the_file_may_have():
    named = template()
    of_a_run = {"store", "publish_to", "publish_branch", "publish_command"}
    assert set(Settings.model_fields) - of_a_run - set(named) == set()
    assert set(PauseSettings.model_fields) == set(named["pauses"])
    assert set(SubtitleSettings.model_fields) == set(named["subtitles"])


def test_the_template_shows_every_default_as_it_is(tmp_path):
    """Uncommented it is the same settings, but for what has no default to show: there a value stands as an example."""
    lines = uncommented().splitlines()
    examples = ("cover", "lexicon", "speech", "temperature", "top_p", "title", "price", "confirm_above", *NUMBERS)
    shown = [line for line in lines if not line.startswith(examples)]
    (tmp_path / FILE).write_text("\n".join(shown), "utf-8")
    assert load(tmp_path, {}).model_dump() == Settings().model_dump()


def test_each_line_of_the_template_is_sound_by_itself(tmp_path):
    (tmp_path / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "lexicon.toml").write_text('[terms]\nLMNT = "element"\n', "utf-8")
    (tmp_path / FILE).write_text(uncommented(), "utf-8")
    settings = load(tmp_path, {})
    assert settings.cover == tmp_path.resolve() / "cover.png"
    assert len(settings.policy.lexicon.entries) == 1


NUMBERS = tuple({*SubtitleSettings.model_fields} - {"profile", "inside"})  # which the profile decides


def template():
    return tomllib.loads(uncommented())


def uncommented():
    lines = [line.removeprefix("# ") for line in TEMPLATE.splitlines()]
    return "\n".join(line for line in lines if line.startswith("[") or " = " in line)


def test_doctor_names_what_it_found(readcast, tmp_path):
    ended = readcast("doctor", "--store", tmp_path / "store", cwd=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    found = dict(line.split(maxsplit=1) for line in ended.out.replace("lmnt key", "lmnt-key").splitlines())
    assert found["ffmpeg"].startswith("ffmpeg version")
    assert found["espeak-ng"].startswith("espeak@")
    assert found["piper"].startswith(("piper@", "The voice engine 'piper' is not installed."))
    assert found["settings"].startswith("no readcast.toml here")
    assert found["store"].startswith(str(tmp_path / "store"))
    assert found["lmnt-key"].startswith("not set")
    assert found["prefect"].startswith("no API configured")


def test_doctor_finds_wrong_settings(command, tmp_path, monkeypatch):
    (tmp_path / FILE).write_text("voise = 1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    said = command("doctor", "--store", tmp_path / "store")
    assert said.code == 2
    assert "settings  MISSING: " in said.out
    assert "'voise'" in said.out


def test_the_speech_server_of_the_command_line_speaks_lmnts_api_on_loopback(begun):
    with begun("speech-server", "--port", "0", "--engine", "tone", "--latency", "0.01") as process:
        url = json.loads(until(process.stdout.readline))["url"]
        assert url.startswith("http://127.0.0.1:")
        voices = httpx.get(f"{url}/v1/ai/voice/list", trust_env=False)
        assert "leah" in voices.text
        process.terminate()
        assert process.wait(10) == 0


def on_a_terminal(words):
    """What the command writes to a terminal, and its exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    said = b""
    while piece := _read(ours):
        said += piece
    os.close(ours)
    return said, process.wait()


def _read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # how a terminal says that its other side is gone
        return b""


@pytest.mark.parametrize(("voice", "code"), [("leah", 0), ("caruso", 2)])
def test_a_terminal_has_its_cursor_back_when_a_run_has_ended(desk, readcast_path, voice, code):
    words = [readcast_path, *map(str, desk.words("--voice", voice))]
    said, ended = on_a_terminal(words)
    assert ended == code
    assert said.count(b"\x1b[?25l") == said.count(b"\x1b[?25h") > 0


def test_what_went_wrong_stands_on_a_line_of_its_own_on_a_terminal(desk, readcast_path):
    said, _ = on_a_terminal([readcast_path, *map(str, desk.words("--voice", "caruso"))])
    plain = re.sub(rb"\x1b\[[?0-9;]*[a-zA-Z]", b"", said)
    assert re.search(rb"[\r\n]readcast: there is no voice", plain)


def test_a_run_whose_lines_nobody_reads_goes_on_to_its_end(begun, desk):
    with begun(*desk.words()) as process:
        process.stdout.close()
        assert process.wait(30) == 0
    assert len(list(desk.out.glob("*.mp3"))) == 3
