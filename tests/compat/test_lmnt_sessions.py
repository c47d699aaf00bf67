"""Speech sessions, as the clients of the API's versions 1.1 and 1.2 hold them."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
import sound
from front import Front, cut
from wire import REQUEST_ID, Client, Heard

PCM = {"format": "pcm_s16le", "sample_rate": 24000}
TIMED = {**PCM, "return_timestamps": True}
SENTENCES = [f"This is sentence number {number}, and it is spoken aloud. " for number in range(1, 13)]
LONG = "".join(SENTENCES)


def text_of(heard: Heard) -> str:
    """What the timestamps say was spoken."""
    return "".join(one["text"] for chunk in heard.timestamps() for one in chunk)


def ends(chunk: list[dict[str, Any]]) -> tuple[float, float]:
    return chunk[0]["start"], chunk[-1]["start"] + chunk[-1]["duration"]


def is_cumulative(client: Client) -> bool:
    return client.name == "lmnt-2.13.0"  # it speaks version 1.2, the others 1.1


def test_ready_comes_first_with_the_id_of_the_session(session_client: Client) -> None:
    heard = session_client.session(["text", "Good morning."], "finish", **PCM)
    assert heard.messages[0]["type"] == "ready"
    assert REQUEST_ID.fullmatch(heard.messages[0]["request_id"])
    assert heard.fields["request_id"] == heard.messages[0]["request_id"]


def test_what_is_finished_is_spoken_and_then_the_server_closes(session_client: Client) -> None:
    heard = session_client.session(["text", "Good morning to all of you."], "finish", **PCM)
    assert heard.kinds == ["ready", "audio"]
    assert 0.8 < sound.seconds(heard.audio, "pcm_s16le") < 5


def test_text_may_be_split_in_the_middle_of_a_word(session_client: Client) -> None:
    whole = session_client.session(["text", "Hello wonderful world. How are you?"], "finish", **TIMED)
    parts = ["He", "llo won", "der", "ful wor", "l", "d. How", " are you?"]
    split = session_client.session(*(["text", part] for part in parts), "finish", **TIMED)
    assert text_of(split) == "Hello wonderful world. How are you?"
    assert split.audio == whole.audio


def test_a_flush_is_spoken_before_it_is_acknowledged(session_client: Client) -> None:
    script = [["text", "First part"], "flush", ["until", "flush_complete"], ["text", "Second part"], "finish"]
    heard = session_client.session(*script, **TIMED)
    assert heard.of("flush_complete") == [{"type": "flush_complete", "nonce": heard.fields["nonces"][0]}]
    assert text_of(heard.before("flush_complete")) == "First part"
    assert text_of(heard.after("flush_complete")) == "Second part"
    assert heard.before("flush_complete").audio and heard.after("flush_complete").audio


def test_timestamps_start_anew_after_a_flush(session_client: Client) -> None:
    heard = session_client.session(["text", "First part"], "flush", ["text", "Second part"], "finish", **TIMED)
    assert heard.after("flush_complete").timestamps()[0][0]["start"] == 0


def test_a_reset_drops_what_was_not_spoken(session_client: Client) -> None:
    script = [["text", "Not this"], "reset", ["text", "But this"], "finish"]
    heard = session_client.session(*script, **TIMED)
    assert heard.of("reset_complete") == [{"type": "reset_complete", "nonce": heard.fields["nonces"][0]}]
    assert text_of(heard.after("reset_complete")) == "But this"
    assert not heard.before("reset_complete").audio


def test_flushes_and_resets_are_counted_together(session_client: Client) -> None:
    script = [["text", "One"], "flush", "reset", ["text", "Two"], "flush", "flush", "finish"]
    heard = session_client.session(*script, **PCM)
    acknowledged = [message["nonce"] for message in heard.messages if "nonce" in message]
    assert acknowledged == heard.fields["nonces"] == [1, 2, 3, 4]


def test_a_flush_of_nothing_is_acknowledged(session_client: Client) -> None:
    assert session_client.session("flush", ["until", "flush_complete"], "finish").kinds == ["ready", "flush_complete"]


def test_a_session_without_text_ends_without_sound(session_client: Client) -> None:
    assert session_client.session("finish").kinds == ["ready"]


def test_the_beginning_of_a_sentence_waits_for_more(session_client: Client) -> None:
    script = [["text", "Hello my"], ["pause", 0.5], "reset", "finish"]
    assert session_client.session(*script).kinds == ["ready", "reset_complete"]


def test_a_long_text_sounds_before_it_is_finished(session_client: Client) -> None:
    script = [*(["text", sentence] for sentence in SENTENCES), ["until", "audio"], "finish"]
    assert text_of(session_client.session(*script, **TIMED)) == LONG


def test_timestamps_cover_the_text_and_the_audio(session_client: Client) -> None:
    heard = session_client.session(["text", LONG], "finish", **TIMED)
    chunks = heard.timestamps()
    assert text_of(heard) == LONG
    spoken = ends(chunks[-1])[1] if is_cumulative(session_client) else sum(ends(chunk)[1] for chunk in chunks)
    assert spoken == pytest.approx(sound.seconds(heard.audio, "pcm_s16le"), abs=0.01)


def test_timestamps_count_from_the_chunk_in_1_1_and_from_the_beginning_in_1_2(session_client: Client) -> None:
    chunks = session_client.session(["text", LONG], "finish", **TIMED).timestamps()
    assert len(chunks) > 1
    for before, after in itertools.pairwise(map(ends, chunks)):
        assert after[0] == pytest.approx(before[1] if is_cumulative(session_client) else 0, abs=1e-4)


def test_timestamps_follow_their_audio(session_client: Client) -> None:
    kinds = session_client.session(["text", LONG], "finish", **TIMED).kinds
    assert kinds[:3] == ["ready", "audio", "timestamps"]
    assert kinds[-1] == "timestamps"


def test_timestamps_are_there_only_when_asked_for(session_client: Client) -> None:
    assert session_client.session(["text", "Good morning."], "finish", **PCM).kinds == ["ready", "audio"]


def test_what_is_not_ascii_arrives(session_client: Client) -> None:
    heard = session_client.session(["text", "Grüße aus München 🌊 — "], ["text", "Привет!"], "finish", **TIMED)
    assert text_of(heard) == "Grüße aus München 🌊 — Привет!"


@pytest.mark.parametrize(
    ("form", "rate"), [("mp3", 24000), ("pcm_s16le", 16000), ("pcm_f32le", 8000), ("ulaw", 8000), ("webm", 24000)]
)
def test_every_format_sounds(session_client: Client, form: str, rate: int) -> None:
    audio = session_client.session(["text", LONG[:300]], "finish", format=form, sample_rate=rate).audio
    assert sound.kind(audio) == ("pcm" if form in sound.BYTES else form)
    assert 10 < sound.seconds(audio, form, rate) < 40


def test_mp3_is_what_comes_unasked(session_client: Client) -> None:
    assert sound.kind(session_client.session(["text", "Good morning."], "finish").audio) == "mp3"


def test_no_message_is_longer_than_clients_take(session_client: Client) -> None:
    script = [["text", (2 * LONG).replace(". ", ", ")], "finish"]
    heard = session_client.session(*script, format="pcm_f32le", sample_rate=24000)
    assert max(map(len, heard.pieces)) < 2**20
    assert sound.seconds(heard.audio, "pcm_f32le") > 60


@pytest.mark.parametrize("wrong", [{"voice": "nobody"}, {"format": "aac"}, {"language": "xx"}, {"sample_rate": 44100}])
def test_a_wrong_beginning_is_an_error_and_the_end(session_client: Client, wrong: dict[str, object]) -> None:
    heard = session_client.session(["text", "Good morning."], **wrong)
    (error,) = heard.of("error")
    assert error["error"]["type"] in {"invalid_request_error", "not_found_error"}
    assert next(iter(wrong)) in error["error"]["message"]
    assert REQUEST_ID.fullmatch(error["request_id"])
    assert heard.messages[-1] == error
    assert not heard.audio


def test_a_wrong_key_is_an_error_and_the_end(session_client: Client, serve: Callable[..., Any]) -> None:
    with serve("--engine", "tone", api_key="right") as url:
        refused = session_client.at(url, api_key="wrong").session(["text", "Good morning."], ["until", "error"])
        served = session_client.at(url, api_key="right").session(["text", "Good morning."], "finish")
    assert [message["type"] for message in refused.messages] == ["error"]
    assert refused.messages[0]["error"]["type"] == "authentication_error"
    assert served.audio


def test_a_plan_that_is_used_up_is_an_error(session_client: Client, serve: Callable[..., Any]) -> None:
    with serve("--engine", "tone", "--plan-characters", 10) as url:
        script = [["text", "Good morning to you. "], "flush", ["until", "flush_complete"]]
        heard = session_client.at(url).session(*script, ["text", "And once more. "], "flush", ["until", "error"])
    assert heard.messages[-1]["error"]["type"] == "payment_required_error"


def test_the_account_counts_what_was_spoken(session_client: Client) -> None:
    before = session_client.call("accounts.retrieve").value["usage"]["characters"]
    session_client.session(["text", "Good morning to you."], "finish")
    after = session_client.call("accounts.retrieve").value["usage"]["characters"]
    assert abs(after - before) == len("Good morning to you.")


def test_a_client_that_leaves_harms_no_other(session_client: Client) -> None:
    for _ in range(3):
        session_client.session(["text", LONG], ["until", "audio"], "close", **PCM)
    assert session_client.session(["text", "Good morning."], "finish").kinds == ["ready", "audio"]


def test_a_session_that_breaks_off_lacks_its_acknowledgement(session_client: Client, front: Front) -> None:
    front.play(cut(1_500_000))  # more than a message can have
    heard = session_client.at(front.url).session(["text", LONG], "flush", ["until", "flush_complete"], **PCM)
    assert heard.audio
    assert not heard.of("flush_complete")


def test_a_session_begins_with_the_key_in_a_message(session_client: Client, front: Front) -> None:
    session_client.at(front.url).session("finish")
    (request,) = front.requests
    assert (request.path, "x-api-key" in request.headers) == ("/v1/ai/speech/stream", False)
