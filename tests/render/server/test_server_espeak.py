"""espeak-ng in the started server, over a socket."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import numpy as np
import pytest
from passages import LANGUAGES, RIVER

from render.server.languages import ESPEAK_NAMES, detect
from render.server.voices import VOICES

SPEECH = "/v1/ai/speech"

EDGES = [
    "a",
    "...",
    "***",
    "🙂 🙂",
    "  two  spaces ",
    "\n\nA heading\n\nText. “Quoted” — and so on…\r\n\tEnd",
    "NUL \x00 and \x01+40S and \x1b and \x7f there",
    "lone \ud800 surrogate \udfff end",
    "-5 degrees (a) + b * c = d",
    "I have been in the house of the king. | | It did not, there was.",
    "日本語とEnglishと、中文。ภาษาไทย",
    "👩‍👩‍👧🇩🇪 e\u0301 \u200f\u202e \ufeff",
    "<speak>&amp; [[h@l'oU]] <mark name='x'/> `code`",
    "x" * 600,
]


def pcm(answer):
    return np.frombuffer(base64.b64decode(answer.json()["audio"]), "<i2")


def test_the_ready_line_says_where_and_what(espeak):
    assert espeak.ready["url"].startswith("http://127.0.0.1:")
    assert (espeak.ready["engine"], espeak.ready["version"]) == ("espeak", version("espeakng-loader"))


def test_there_is_a_text_for_each_of_the_31_languages():
    assert set(LANGUAGES) == set(ESPEAK_NAMES)
    assert len(LANGUAGES) == 31


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_spoken_and_timed(espeak, check, language):
    text = LANGUAGES[language]
    answer = espeak.speak(text=text, language=language, format="pcm_s16le")
    assert answer.status_code == 200, answer.text
    audio = pcm(answer)
    assert len(audio) > 24000, "more than a second of speech"
    assert np.abs(audio.astype(int)).max() > 2000, "not silence"
    timestamps = answer.json()["timestamps"]
    check(text, timestamps, len(audio))
    timed = [element for element in timestamps if element["text"].strip() and element["duration"] > 0.03]
    assert len(timed) >= 2


@pytest.mark.parametrize("text", EDGES, ids=lambda text: ascii(text)[:40])
def test_timestamps_cover_any_text(espeak, check, text):
    body = json.dumps({"text": text, "voice": "leah", "format": "pcm_s16le", "return_timestamps": True})
    answer = espeak.client.post(SPEECH, content=body)
    assert answer.status_code == 200, answer.text
    check(text, answer.json()["timestamps"], len(pcm(answer)))


def test_chinese_is_timed_by_the_character_or_word(espeak):
    answer = espeak.speak(text=LANGUAGES["zh"], language="zh", format="wav")
    words = [element["text"] for element in answer.json()["timestamps"] if element["text"].isalpha()]
    assert max(map(len, words)) <= 3


def test_words_that_espeak_runs_together_have_times_of_their_own(espeak):
    answer = espeak.speak(text="It was in the house of the king.", format="wav")
    words = [element for element in answer.json()["timestamps"] if element["text"].isalpha()]
    assert len(words) == 8
    assert min(word["duration"] for word in words) > 0.03


def test_a_control_character_changes_no_setting(espeak):
    plain, commanded = (espeak.speak(text=f"{x}Some words.", format="pcm_s16le") for x in ("   ", "\x01 \x01"))
    assert len(pcm(plain)) == len(pcm(commanded))


def test_the_same_request_gives_the_same_bytes_also_among_others(espeak):
    text = LANGUAGES["en"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda turn: espeak.speak(text=text if turn % 2 else f"{turn}. {text}"), range(16)))
    assert len({answer.content for answer in answers[1::2]}) == 1


@pytest.mark.parametrize("form", ["pcm_s16le", "mp3", "webm"])
def test_another_server_gives_the_same_bytes(espeak, start, form):
    with start("--engine", "espeak") as other:
        same = [server.speak(text=LANGUAGES["en"], format=form).content for server in (espeak, other)]
    assert same[0] == same[1]


def test_the_voices_are_different(espeak):
    made = {espeak.speak(text="A few words.", voice=voice, format="pcm_s16le").content for voice in VOICES}
    assert len(made) == len(VOICES) >= 8


def test_leah_speaks_at_an_easy_pace(espeak):
    seconds = len(pcm(espeak.speak(text=RIVER, language="en", format="pcm_s16le"))) / 24000
    assert 160 < len(RIVER.split()) / seconds * 60 < 180, "words a minute"


def test_the_rates_hold_the_same_length(espeak):
    lengths = [
        len(pcm(espeak.speak(text="A few words.", format="pcm_s16le", sample_rate=rate))) / rate
        for rate in (8000, 16000, 24000)
    ]
    assert max(lengths) - min(lengths) <= 1 / 8000


@pytest.mark.parametrize(
    "language", ["en", "ru", "uk", "ar", "ur", "hi", "bn", "ja", "ko", "zh", "th", "ta", "te", "ml"]
)
def test_the_language_is_told_by_its_script(language):
    assert detect(LANGUAGES[language]) == language


def test_a_body_of_megabytes_is_refused_and_the_client_hears_it(espeak):
    answer = espeak.client.post(SPEECH, content=b"x" * 4_000_000)
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")
    assert espeak.client.get("/health").status_code == 200
