"""Speech sessions against a started server, in every dialect, with the client library that LMNT's own SDK uses."""

import asyncio
import contextlib
import itertools
import json
import os
import random
import signal
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from test_server_process import children, open_files, until
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from render.server.sessions.buffer import LIMIT, Buffer
from render.server.sessions.inbox import Inbox
from render.server.sessions.messages import Text
from render.server.sessions.session import serve_session

INIT = {"X-API-Key": "k", "lmnt-version": "1.2", "voice": "leah", "format": "pcm_s16le", "return_timestamps": True}
LEGACY = {"X-API-Key": "k", "voice": "leah", "format": "pcm_s16le"}
FINISH = {"type": "finish"}
SPOKEN = "Hello there. How are you? Fine, I hope; Mr. Smith is well.\n\nThe sea is flat — and blue 🐬."
LONG = "中文没有空格我们去北京今天天气很好，" * 2000  # takes seconds
WIDTHS = {"pcm_s16le": 2, "pcm_f32le": 4, "ulaw": 1}
ULAW_HEAD = 58  # bytes


@dataclass
class Heard:
    """What a server said, in order."""

    frames: list = field(default_factory=list)  # bytes, or the object of a text frame
    code: int = 0
    reason: str = ""

    @property
    def audio(self):
        return b"".join(self.audio_frames)

    @property
    def audio_frames(self):
        return [frame for frame in self.frames if isinstance(frame, bytes)]

    @property
    def said(self):
        return [frame for frame in self.frames if isinstance(frame, dict)]

    @property
    def kinds(self):
        """The types of the frames; runs of audio are one."""
        kinds = ["audio" if isinstance(frame, bytes) else frame["type"] for frame in self.frames]
        return [kind for kind, _ in itertools.groupby(kinds)]

    @property
    def timestamps(self):
        return [one for frame in self.said for one in frame.get("timestamps", frame.get("durations", []))]

    @property
    def text(self):
        return "".join(one["text"] for one in self.timestamps)

    @property
    def seconds(self):
        """Of all utterances, by their timestamps."""
        return sum(one["duration"] for one in self.timestamps)


def family(pid):
    """The children of a server; none while one of them is just going."""
    try:
        return children(pid)
    except FileNotFoundError:
        return []


def session(url, **options):
    place = url.replace("http", "ws") + "/v1/ai/speech/stream"
    return connect(place, proxy=None, close_timeout=5, open_timeout=5, **options)


def text(written):
    return {"type": "text", "text": written}


def flush(nonce):
    return {"type": "flush", "nonce": nonce}


def reset(nonce):
    return {"type": "reset", "nonce": nonce}


def is_said(key, value=None):
    """Of a frame: whether it is the one with this member."""
    return lambda frame: isinstance(frame, dict) and key in frame and value in (None, frame[key])


async def say(ws, *frames):
    for frame in frames:
        await ws.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))


async def listen(ws, until=lambda frame: False):
    """Hears until the server closes, or a frame is what was waited for."""
    heard = Heard()
    try:
        async for frame in ws:
            heard.frames.append(frame if isinstance(frame, bytes) else json.loads(frame))
            if until(heard.frames[-1]):
                return heard
    except ConnectionClosed:
        pass
    heard.code, heard.reason = ws.close_code, ws.close_reason
    return heard


async def conversed(url, *frames, **options):
    """Says everything at once, waiting for nothing, as LMNT's clients do."""
    async with asyncio.timeout(20), session(url, **options) as ws:
        hearing = asyncio.create_task(listen(ws))
        with contextlib.suppress(ConnectionClosed):
            await say(ws, *frames)
        return await hearing


def converse(url, *frames, **options):
    return asyncio.run(conversed(url, *frames, **options))


@pytest.fixture(scope="session")
def url(tone):
    return tone.url


# -- the typed dialects


@pytest.mark.parametrize("kind", [{}, {"type": "init"}])
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_session_is_ready_then_speaks_then_closes(url, kind, version):
    heard = converse(url, {**INIT, **kind, "lmnt-version": version}, text(SPOKEN), FINISH)
    assert heard.kinds == ["ready", *["audio", "timestamps"] * 2], "two paragraphs, the second spoken at the finish"
    assert heard.said[0]["request_id"].startswith("req_")
    assert heard.text == SPOKEN
    assert heard.seconds * 24000 * 2 == pytest.approx(len(heard.audio), abs=1)
    assert (heard.code, heard.reason) == (1000, "")


def test_timestamps_come_only_when_asked_for(url):
    heard = converse(url, {**INIT, "return_timestamps": False}, text(SPOKEN), FINISH)
    assert heard.kinds == ["ready", "audio"]


def test_text_may_be_cut_anywhere(url):
    """Also inside a word, and between the halves of a character, as JavaScript does."""
    rng = random.Random(5)
    halves = [chr(unit) for unit in np.frombuffer(SPOKEN.encode("utf-16-le"), "<u2")]
    for _ in range(10):
        cuts = sorted(rng.sample(range(len(halves)), 12))
        pieces = ["".join(halves[a:b]) for a, b in itertools.pairwise([0, *cuts, len(halves)])]
        heard = converse(url, INIT, *map(text, pieces), FINISH)
        assert heard.text == SPOKEN


def test_whole_sentences_are_spoken_as_soon_as_more_follows(url):
    async def run():
        async with session(url) as ws:
            await say(ws, INIT, text("The first one. And the seco"))
            begun = await listen(ws, is_said("timestamps"))
            await say(ws, text("nd."), FINISH)
            return begun, await listen(ws)

    begun, rest = asyncio.run(run())
    assert (begun.text, rest.text) == ("The first one. ", "And the second.")


def test_white_space_alone_keeps_its_place_and_is_not_heard(url):
    heard = converse(url, INIT, text(" \n"), flush(1), text("One."), flush(2), text("  "), FINISH)
    assert heard.text == " \nOne.  "
    assert heard.kinds == [
        "ready",
        "timestamps",
        "flush_complete",
        "audio",
        "timestamps",
        "flush_complete",
        "timestamps",
    ]


def test_version_1_1_counts_from_each_utterance_and_1_2_from_the_stretch(url):
    frames = [text("One two. "), text("Three is here. "), text("x"), flush(1), text("Four."), FINISH]
    restarting, cumulative = (converse(url, {**INIT, "lmnt-version": version}, *frames) for version in ("1.1", "1.2"))
    assert restarting.audio == cumulative.audio
    assert all(frame["timestamps"][0]["start"] == 0 for frame in restarting.said if "timestamps" in frame)
    place = next(i for i, frame in enumerate(cumulative.frames) if is_said("nonce")(frame))
    for frames in (cumulative.frames[:place], cumulative.frames[place:]):
        now = 0
        for one in Heard(frames).timestamps:
            assert one["start"] == pytest.approx(now, abs=2e-8)
            now = one["start"] + one["duration"]
        assert now * 48000 == pytest.approx(len(Heard(frames).audio), abs=1)
    assert len(Heard(cumulative.frames[:place]).said) > 2, "else nothing was cumulated"


def test_a_later_version_is_spoken_to_as_the_last_known_one(url):
    assert converse(url, {**INIT, "lmnt-version": "9.9"}, FINISH).kinds == ["ready"]


def test_unknown_fields_are_ignored(url):
    init = {**INIT, "model": "gale", "speed": 7, "debug": None}
    heard = converse(url, init, {**text("Hello."), "more": [1]}, {**FINISH, "now": True})
    assert (heard.text, heard.code) == ("Hello.", 1000)


def test_a_session_with_nothing_to_say_is_closed_well(url):
    heard = converse(url, INIT, text(""), FINISH)
    assert (heard.kinds, heard.code) == (["ready"], 1000)


def test_the_same_session_twice_is_the_same_to_the_byte(espeak):
    init = {**INIT, "format": "webm"}
    first, second = (converse(espeak.ready["url"], init, text(SPOKEN), FINISH) for _ in range(2))
    assert first.audio == second.audio
    assert first.said == second.said


# -- formats


@pytest.mark.parametrize("rate", [8000, 16000, 24000])
@pytest.mark.parametrize("form", ["pcm_s16le", "pcm_f32le", "ulaw", "mp3", "webm"])
def test_every_format_decodes_to_the_length_of_its_timestamps(url, decoded, form, rate):
    init = {**INIT, "format": form, "sample_rate": rate}
    heard = converse(url, init, text(SPOKEN), text(" Over."), FINISH)
    audio = heard.audio[ULAW_HEAD:] if form == "ulaw" else heard.audio
    length = len(audio) // WIDTHS[form] if form in WIDTHS else len(decoded(audio, form, rate))
    spoken = round(heard.seconds * rate)
    if form in WIDTHS:
        assert length == spoken
    else:
        assert 0 <= length - spoken < 2500, "a codec adds its delay, and fills its last packet"
    assert max(map(len, heard.audio_frames)) <= 65536


@pytest.mark.parametrize("rate", [8000, 24000])
@pytest.mark.parametrize("form", ["mp3", "webm"])
def test_what_is_compressed_sounds_when_its_timestamps_say(url, decoded, form, rate):
    init = {**INIT, "format": form, "sample_rate": rate}
    heard = converse(url, init, text("One. "), text("Two and three. "), text("Four"), FINISH)
    loud = np.abs(decoded(heard.audio, form, rate).astype(float)) > (0.05 if form == "mp3" else 1500)
    first, last = np.flatnonzero(loud)[[0, -1]] / rate
    four = next(one for one in heard.timestamps if one["text"] == "Four")
    assert heard.timestamps[0]["start"] == 0
    assert first == pytest.approx(heard.timestamps[1]["start"], abs=0.02)
    assert last == pytest.approx(four["start"] + four["duration"], abs=0.02)


def test_mu_law_has_one_head_and_another_after_a_reset(url):
    async def run():
        async with session(url) as ws:
            await say(ws, {**INIT, "format": "ulaw"}, text("One."), flush(1), text("Two."), flush(2))
            before = await listen(ws, is_said("nonce", 2))
            await say(ws, reset(3), text("Three."), FINISH)
            return before.audio, (await listen(ws)).audio

    before, after = asyncio.run(run())
    assert (before.count(b"RIFF"), after.count(b"RIFF")) == (1, 1)
    assert before.startswith(b"RIFF")
    assert after.startswith(b"RIFF")


def test_each_stretch_of_webm_is_a_file_and_mp3_goes_on(url, decoded):
    frames = [text("One."), flush(1), text("Two."), FINISH]
    assert converse(url, {**INIT, "format": "webm"}, *frames).audio.count(b"\x1aE\xdf\xa3") == 2
    mp3 = converse(url, {**INIT, "format": "mp3"}, *frames)
    assert b"ID3" not in mp3.audio
    assert len(decoded(mp3.audio, "mp3", 24000)) / 24000 == pytest.approx(mp3.seconds, abs=0.2)


@pytest.mark.parametrize("form", ["aac", "wav", "raw", None])
def test_a_format_that_cannot_be_streamed_is_refused(url, form):
    heard = converse(url, {**INIT, "format": form})
    assert (heard.kinds, heard.code) == (["error"], 1008)
    assert heard.said[0]["error"]["type"] == "invalid_request_error"
    assert "format" in heard.reason


# -- flush, reset, finish


def test_a_flush_speaks_all_and_is_answered_after_its_audio(url):
    heard = converse(url, INIT, text("One, two"), flush(7), text("Three."), flush(8), flush(9), FINISH)
    assert heard.kinds == [
        *("ready", "audio", "timestamps", "flush_complete", "audio", "timestamps", "flush_complete"),
    ]
    assert [frame["nonce"] for frame in heard.said if "nonce" in frame] == [7, 8, 9]


@pytest.mark.parametrize("form", ["pcm_s16le", "mp3", "webm"])
def test_all_audio_of_a_flush_is_sent_before_its_answer(url, form, decoded):
    heard = converse(url, {**INIT, "format": form}, text("One, two, three"), flush(1), FINISH)
    assert heard.frames[-1] == {"type": "flush_complete", "nonce": 1}
    assert len(decoded(heard.audio, form, 24000)) >= round(heard.seconds * 24000)


def test_a_reset_drops_what_is_not_spoken(url):
    heard = converse(url, INIT, text("Nobody hears this"), reset(1), text("This is heard."), FINISH)
    assert heard.text == "This is heard."
    assert heard.kinds == ["ready", "reset_complete", "audio", "timestamps"]


@pytest.mark.parametrize("form", ["pcm_s16le", "mp3"])
def test_a_reset_is_heard_while_it_speaks(start, form):
    async def run(url):
        async with session(url) as ws:
            await say(ws, {**INIT, "format": form}, text("So it goes on. " * 1000), flush(1))
            await listen(ws, lambda frame: isinstance(frame, bytes))
            await say(ws, reset(2), text("Something else."), FINISH)
            dropped = await listen(ws, is_said("nonce", 2))
            return dropped, await listen(ws)

    with start("--engine", "tone", "--latency", "0.1") as server:
        dropped, rest = asyncio.run(run(server.ready["url"]))
    assert [frame["type"] for frame in dropped.said if "nonce" in frame] == ["flush_complete", "reset_complete"]
    assert len(dropped.text) < 5000
    assert rest.text == "Something else."
    assert rest.timestamps[0]["start"] == 0
    assert rest.code == 1000


def test_every_flush_is_answered_whatever_overtakes_it(url):
    frames = [text("One."), flush(1), reset(2), text("Two. Three"), flush(3), flush(4), reset(5), reset(6), FINISH]
    heard = converse(url, INIT, *frames)
    assert [frame["nonce"] for frame in heard.said if "nonce" in frame] == [1, 2, 3, 4, 5, 6]
    assert heard.code == 1000


def test_nothing_is_heard_after_a_finish_but_a_reset(start):
    with start("--engine", "tone", "--latency", "0.1") as server:
        url = server.ready["url"]
        heard = converse(url, INIT, text("One."), FINISH, text("Two."), flush(1))
        assert (heard.text, heard.kinds[-1], heard.code) == ("One.", "timestamps", 1000)
        heard = converse(url, INIT, text("One."), FINISH, reset(1))
        assert (heard.kinds, heard.code) == (["ready", "reset_complete"], 1000)


# -- the legacy dialects


@pytest.mark.parametrize("ask", ["send_extras", "return_extras"])
@pytest.mark.parametrize("form", ["pcm_s16le", "mp3"])
def test_legacy_sends_one_frame_of_extras_before_each_frame_of_audio(url, ask, form):
    heard = converse(url, {**LEGACY, ask: True, "format": form}, {"text": SPOKEN}, {"flush": True}, {"eof": True})
    assert [isinstance(frame, bytes) for frame in heard.frames] == [False, True] * (len(heard.frames) // 2)
    assert heard.text == SPOKEN
    assert heard.said[-1]["buffer_empty"] is True
    assert {key for frame in heard.said for key in frame} == {"durations", "buffer_empty"}
    assert heard.code == 1000


def test_legacy_without_extras_is_audio_alone(url):
    heard = converse(url, {**LEGACY, "lmnt-version": "1.0"}, {"text": "Hello."}, {"flush": True}, {"eof": True})
    assert heard.said == []
    assert heard.audio


def test_pipecat_flushes_each_sentence_and_goes_without_a_word(url):
    async def run():
        async with session(url) as ws:
            await say(ws, {**LEGACY, "model": "aurora", "language": "en", "sample_rate": 16000})
            lengths = []
            for sentence in ("One.", "And two."):
                await say(ws, {"text": sentence}, {"flush": True})
                lengths.append(len(await ws.recv()))
            return lengths

    one, two = asyncio.run(run())
    assert one < two


def test_the_second_legacy_dialect_takes_strings_and_answers_commands(url):
    init = {**LEGACY, "protocol_version": 2, "sample_rate": "16000", "return_extras": "True"}
    frames = [{"text": "One. "}, {"command": "flush", "nonce": 1}, {"command": "reset", "nonce": 2}]
    heard = converse(url, init, *frames, {"text": "Two."}, {"command": "eof"})
    assert [frame for frame in heard.said if "complete" in frame] == [
        {"complete": "flush", "nonce": 1},
        {"complete": "reset", "nonce": 2},
    ]
    assert heard.text.endswith("Two.")
    assert round(heard.seconds * 16000) * 2 == len(heard.audio)
    assert heard.code == 1000


def test_raw_is_what_pipecat_played_as_raw(url):
    heard = [converse(url, {**LEGACY, "format": form}, {"text": "Hi."}, {"eof": True}) for form in ("raw", "pcm_s16le")]
    assert heard[0].audio == heard[1].audio


@pytest.mark.parametrize(
    ("change", "frame"),
    [
        ({"model": None}, {}),
        ({"voice": None}, {}),
        ({"sample_rate": "many"}, {}),
        ({"top_p": "2"}, {}),
        ({}, {"txt": "?"}),
        ({}, {"text": 7}),
        ({}, {"command": "fly"}),
        ({}, {"command": "flush", "nonce": "x"}),
    ],
)
def test_a_legacy_error_is_a_text_and_closes_with_1002(url, change, frame):
    heard = converse(url, {**LEGACY, **change}, frame)
    assert heard.frames == [{"error": heard.reason}]
    assert heard.code == 1002


# -- who may speak, and how much


def test_a_wrong_key_is_refused_in_each_dialect(start, monkeypatch):
    monkeypatch.setenv("READCAST_SERVER_API_KEY", "right")
    with start("--engine", "tone") as server:
        url = server.ready["url"]
        for key in ("wrong", "", None, 7, "\ud800"):
            heard = converse(url, {**INIT, "X-API-Key": key}, text("Hello."), FINISH)
            assert (heard.kinds, heard.code) == (["error"], 1008)
            assert heard.said[0]["error"]["type"] == "authentication_error"
            assert heard.said[0]["request_id"].startswith("req_")
        heard = converse(url, LEGACY, {"text": "Hello."})
        assert (heard.frames, heard.code) == ([{"error": "Invalid API key"}], 1002)
        assert converse(url, {**INIT, "X-API-Key": "right"}, FINISH).code == 1000
        init = {name: value for name, value in INIT.items() if name != "X-API-Key"}
        assert converse(url, init, FINISH, additional_headers={"X-API-Key": "right"}).code == 1000


def test_each_utterance_is_paid_for_until_the_plan_is_used_up(start):
    with start("--engine", "tone", "--plan-characters", "20") as server:
        heard = converse(server.ready["url"], INIT, text("Twelve signs"), flush(1), text("And more than left."), FINISH)
        assert heard.kinds == ["ready", "audio", "timestamps", "flush_complete", "error"]
        assert heard.said[-1]["error"]["type"] == "payment_required_error"
        assert heard.code == 1008
        assert server.client.get("/v1/account").json()["usage"]["characters"] == 12


def test_a_session_holds_one_place_for_its_whole_length(start):
    async def run(url):
        async with session(url) as first:
            await say(first, INIT)
            await first.recv()
            second = await conversed(url, INIT, FINISH)
            await say(first, FINISH)
            await listen(first)
        return second, await conversed(url, INIT, FINISH)

    with start("--engine", "tone", "--concurrency", "1") as server:
        refused, accepted = asyncio.run(run(server.ready["url"]))
    assert (refused.kinds, refused.code) == (["error"], 1013)
    assert refused.said[0]["error"]["type"] == "rate_limit_error"
    assert accepted.code == 1000


def test_a_page_of_the_outside_world_is_not_let_in(url):
    port = url.rpartition(":")[2]
    with pytest.raises(InvalidStatus) as refused:
        converse(f"http://evil.example:{port}", INIT, host="127.0.0.1")
    assert_enveloped(refused.value.response, 403, "permission_error")


def test_a_session_at_another_path_is_not_found(url):
    with pytest.raises(InvalidStatus) as refused:
        converse(f"{url}/v1/ai/voice?", INIT)  # the rest is the query
    assert_enveloped(refused.value.response, 404, "not_found_error")


def assert_enveloped(answer, status, slug):
    body = json.loads(answer.body)
    assert (answer.status_code, body["error"]["type"]) == (status, slug)
    assert answer.headers["request-id"] == body["request_id"]


# -- what goes wrong


BROKEN = ["", "{", "[]", "null", "7", '"text"', b"\x00\xff", "[" * 5000, '{"type":"init"', "\x00", "{}", "NaN"]


@pytest.mark.parametrize("frame", BROKEN, ids=lambda frame: ascii(frame)[:12])
@pytest.mark.parametrize("first", [True, False])
def test_a_broken_frame_is_one_clear_error(url, frame, first):
    heard = converse(url, *([] if first else [INIT]), frame)
    errors = [said["error"] for said in heard.said if "error" in said]
    assert len(errors) == 1
    assert heard.said[-1].get("request_id", "req_of_no_legacy_error").startswith("req_")
    assert heard.code in (1008, 1002)
    assert heard.reason


def test_the_message_of_a_close_is_never_too_long(url):
    heard = converse(url, {**INIT, "voice": "é" * 500}, FINISH)
    assert heard.code == 1008
    assert heard.said[0]["error"]["message"].startswith(heard.reason)


@pytest.mark.parametrize(
    "frame",
    [
        text(7),
        {"text": "untyped"},
        {"type": 7},
        {"type": "fly"},
        {"type": "flush"},
        flush("1"),
        flush(True),
        reset(1.5),
    ],
)
def test_a_wrong_message_is_refused_by_name(url, frame):
    heard = converse(url, INIT, frame)
    assert (heard.kinds, heard.code) == (["ready", "error"], 1008)


def mutated(rng):
    """A conversation of which something was broken."""
    names = [*INIT, "type", "nonce", "text", "flush", "eof", "command", "protocol_version", "return_extras"]
    values = [None, 0, -1, 1e308, 2**70, "", "x" * 3000, "\ud800", True, [], {}, "1.1", "1.0", "mp3", "text", "flush"]
    frames = [rng.choice([INIT, LEGACY]), text("Hello. There"), {"text": "Hello."}, flush(1), reset(2), FINISH]
    frames = [dict(frame) for frame in frames]
    for _ in range(rng.randint(1, 4)):
        frame = rng.choice(frames)
        frame[rng.choice(names)] = rng.choice(values)
    written = [json.dumps(frame) for frame in frames if rng.random() > 0.1]
    if rng.random() < 0.3:
        place = rng.randrange(len(written))
        written[place] = written[place][: rng.randrange(len(written[place]))]
    return [*written, '{"type":"finish","eof":true,"text":"."}']


def test_200_broken_conversations_all_end_and_harm_nobody(url):
    async def run():
        rng = random.Random(11)
        for _ in range(10):
            yield await asyncio.gather(*(conversed(url, *mutated(rng)) for _ in range(20)))

    async def all_heard():
        return [heard async for batch in run() for heard in batch]

    for heard in asyncio.run(all_heard()):
        errors = [frame for frame in heard.said if "error" in frame]
        assert heard.code in ((1008, 1002) if errors else (1000,))
        assert len(errors) <= 1
    assert converse(url, INIT, text("Hello."), FINISH).text == "Hello."


def test_a_frame_over_a_megabyte_is_refused(url):
    assert converse(url, INIT, text("a" * 2**20)).code == 1009


def test_ten_thousand_tiny_frames_are_one_text(url):
    words = ["so", " ", "it", " ", "is", ". "]
    frames = [json.dumps(text(word)) for word in itertools.islice(itertools.cycle(words), 10_000)]
    heard = converse(url, {**INIT, "sample_rate": 8000}, *frames, FINISH)
    assert heard.text == "".join(itertools.islice(itertools.cycle(words), 10_000))


def test_a_text_without_an_end_is_spoken_as_it_comes(url):
    async def run():
        async with session(url) as ws:
            await say(ws, {**INIT, "sample_rate": 8000}, *[text("on and ")] * 200)
            return await listen(ws, is_said("timestamps"))

    assert len(asyncio.run(run()).text) <= LIMIT


@pytest.mark.parametrize("letter", ["a", "\u0301", "\ud800", "。", "\n", "😀", ". "])
def test_utterances_are_never_long_and_nothing_is_lost(letter):
    buffer, spoken = Buffer("auto"), []
    for _ in range(1200):
        buffer.add(letter * 5)
        while utterance := buffer.take(whole=False):
            spoken.append(utterance)
    while utterance := buffer.take(whole=True):
        spoken.append(utterance)
    assert "".join(spoken) == letter * 6000
    assert max(map(len, spoken)) <= LIMIT


def test_a_worker_that_crashes_ends_its_session_only(start):
    with start("--engine", "espeak") as server:
        url, pid = server.ready["url"], server.process.pid

        async def run():
            async with session(url) as ws:
                await say(ws, {**INIT, "language": "zh"}, text(LONG), FINISH)
                hearing = asyncio.create_task(listen(ws))
                worker = (await asyncio.to_thread(until, lambda: family(pid)[1:]))[0]
                os.kill(worker, signal.SIGSEGV)
                return await hearing

        heard = asyncio.run(run())
        assert heard.said[-1]["error"]["type"] == "internal_server_error"
        assert heard.code == 1011
        assert converse(url, INIT, text("Hello."), FINISH).text == "Hello."


def test_an_encoder_that_crashes_ends_its_session_only(start):
    def encoders(pid):
        return [one for one in family(pid) if Path(f"/proc/{one}/comm").read_text().startswith("ffmpeg")]

    with start("--engine", "tone", "--latency", "0.05") as server:
        url, pid = server.ready["url"], server.process.pid

        async def run():
            async with session(url) as ws:
                await say(ws, {**INIT, "format": "mp3"}, text("So it goes on. " * 1000), FINISH)
                await listen(ws, lambda frame: isinstance(frame, bytes))
                for encoder in encoders(pid):
                    os.kill(encoder, signal.SIGKILL)
                return await listen(ws)

        heard = asyncio.run(run())
        assert heard.said[-1]["error"]["type"] == "internal_server_error"
        assert heard.code == 1011
        assert converse(url, {**INIT, "format": "mp3"}, text("Hello."), FINISH).text == "Hello."


class Scripted:
    """A connection without a network: what the client sends is written down before."""

    headers: ClassVar = {}

    def __init__(self, *frames):
        self._frames = list(frames)
        self.sent = []

    async def receive(self):
        if not self._frames:
            await asyncio.Event().wait()
        return {"type": "websocket.receive", "text": json.dumps(self._frames.pop(0))}

    async def send_text(self, frame):
        self.sent.append(json.loads(frame))

    async def close(self, code=1000, reason=""):
        self.sent.append(code)


def test_a_client_that_never_says_who_it_is_is_told_so(monkeypatch):
    monkeypatch.setattr("render.server.sessions.session.FIRST_FRAME_SECONDS", 0.01)
    websocket = Scripted()
    asyncio.run(serve_session(websocket, settings=None))
    assert websocket.sent[0]["error"]["type"] == "invalid_request_error"
    assert websocket.sent[1:] == [1008]


def test_a_fault_of_ours_is_told_and_not_kept_quiet():
    websocket = Scripted(INIT)
    with pytest.raises(AttributeError):
        asyncio.run(serve_session(websocket, settings=None))
    assert websocket.sent[0]["error"]["type"] == "internal_server_error"
    assert websocket.sent[1:] == [1011]


def test_a_client_far_ahead_of_its_speech_has_to_wait():
    async def run():
        inbox = Inbox()
        for _ in range(3):
            await inbox.put(Text("a" * 400_000))
        waiting = asyncio.create_task(inbox.put(Text("b")))
        await asyncio.wait([waiting], timeout=0.01)
        assert not waiting.done()
        await inbox.first()
        inbox.done()
        await waiting

    asyncio.run(run())


@pytest.mark.parametrize("form", ["pcm_s16le", "webm"])
def test_a_client_that_vanishes_frees_its_worker_and_is_no_error(start, form):
    with start("--engine", "espeak") as server:
        converse(server.ready["url"], INIT, text("Hello."), FINISH)
        server.client.close()
        until(lambda: len(family(server.process.pid)) == 1)
        before = open_files(server.process.pid)

        async def run():
            for _ in range(3):
                ws = await session(server.ready["url"])
                await say(ws, {**INIT, "format": form, "language": "zh"}, text(LONG))
                await listen(ws, lambda frame: isinstance(frame, bytes))
                ws.transport.abort()

        asyncio.run(run())
        until(lambda: len(family(server.process.pid)) == 1 and open_files(server.process.pid) <= before)
        server.process.stdin.close()
        assert server.process.stderr.read() == b""


def test_a_client_that_closes_right_after_its_eof_gets_no_more(espeak):
    """As was measured of LMNT's legacy sessions."""

    async def run():
        async with session(espeak.ready["url"]) as ws:
            await say(ws, {**LEGACY, "language": "zh"}, {"text": LONG}, {"eof": True})
        return ws.close_code

    assert asyncio.run(run()) == 1000


def test_a_client_that_says_nothing_and_goes_is_no_error(url):
    async def run():
        async with session(url):
            pass

    asyncio.run(run())
    place = url.removeprefix("http://").split(":")
    with socket.create_connection((place[0], int(place[1]))) as half:
        half.sendall(b"GET /v1/ai/speech/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n")
        half.shutdown(socket.SHUT_WR)
        assert half.recv(100) is not None


# -- together


def test_twenty_sessions_at_once_are_each_as_if_alone(url):
    async def run():
        forms = ["pcm_s16le", "webm", "ulaw", "mp3"]
        asked = [conversed(url, {**INIT, "format": forms[n % 4]}, text(SPOKEN), FINISH) for n in range(20)]
        return await asyncio.gather(*asked)

    heard = asyncio.run(run())
    assert {one.text for one in heard} == {SPOKEN}
    assert {len({one.audio for one in heard[first::4]}) for first in range(4)} == {1}


def test_one_who_does_not_listen_holds_up_nobody_and_loses_nothing(url):
    async def run():
        async with session(url, max_queue=1, ping_interval=None) as deaf:
            await say(deaf, {**INIT, "format": "pcm_f32le"}, text("So it goes. " * 400), FINISH)
            other = await conversed(url, INIT, text("Hello."), FINISH)
            heard = await listen(deaf)
        return other, heard

    other, heard = asyncio.run(run())
    assert other.text == "Hello."
    assert (len(heard.text), heard.code) == (4800, 1000)


def test_compression_is_offered_and_declined(url):
    async def run():
        async with session(url, compression="deflate") as ws:
            assert ws.protocol.extensions == []
            await say(ws, INIT, FINISH)
            return await listen(ws)

    assert asyncio.run(run()).code == 1000


def test_pings_are_answered_while_it_speaks(start):
    async def run(url):
        async with session(url) as ws:
            await say(ws, INIT, text("So it goes on. " * 200), FINISH)
            hearing = asyncio.create_task(listen(ws))
            await asyncio.wait_for(await ws.ping(), 1)
            assert not hearing.done()
            return await hearing

    with start("--engine", "tone", "--latency", "0.1") as server:
        assert asyncio.run(run(server.ready["url"])).code == 1000


def test_the_end_of_the_server_is_told(start):
    async def run(server):
        async with session(server.ready["url"]) as ws:
            await say(ws, INIT)
            await ws.recv()
            server.process.terminate()
            return await listen(ws)

    with start("--engine", "tone") as server:
        assert asyncio.run(run(server)).code == 1012
        assert server.process.wait(5) == 0
        assert Path(f"/proc/{server.process.pid}").exists() is False
