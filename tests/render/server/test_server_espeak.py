"""espeak-ng in the started server, over a socket."""

import base64
import io
import json
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest
import soundfile
from passages import LANGUAGES, RIVER
from samples import sound_file, syllables

from render.audio.recordings import measured_sound
from render.audio.recordings.levels import levels_of, speech_in
from render.audio.recordings.sound import Sound
from render.audio.recordings.voicing import pitches_in
from render.server.languages import ESPEAK_NAMES, detect, espeak_name
from render.server.voices import VOICES as ALL_VOICES

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

VOICES = {voice.id: voice for voice in ALL_VOICES.values() if not voice.engine}  # those that every engine speaks


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_voice_speaks_every_language_in_its_own_way(espeak, language):
    text = LANGUAGES[language][:20]
    made = {}
    for voice in VOICES:
        audio = pcm(espeak.speak(text=text, voice=voice, language=language, format="pcm_s16le"))
        assert len(audio) > 12000, "more than half a second"
        assert np.abs(audio.astype(int)).max() > 2000, "not silence"
        made[voice] = audio.tobytes()
    assert len(set(made.values())) == len(VOICES)


def test_espeak_has_every_variant_and_accent():
    # It ignores a variant that it does not have, without a word.
    data = Path(espeakng_loader.get_data_path())
    variants = {file.name for file in (data / "voices" / "!v").iterdir()}
    assert {voice.variant for voice in VOICES.values()} | {"m3", "f2"} <= variants
    spoken = {file.name.lower() for file in (data / "lang").rglob("*")}
    assert {accent for voice in VOICES.values() for accent in voice.accents} <= spoken


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("auto", "Good morning.", "en-gb-x-rp"),
        ("en", "Good morning.", "en-gb-x-rp"),
        ("fr", "Good morning.", "fr"),
        ("auto", "Доброе утро.", "ru"),
        ("pt", "Bom dia.", "pt-br"),
    ],
)
def test_a_voice_keeps_its_accent_in_its_own_language(language, text, name):
    assert espeak_name(language, text, VOICES["morgan"].accents) == name


def test_the_language_changes_the_accent_and_the_text_stays(espeak, check):
    text = "Hello, and uh, welcome to the show."
    made = {}
    for language in ("en", "fr", "de"):
        answer = espeak.speak(text=text, language=language, format="pcm_s16le")
        check(text, answer.json()["timestamps"], len(pcm(answer)))
        made[language] = answer.json()["audio"]
    assert len(set(made.values())) == 3


def heard(audio):
    sound = Sound(audio, 24000, 1, cut=False)
    return measured_sound(sound).voice, pitches_in(sound, speech_in(levels_of(sound)).heard).hertz


def test_a_system_voice_has_the_pitch_that_the_table_says(espeak):
    found = {
        voice: heard(pcm(espeak.speak(text=RIVER[:330], voice=voice, language="en", format="pcm_s16le")))[0].pitch
        for voice in VOICES
    }
    assert found == {voice: pytest.approx(VOICES[voice].hertz, rel=0.1) for voice in VOICES}


@pytest.mark.parametrize("hertz", [90, 120, 150, 165, 180, 220, 260, 300])
@pytest.mark.parametrize("pace", [3, 4])
def test_a_made_voice_speaks_at_the_pitch_and_pace_of_its_sample(espeak, hertz, pace):
    wave = syllables(hertz, pace=pace)
    form = {"data": {"name": "A"}, "files": {"file": sound_file(wave)}}
    made = espeak.client.post("/v1/ai/voice", **form).json()["id"]
    sample, _ = heard((wave * 32767).astype(np.int16))
    spoken, _ = heard(pcm(espeak.speak(text=RIVER, voice=made, format="pcm_s16le")))
    assert spoken.pitch == pytest.approx(sample.pitch, rel=0.1)
    assert spoken.pace == pytest.approx(sample.pace, rel=0.15)


def test_temperature_widens_the_pitch_and_top_p_quickens_the_pace(espeak):
    def spread(temperature):
        answer = espeak.speak(text=RIVER, format="pcm_s16le", temperature=temperature)
        low, high = np.nanquantile(heard(pcm(answer))[1], [0.1, 0.9])
        return 12 * np.log2(high / low)

    def length(top_p):
        return len(pcm(espeak.speak(text=RIVER, format="pcm_s16le", top_p=top_p)))

    flat, usual, wide = spread(0), spread(1), spread(2)
    assert (flat < 1, wide - usual > 1.5) == (True, True), "semitones"
    assert length(0) > 1.1 * length(0.8) > 1.1 * length(1)


@pytest.mark.parametrize("change", [{"temperature": 1.7}, {"top_p": 0.3}])
def test_sampling_settings_repeat_to_the_byte_and_their_defaults_change_nothing(espeak, change):
    usual, same, first, second = (
        espeak.speak(text=RIVER[:80], **fields).content
        for fields in ({}, {"temperature": 1, "top_p": 0.8}, change, change)
    )
    assert usual == same != first == second


def test_every_voice_repeats_to_the_byte(espeak):
    for voice in VOICES:
        first, second = (espeak.speak(text="A few words.", voice=voice, format="pcm_s16le").content for _ in range(2))
        assert first == second, voice


def test_the_previews_speak(espeak):
    for voice in espeak.client.get("/v1/ai/voice/list").json():
        found = espeak.client.get(voice["preview_url"])
        assert found.headers["content-type"] == "audio/mpeg"
        assert 1 < soundfile.info(io.BytesIO(found.content)).duration < 15


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
