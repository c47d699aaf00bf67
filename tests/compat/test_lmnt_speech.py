"""Speech as LMNT's clients ask for it: every format and option, whole and streamed, with times and request-ids."""

import base64
import itertools

import pytest
import sound
from front import Front
from marks import others
from wire import REQUEST_ID, Client

TEXT = "The ferry leaves at six. Nobody is on it but the cook."
SPEECH = {"text": TEXT, "voice": "leah"}
FORMATS = ["aac", "mp3", "ulaw", "wav", "webm", "pcm_s16le", "pcm_f32le"]
LONG = " ".join(f"This is sentence number {number}, and it is spoken aloud." for number in range(1, 40))
VERSIONS = {"lmnt-2.13.0": "1.2", "lmnt-2.6.1": "1.1", "lmnt-node-2.12.0": "1.1"}


@pytest.mark.parametrize("method", ["speech.generate", *others("speech.generate_detailed")])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_what_its_name_says_and_sounds(any_client: Client, method: str, form: str) -> None:
    outcome = any_client.call(method, **SPEECH, format=form, sample_rate=16000)
    audio = outcome.audio if method == "speech.generate" else base64.b64decode(outcome.value["audio"])
    assert sound.kind(audio) == ("pcm" if form in sound.BYTES else form)
    assert 2 < sound.seconds(audio, form, 16000) < 8
    assert 0.05 < abs(sound.samples(audio, form, 16000)).max() <= 1.1


@pytest.mark.parametrize("rate", [8000, 16000, 24000])
def test_every_sample_rate_is_kept(client: Client, rate: int) -> None:
    audio = client.call("speech.generate", **SPEECH, format="wav", sample_rate=rate).audio
    assert int.from_bytes(audio[24:28], "little") == rate


def test_mp3_is_what_comes_unasked(any_client: Client) -> None:
    assert sound.kind(any_client.call("speech.generate", **SPEECH).audio) == "mp3"


def test_every_option_is_taken_at_once(client: Client) -> None:
    options = {"model": "blizzard", "language": "auto", "temperature": 0.4, "top_p": 0.9, "debug": False}
    assert client.call("speech.generate", **SPEECH, **options, format="mp3", sample_rate=24000).audio


def test_times_cover_the_text_and_the_audio_without_a_gap(client: Client) -> None:
    options = {"format": "pcm_s16le", "sample_rate": 24000, "return_timestamps": True}
    value = client.call("speech.generate_detailed", **SPEECH, **options).value
    times = value["timestamps"]
    assert "".join(one["text"] for one in times) == TEXT
    assert times[0]["text"] == times[-1]["text"] == ""
    for before, after in itertools.pairwise(times):
        assert after["start"] == pytest.approx(before["start"] + before["duration"], abs=1e-4)
    length = sound.seconds(base64.b64decode(value["audio"]), "pcm_s16le")
    assert times[-1]["start"] + times[-1]["duration"] == pytest.approx(length, abs=1e-4)


def test_times_are_there_only_when_asked_for(client: Client) -> None:
    assert client.call("speech.generate_detailed", **SPEECH).value.get("timestamps") is None


@pytest.mark.parametrize(
    "text", ["Übergrößenträger für 5 €", "Привет, мир!", "नमस्ते दुनिया", "今日は、世界。", "a\n\n  b 👩‍🚀"]
)
def test_text_of_every_script_arrives_as_it_was_written(client: Client, text: str) -> None:
    value = client.call("speech.generate_detailed", text=text, voice="leah", return_timestamps=True).value
    assert "".join(one["text"] for one in value["timestamps"]) == text


def test_the_same_request_is_the_same_audio(client: Client) -> None:
    first, second = (client.call("speech.generate", **SPEECH).audio for _ in range(2))
    assert first == second


@pytest.mark.parametrize("form", ["mp3", "pcm_s16le", *others("pcm_f32le", "ulaw", "webm")])
def test_a_stream_sounds_before_it_is_whole(client: Client, form: str) -> None:
    options = {"voice": "leah", "format": form, "sample_rate": 8000}
    outcome = client.call("speech.generate", mode="streaming", text=LONG, **options)
    assert outcome.audio
    assert len(outcome["times"]) > 3
    first, last = outcome["times"][0], outcome["times"][-1]
    assert client.is_node or first < last / 2  # Node's clock starts when the headers have come


def test_a_stream_is_the_speech_that_is_read_whole(client: Client) -> None:
    streamed = client.call("speech.generate", mode="streaming", **SPEECH).audio
    assert streamed == client.call("speech.generate", **SPEECH).audio


@pytest.mark.parametrize("method", ["speech.generate", "speech.generate_detailed"])
def test_an_answer_carries_the_id_of_its_request(client: Client, method: str) -> None:
    assert REQUEST_ID.fullmatch(client.call(method, **SPEECH).request_id or "")


def test_a_raw_answer_shows_the_headers(client: Client) -> None:
    outcome = client.call("speech.generate_detailed", mode="raw", **SPEECH)
    assert outcome["status"] == 200
    assert outcome.headers["content-type"] == "application/json"
    assert REQUEST_ID.fullmatch(outcome.headers["request-id"])


def test_speech_says_what_kind_of_audio_it_is(client: Client) -> None:
    assert client.call("speech.generate", **SPEECH)["type"] == "audio/mpeg"
    assert client.call("speech.generate", **SPEECH, format="wav")["type"] in {"audio/wav", "audio/x-wav"}


def test_many_requests_at_once_are_each_answered_in_full(session_client: Client) -> None:
    (audio,) = {outcome.audio for outcome in session_client.at_once(16, "speech.generate", **SPEECH)}
    assert audio == session_client.call("speech.generate", **SPEECH).audio


def test_the_account_counts_what_was_spoken(client: Client) -> None:
    before = client.call("accounts.retrieve").value
    client.call("speech.generate_detailed", **SPEECH)
    client.call("speech.generate", **SPEECH)
    after = client.call("accounts.retrieve").value
    assert abs(after["usage"]["characters"] - before["usage"]["characters"]) == 2 * len(TEXT)
    assert after["plan"]["character_limit"] > 0
    assert after["plan"]["commercial_use_allowed"] in {True, False}
    assert after["plan"]["type"]


def test_the_account_of_before_the_versions_counts_voices_too(any_client: Client) -> None:
    account = any_client.call("accounts.retrieve").value
    assert account["plan"]["type"]
    if any_client.name == "lmnt-2.3.0":
        assert isinstance(account["usage"]["professional_voices"], int)


def test_the_account_carries_the_id_of_its_request(client: Client) -> None:
    assert REQUEST_ID.fullmatch(client.call("accounts.retrieve").request_id or "")


def test_a_path_before_the_api_is_kept_and_the_version_is_sent(client: Client, front: Front) -> None:
    client.at(f"{front.url}/prefix").call("accounts.retrieve")
    (request,) = front.requests
    assert request.path == "/prefix/v1/account"
    assert request.headers["lmnt-version"] == VERSIONS[client.name]


def test_the_api_is_there_under_any_path(client: Client, speech: str) -> None:
    assert client.at(f"{speech}/prefix").call("accounts.retrieve").value["plan"]["type"]
