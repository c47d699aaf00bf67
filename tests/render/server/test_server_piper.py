"""Piper in the started server: what it must show where the extra `neural` is there, and what is said where it is not.

With it: `make neural`. Without it, as in CI, only the messages are tested.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import numpy as np
import pytest
from passages import RIVER, WORKSHOP
from test_server_alignment import starts_off
from test_server_espeak import EDGES, pcm
from test_server_process import alive, children, until

from chunking.errors import InputError
from render.server.app import create_app
from render.server.elements import word_spans
from render.server.engines import engine_version, obstacle
from render.speech.service import chosen, service_of

ABSENT = bool(obstacle("piper", "espeak"))
COMMAND = "pip install 'readcast[neural]'"
SPEECH = "/v1/ai/speech"
LONG = f"{RIVER}\n\n{WORKSHOP}\n\n" * 5
UNENDING = "and so the river went on and on " * 156  # 4992 characters without a full stop

without = pytest.mark.skipif(not ABSENT, reason="the extra is installed")


def neural(test):
    return pytest.mark.neural(pytest.mark.skipif(ABSENT, reason=f"needs {COMMAND}")(test))


@without
def test_without_the_extra_the_voice_is_not_listed_and_asking_for_it_says_how_to_get_it(ask):
    app = create_app("tone")
    assert "joe" not in {voice["id"] for voice in ask(app, "GET", "/v1/ai/voice/list").json()}
    answer = ask(app, "POST", SPEECH, json={"voice": "joe", "text": "A few words."})
    assert answer.status_code == 404
    assert COMMAND in answer.json()["error"]["message"]


@without
def test_without_the_extra_a_server_of_piper_does_not_start_and_says_why(root):
    command = [sys.executable, "-m", "render.server", "--engine", "piper"]
    ended = subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert COMMAND in ended.stderr


@without
@pytest.mark.parametrize(
    "asked", [lambda: chosen("local:piper", None), lambda: service_of(chosen("local", None).name, "joe")]
)
def test_without_the_extra_a_run_that_needs_it_does_not_begin(asked):
    with pytest.raises(InputError) as refused:
        asked()
    assert COMMAND in str(refused.value)


def test_a_voice_of_that_name_elsewhere_is_none_of_our_business():
    assert service_of("lmnt", "joe") == "lmnt"
    assert service_of("http://127.0.0.1:9000", "joe") == "http://127.0.0.1:9000"


@neural
def test_who_speaks_a_voice_is_told_by_its_own_engine_and_version():
    local = chosen("local", None).name
    assert service_of(local, "joe") == f"local:piper@{engine_version('piper')}" == chosen("local:piper", None).name
    assert service_of(local, "leah") == local


def said(server, text, **fields):
    return server.speak(text=text, voice="joe", **{"format": "pcm_s16le", **fields})


def resident(server):
    """The process that keeps the engine."""
    return until(lambda: [one for one in children(server.process.pid) if b"resident" in cmdline(one)])[0]


def cmdline(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def most_memory(pid):
    """Megabytes that a process has ever held."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


@neural
@pytest.mark.parametrize("text", [*EDGES[:10], *EDGES[11:], RIVER, LONG[:5000]], ids=lambda text: ascii(text)[:40])
def test_every_word_is_timed_and_times_only_rise(piper, check, text):
    body = {"text": text, "voice": "joe", "format": "pcm_s16le", "return_timestamps": True, "language": "en"}
    answer = piper.client.post(SPEECH, content=json.dumps(body), timeout=300)
    assert answer.status_code == 200, answer.text
    check(text, answer.json()["timestamps"], len(pcm(answer)))


@neural
def test_no_word_of_a_text_is_without_sound(piper):
    timestamps = said(piper, f"{RIVER}\n\n{WORKSHOP}").json()["timestamps"]
    words = [element for element in timestamps if element["text"].isalpha()]
    assert len(words) == len(word_spans(f"{RIVER} {WORKSHOP}"))
    assert min(word["duration"] for word in words) > 0.02


@neural
@pytest.mark.parametrize("top_p", [0.8, 0.2], ids=["at its pace", "slower"])
@pytest.mark.parametrize("passage", [RIVER, WORKSHOP], ids=["river", "workshop"])
def test_words_start_when_the_answer_says(piper, passage, top_p):
    median, p90 = starts_off(said(piper, passage, top_p=top_p))
    print(f"\nword starts: median {median:.1f} ms, p90 {p90:.1f} ms off")
    assert median <= 25
    assert p90 <= 60


@neural
def test_the_same_request_gives_the_same_bytes_also_on_another_server(piper, start):
    with start("--engine", "espeak") as other:
        answers = [said(server, RIVER, format="mp3").content for server in (piper, other, piper)]
    assert len(set(answers)) == 1


@neural
def test_it_speaks_faster_than_one_listens_and_its_memory_is_bounded(piper):
    for name, text in (("prose", LONG[:5000]), ("without a full stop", UNENDING)):
        begun = time.monotonic()
        audio = pcm(piper.speak(text=text, voice="joe", format="pcm_s16le", timeout=300))
        seconds, length = time.monotonic() - begun, len(audio) / 24000
        memory = most_memory(resident(piper))
        print(
            f"\n5000 characters, {name}: {length:.0f} s of audio, {seconds / length:.2f} of real time, {memory:.0f} MB"
        )
        assert seconds < length
        assert memory < 800


@neural
@pytest.mark.parametrize("form", ["pcm_s16le", "mp3"])
def test_the_first_sentence_is_heard_before_the_last_is_spoken(piper, form):
    begun = time.monotonic()
    with piper.client.stream("POST", f"{SPEECH}/bytes", json={"voice": "joe", "text": LONG, "format": form}) as answer:
        pieces = answer.iter_raw()
        next(pieces)
        first = time.monotonic() - begun
    print(f"\nfirst byte of {form} after {1000 * first:.0f} ms")
    assert first < 5


@neural
def test_it_reads_at_an_easy_pace(piper):
    seconds = len(pcm(said(piper, RIVER))) / 24000
    print(f"\n{len(RIVER.split()) / seconds * 60:.0f} words a minute")
    assert 160 < len(RIVER.split()) / seconds * 60 < 190


@neural
def test_a_lower_top_p_is_slower_and_a_temperature_changes_nothing(piper):
    plain, slow, warm = (
        said(piper, "A few words.", **more).content for more in ({}, {"top_p": 0.2}, {"temperature": 2})
    )
    assert len(slow) > len(plain)
    assert warm == plain


@neural
def test_paragraphs_are_apart_and_nothing_is_clipped(piper):
    audio = pcm(said(piper, "One here.\n\nOne there.")).astype(int)
    quiet = np.abs(audio[: len(audio) // 240 * 240].reshape(-1, 240)).max(axis=1) < 300
    assert max(map(len, "".join("q" if one else " " for one in quiet).split())) > 60, "600 ms"
    assert np.abs(pcm(said(piper, WORKSHOP)).astype(int)).max() < 32767


@neural
def test_a_piper_server_has_its_own_voice_only_and_says_so(piper):
    assert [voice["id"] for voice in piper.client.get("/v1/ai/voice/list").json()] == ["joe"]
    refused = piper.speak(text="A few words.", voice="leah")
    assert refused.status_code == 404
    assert "joe" in refused.json()["error"]["message"]


@neural
@pytest.mark.parametrize(("language", "text"), [("de", "Guten Tag."), ("auto", "Жил-был царь.")])
def test_another_language_than_english_is_refused(piper, language, text):
    refused = said(piper, text, language=language)
    assert refused.status_code == 400
    assert refused.json()["error"]["message"].startswith("language: ")
    assert refused.json()["error"]["message"].endswith("only en")


@neural
def test_it_is_loaded_when_first_asked_for_and_the_server_answers_meanwhile(start):
    with start("--engine", "espeak") as server, ThreadPoolExecutor() as pool:
        assert not [one for one in children(server.process.pid) if b"resident" in cmdline(one)]
        loading = pool.submit(said, server, "A few words.")
        slowest = 0.0
        while not loading.done():
            begun = time.monotonic()
            server.client.get("/health")
            slowest = max(slowest, time.monotonic() - begun)
        assert loading.result().status_code == 200
        assert server.speak(text="A few words.").status_code == 200
        print(f"\nslowest answer while it was loaded: {1000 * slowest:.0f} ms")
        assert slowest < 0.5
        assert "onnxruntime" not in Path(f"/proc/{server.process.pid}/maps").read_text()
        assert "onnxruntime" in Path(f"/proc/{resident(server)}/maps").read_text()


@neural
def test_it_ends_with_a_server_that_loaded_it_in_passing(start):
    with start("--engine", "espeak") as server:
        assert said(server, "A few words.").status_code == 200
        pid = resident(server)
        server.process.stdin.close()
        assert server.process.wait(5) == 0
        assert server.process.stderr.read() == b""
    until(lambda: not alive(pid))


@neural
def test_a_crash_fails_one_request_and_the_next_is_spoken(start):
    with start("--engine", "piper") as server, ThreadPoolExecutor() as pool:
        failing = pool.submit(said, server, LONG[:5000])
        pid = resident(server)
        time.sleep(1)
        os.kill(pid, signal.SIGSEGV)
        assert failing.result().status_code == 500
        assert said(server, "A few words.").status_code == 200


@neural
@pytest.mark.parametrize("path", [SPEECH, f"{SPEECH}/bytes"])
def test_what_nobody_waits_for_any_more_is_not_spoken_to_its_end(start, path):
    with start("--engine", "piper") as server:
        before = said(server, "A few words.").content
        pid = resident(server)
        body = {"voice": "joe", "text": LONG[:5000]}
        with (
            contextlib.suppress(httpx.ReadTimeout),
            server.client.stream("POST", path, json=body, timeout=2) as answer,
        ):
            next(answer.iter_raw())
        begun = time.monotonic()
        assert said(server, "A few words.").content == before
        assert time.monotonic() - begun < 10
        assert resident(server) == pid
        server.process.stdin.close()
        assert server.process.wait(5) == 0
        assert server.process.stderr.read() == b""
        until(lambda: not alive(pid))
