"""POST /v1/ai/speech/convert: a recording moved to the pitch of a voice."""

import io

import numpy as np
import pytest
import soundfile
from samples import RATE, sound_file, syllables

from render.audio.recordings import measured_sound
from render.audio.recordings.sound import Sound
from render.server.app import create_app
from render.server.conversion import at_pitch
from render.server.voices import VOICES

CONVERT = "/v1/ai/speech/convert"
APP = create_app("tone")
WAVE = syllables(150)
AUDIO = {"audio": ("a.mp3", sound_file(WAVE, "MP3"), "audio/mpeg")}


def convert(ask, audio=AUDIO, **fields):
    return ask(APP, "POST", CONVERT, data={"voice": "leah", "format": "wav", **fields}, files=audio)


def pitch(wave, rate=RATE):
    return measured_sound(Sound((wave * 32767).astype(np.int16), rate, 1, cut=False)).voice.pitch


@pytest.mark.parametrize("voice", ["leah", "brandon", "lily", "lucas"])
def test_a_recording_is_heard_at_the_voices_pitch_and_is_as_long_as_it_was(ask, voice):
    wave, rate = soundfile.read(io.BytesIO(convert(ask, voice=voice).content))
    assert pitch(wave, rate) == pytest.approx(VOICES[voice].hertz, rel=0.1)
    assert len(wave) / rate == pytest.approx(len(WAVE) / RATE, abs=0.1)


def test_a_pitch_moves_by_an_octave_at_most(ask):
    audio = {"audio": sound_file(syllables(80), "FLAC")}
    wave, rate = soundfile.read(io.BytesIO(convert(ask, audio, voice="lily").content))
    assert pitch(wave, rate) == pytest.approx(2 * pitch(syllables(80)), rel=0.05)


@pytest.mark.parametrize("ratio", [0.5, 0.8, 1.0, 1.3, 2.0])
@pytest.mark.parametrize("length", [1, 100, 12_345, 5 * RATE])
def test_a_sound_keeps_its_length_at_any_pitch(ratio, length):
    pcm = (WAVE[:length] * 20_000).astype(np.int16)
    assert len(at_pitch(pcm, RATE, ratio, 16_000)) == round(length * 16_000 / RATE)


def test_a_sound_at_its_own_pitch_is_not_changed():
    pcm = (WAVE * 20_000).astype(np.int16)
    assert np.abs(at_pitch(pcm, RATE, 1.0, RATE).astype(int) - pcm).max() <= 1


@pytest.mark.parametrize(("form", "kind"), [("mp3", "audio/mpeg"), ("mulaw", "audio/wav"), ("aac", "audio/aac")])
def test_the_answer_is_bare_audio_in_the_format_asked_for(ask, form, kind):
    answer = convert(ask, format=form)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


def test_the_answer_has_the_rate_asked_for(ask):
    assert soundfile.info(io.BytesIO(convert(ask, sample_rate="8000").content)).samplerate == 8000


def test_the_same_request_gives_the_same_bytes(ask):
    assert convert(ask).content == convert(ask).content


@pytest.mark.parametrize(
    ("fields", "audio", "status", "named"),
    [
        ({"voice": "nobody"}, AUDIO, 404, "nobody"),
        ({"format": "flac"}, AUDIO, 400, "format"),
        ({"sample_rate": "44100"}, AUDIO, 400, "sample_rate"),
        ({}, {"file": b"x"}, 400, "audio: is required"),
        ({}, {"audio": b"no sound"}, 400, "audio: no sound"),
        ({}, {"audio": bytes(1024 * 1024 + 1)}, 400, "larger than"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_converted_is_refused_by_name(ask, fields, audio, status, named):
    answer = convert(ask, audio, **fields)
    assert answer.status_code == status
    assert named in answer.json()["error"]["message"]


@pytest.mark.parametrize("wave", [np.zeros(RATE), np.zeros(10), 0.2 * np.random.default_rng(1).standard_normal(RATE)])
def test_what_has_no_pitch_keeps_its_sound(ask, wave):
    assert convert(ask, {"audio": sound_file(wave)}).status_code == 200
