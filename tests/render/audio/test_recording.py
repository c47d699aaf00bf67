"""Recordings that the tests make, with faults of a known size, and what is measured of them."""

import io
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import httpx
import numpy as np
import pytest
import soundfile
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from chunking.errors import InputError
from render.audio.ffmpeg import executable
from render.audio.recordings import measured, measured_sound
from render.audio.recordings.sound import LARGEST, LONGEST, Sound

RATE = 24_000
TEXT = (
    "The ferry leaves at six, and nobody is on it but the cook. At noon the sea is flat; she sings to the engine. "
    "All the lamps are lit again when it comes back."
)
SYLLABLES = 39
FULL = 32_768

ENGINE = """
import sys
from render.server.engines.libespeak import Library, Manner
library = Library()
library.use("en-us+m3", Manner(45, 50, int(sys.argv[1])))
library.synthesise(sys.argv[2], sys.stdout.buffer.write)
"""


@pytest.fixture(scope="module")
def say(serving) -> Callable[[str], np.ndarray]:
    """The text spoken by a voice of the local server, 24 kHz, full scale 1.0."""
    spoken: dict[str, np.ndarray] = {}
    with serving("--engine", "espeak") as server:

        def said(voice: str) -> np.ndarray:
            if voice not in spoken:
                sent = {"text": TEXT, "voice": voice, "format": "pcm_s16le", "sample_rate": RATE, "language": "en"}
                answer = httpx.post(f"{server.url}/v1/ai/speech/bytes", json=sent, timeout=60, trust_env=False)
                spoken[voice] = np.frombuffer(answer.raise_for_status().content, "<i2") / FULL
            return spoken[voice]

        yield said


@pytest.fixture(scope="module")
def speech(say) -> np.ndarray:
    return say("brandon") * 0.7


@pytest.fixture(scope="module")
def at_rate(root) -> Callable[[int], np.ndarray]:
    """The text spoken by the engine at a rate in words a minute, 22,050 Hz."""

    def said(rate: int) -> np.ndarray:
        command = [sys.executable, "-c", ENGINE, str(rate), TEXT]
        return np.frombuffer(subprocess.run(command, cwd=root, capture_output=True, check=True).stdout, np.int16) / FULL

    return said


def sound(wave: np.ndarray, rate: int = RATE, channels: int = 1) -> Sound:
    return Sound(np.clip(np.round(wave * FULL), -FULL, FULL - 1).astype(np.int16), rate, channels, cut=False)


def of(wave: np.ndarray, rate: int = RATE):
    return measured_sound(sound(wave, rate))


def write(path: Path, wave: np.ndarray, rate: int = RATE) -> Path:
    """A WAV file, whatever its name says."""
    content = io.BytesIO()
    soundfile.write(content, wave, rate, format="WAV", subtype="PCM_16")
    path.write_bytes(content.getvalue())
    return path


def convert(source: Path, target: Path, *options: str) -> Path:
    command = [executable(), "-loglevel", "error", "-y", "-i", f"file:{source}", *options, f"file:{target}"]
    subprocess.run(command, check=True)
    return target


def power(wave: np.ndarray) -> float:
    return float(np.mean(wave**2))


def noise(length: int, dbfs: float) -> np.ndarray:
    return np.random.default_rng(1).standard_normal(length) * 10 ** (dbfs / 20)


def in_a_room(wave: np.ndarray, seconds: float) -> np.ndarray:
    """Convolved with the direct sound and noise that falls by 60 dB in these seconds, a quarter of its energy."""
    times = np.arange(int(1.2 * seconds * RATE)) / RATE
    tail = np.random.default_rng(7).standard_normal(len(times)) * 10 ** (-3 * times / seconds)
    response = np.concatenate([[1.0], tail / np.sqrt(4 * np.sum(tail**2))])
    size = 1 << (len(wave) + len(response)).bit_length()
    return 0.5 * np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(response, size))[: len(wave)]


# files


@pytest.mark.parametrize(
    ("name", "options", "rate"),
    [
        ("a.wav", [], RATE),
        ("a.flac", [], RATE),
        ("a.mp3", ["-b:a", "96k"], RATE),
        ("a.m4a", ["-b:a", "96k"], RATE),
        ("a.mp4", ["-b:a", "96k", "-ar", "44100"], 44_100),
        ("a.webm", [], 48_000),
        ("a.ogg", ["-c:a", "libopus"], 48_000),
        ("a.aiff", [], RATE),
    ],
)
def test_every_format_gives_the_same_voice_at_the_files_own_rate(tmp_path, speech, name, options, rate):
    source = write(tmp_path / "source.wav", speech)
    found = measured(convert(source, tmp_path / name, *options))
    expected = of(speech)
    assert (found.rate, found.channels, found.cut) == (rate, 1, False)
    assert found.seconds == pytest.approx(expected.seconds, abs=0.1)
    assert found.voice.pitch == pytest.approx(expected.voice.pitch, rel=0.02)
    assert found.voice.pace == pytest.approx(expected.voice.pace, rel=0.1)
    assert found.level == pytest.approx(expected.level, abs=0.7)


def test_the_name_of_a_file_does_not_say_what_it_is(tmp_path, speech):
    found = measured(write(tmp_path / "sample.mp3", speech))
    assert found.seconds == len(speech) / RATE


@pytest.mark.parametrize(
    "name", ["-i.wav", "-y", "concat:a.wav|b.wav", "pipe:0", "a%03d.wav", "http:x", "a b'c.wav", "data:,.wav"]
)
def test_a_file_name_is_never_an_option_or_a_protocol(tmp_path, monkeypatch, speech, name):
    write(tmp_path / name, speech[:RATE])
    monkeypatch.chdir(tmp_path)
    assert measured(Path(name)).seconds == 1


@pytest.mark.parametrize(
    "playlist",
    [
        "ffconcat version 1.0\nfile voice.wav\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nvoice.wav\n#EXT-X-ENDLIST\n",
    ],
)
def test_a_playlist_does_not_lead_to_other_files(tmp_path, speech, playlist):
    write(tmp_path / "voice.wav", speech[:RATE])
    for name in ("list.wav", "list.m3u8", "list.ffconcat"):
        (tmp_path / name).write_text(playlist)
        with pytest.raises(InputError, match="does not decode"):
            measured(tmp_path / name)


@pytest.mark.parametrize(
    "content", [b"# A book\n\nNo sound.\n", bytes(5000), b"RIFF\x24\0\0\0WAVE", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_sound_is_refused_in_one_line(tmp_path, content):
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(InputError, match=r"^a\.wav does not decode: .*Give a WAV, MP3") as caught:
        measured(tmp_path / "a.wav")
    assert "\n" not in str(caught.value)


def test_a_picture_without_sound_is_refused(tmp_path):
    command = [executable(), "-loglevel", "error", "-f", "lavfi", "-i", "color=size=64x64:duration=1"]
    subprocess.run([*command, tmp_path / "a.mp4"], check=True)
    with pytest.raises(InputError, match="does not decode"):
        measured(tmp_path / "a.mp4")


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "a.wav").touch()
    with pytest.raises(InputError, match="is empty"):
        measured(tmp_path / "a.wav")


def test_a_sound_file_without_a_sample_is_refused(tmp_path):
    write(tmp_path / "a.wav", np.zeros(0))
    with pytest.raises(InputError, match=r"holds no sound|does not decode"):
        measured(tmp_path / "a.wav")


def test_a_file_over_250_megabytes_is_refused_unread(tmp_path):
    with (tmp_path / "a.wav").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="at most 250 MB"):
        measured(tmp_path / "a.wav")


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.wav"):
        with pytest.raises(InputError, match="is not a file"):
            measured(path)


def test_a_rate_too_low_for_speech_is_refused(tmp_path, speech):
    with pytest.raises(InputError, match="too few for speech"):
        measured(write(tmp_path / "a.wav", speech[:RATE], 1000))


def test_of_a_long_file_the_first_ten_minutes_are_looked_at_in_bounded_memory(tmp_path, speech):
    rate = 16_000
    path = write(tmp_path / "a.wav", np.resize(soxr.resample(speech, RATE, rate), (LONGEST + 5) * rate), rate)
    tracemalloc.start()
    found = measured(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{peak / 1e6:.0f} MB for ten minutes")
    assert (found.seconds, found.cut) == (LONGEST, True)
    assert peak < 120e6


def test_ten_seconds_take_less_than_half_a_second_of_cpu(speech):
    recorded = sound(soxr.resample(speech, RATE, 48_000)[:480_000], 48_000)
    begun = time.process_time()
    measured_sound(recorded)
    spent = time.process_time() - begun
    print(f"{spent:.3f} s of CPU for 10 s at 48 kHz")
    assert spent < 0.5


# channels


def test_a_voice_on_one_side_is_measured_as_if_it_were_alone(tmp_path, speech):
    found = measured(write(tmp_path / "a.wav", np.stack([noise(len(speech), -80), speech], axis=1)))
    assert found.channels == 2
    assert found.level == pytest.approx(of(speech).level, abs=0.1)


def test_sides_that_would_cancel_out_do_not(tmp_path, speech):
    found = measured(write(tmp_path / "a.wav", np.stack([speech, -speech], axis=1)))
    assert found.level == pytest.approx(of(speech).level, abs=0.1)


def test_more_than_two_channels_count_as_two(tmp_path, speech):
    found = measured(write(tmp_path / "a.wav", np.stack([speech * 0.3] * 6, axis=1)))
    assert found.channels == 2
    assert found.voice.pitch == pytest.approx(of(speech).voice.pitch, rel=0.02)


# bandwidth


@pytest.mark.parametrize("original", [8_000, 11_025, 16_000])
@pytest.mark.parametrize("voice", ["brandon", "elowen"])
def test_an_upsampled_file_is_found(tmp_path, say, original, voice):
    low = write(tmp_path / "low.wav", soxr.resample(say(voice), RATE, original), original)
    found = measured(convert(low, tmp_path / "high.wav", "-ar", "48000"))
    assert found.rate == 48_000
    assert original // 2 - 500 <= found.bandwidth <= original // 2


def test_noise_that_was_added_later_does_not_hide_that_a_file_was_upsampled(speech):
    upsampled = soxr.resample(soxr.resample(speech, RATE, 8_000), 8_000, 48_000)
    assert of(upsampled + noise(len(upsampled), -60), 48_000).bandwidth in range(3_500, 4_501)


def test_a_hum_and_a_whistle_are_no_voice(speech):
    upsampled = soxr.resample(soxr.resample(speech, RATE, 8_000), 8_000, 48_000)
    times = np.arange(len(upsampled)) / 48_000
    steady = 0.01 * np.sin(2 * np.pi * 15_625 * times) + 0.01 * np.sin(2 * np.pi * 50 * times)
    assert of(upsampled + steady, 48_000).bandwidth in range(3_500, 4_501)


def test_the_low_pass_of_an_mp3_is_found(tmp_path, speech):
    source = write(tmp_path / "a.wav", speech)
    found = measured(convert(source, tmp_path / "a.mp3", "-b:a", "64k", "-cutoff", "6000"))
    assert found.bandwidth in range(5_500, 6_501)


def test_a_full_recording_has_the_bandwidth_that_its_rate_allows(speech):
    assert of(speech).bandwidth >= 10_000  # espeak speaks at 22,050 Hz
    for rate in (8_000, 16_000):
        assert of(soxr.resample(speech, RATE, rate), rate).bandwidth in range(rate // 2 - 500, rate // 2 + 1)


# clipping


def test_a_natural_recording_is_not_clipped(speech):
    for level in (0.01, 0.3, 1):
        assert of(speech / np.abs(speech).max() * 0.99 * level).clipping.runs == 0


def test_clipping_is_found_and_grows(speech):
    loud = speech / np.abs(speech).max()
    shares = [of(np.clip(loud * gain, -1, 1)).clipping.share for gain in (1.5, 2, 4, 8)]
    exact = [float(np.mean(np.abs(loud * gain) >= 1)) for gain in (1.5, 2, 4, 8)]
    assert shares == sorted(shares)
    assert shares == pytest.approx(exact, rel=0.35)


def test_what_was_clipped_and_then_made_quieter_is_still_clipped(speech):
    clipped = np.clip(speech / np.abs(speech).max() * 2, -1, 1)
    assert of(clipped * 0.2).clipping.runs == pytest.approx(of(clipped).clipping.runs, rel=0.1)


def test_clipping_on_one_side_of_the_wave_is_found(speech):
    assert of(np.clip(speech, -1, 0.3 * np.abs(speech).max())).clipping.runs > 50


# level, noise, silence, offset


def test_levels_are_decibels_below_full_scale(speech):
    half = of(speech / 2)
    assert half.level == pytest.approx(of(speech).level - 6.02, abs=0.05)
    assert half.peak == pytest.approx(20 * np.log10(np.abs(speech).max() / 2), abs=0.01)
    square = np.tile(np.repeat([0.5, -0.5], 50), 500)
    assert of(square).level == pytest.approx(-6.02, abs=0.05)


@pytest.mark.parametrize("ratio", [10, 20, 30, 40, 50])
@pytest.mark.parametrize("voice", ["brandon", "elowen"])
def test_noise_is_measured_to_one_and_a_half_decibels(say, ratio, voice):
    clean = say(voice) * 0.5
    floor = of(clean).level - ratio
    found = of(clean + noise(len(clean), floor))
    assert found.noise == pytest.approx(floor, abs=1.5)
    assert found.snr == pytest.approx(ratio, abs=1.5)


def test_silence_is_found_where_it_was_put(speech):
    pause = int(2.0 * RATE)
    middle = int(4.1 * RATE)
    parts = [np.zeros(int(0.7 * RATE)), speech[:middle], np.zeros(pause), speech[middle:], np.zeros(int(1.2 * RATE))]
    before, after = of(speech), of(np.concatenate(parts) + noise(len(speech) + int(3.9 * RATE), -75))
    assert after.silences.before == pytest.approx(before.silences.before + 0.7, abs=0.05)
    assert after.silences.after == pytest.approx(before.silences.after + 1.2, abs=0.1)
    assert 1.9 <= after.silences.inner <= 2.6
    assert after.voice.speech == pytest.approx(before.voice.speech, abs=0.3)
    assert after.speech_share == pytest.approx(after.voice.speech / after.seconds)


@pytest.mark.parametrize("offset", [-0.05, 0.002, 0.03])
def test_a_constant_part_is_found_and_does_not_count_as_sound(speech, offset):
    found = of(speech * 0.8 + offset)
    assert found.offset == pytest.approx(offset, abs=0.001)
    assert found.level == pytest.approx(of(speech * 0.8).level, abs=0.1)
    assert found.snr > 40


# reverberation


@pytest.mark.parametrize("voice", ["brandon", "elowen", "morgan"])
def test_reverberation_comes_out_in_order_and_about_right(say, voice):
    rooms = (0.2, 0.3, 0.5, 0.8, 1.2)
    found = [of(in_a_room(say(voice), seconds)).reverberation for seconds in rooms]
    print(voice, of(say(voice)).reverberation, dict(zip(rooms, found, strict=True)))
    assert found == sorted(found)
    assert found[:3] == pytest.approx(rooms[:3], abs=0.12)  # a voice that fades slowly itself: 0.31 for 0.2
    assert found[3:] == pytest.approx(rooms[3:], rel=0.4)


def test_a_voice_without_a_room_has_next_to_no_reverberation(say):
    assert all(of(say(voice)).reverberation <= 0.2 for voice in ("brandon", "elowen", "morgan", "rufus"))


def test_noise_does_not_count_as_reverberation(speech):
    assert of(speech + noise(len(speech), of(speech).level - 20)).reverberation <= 0.3


# pitch


def tone(hertz: float, rate: int) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(2 * rate) / rate)


def glottal(hertz: float, rate: int) -> np.ndarray:
    """A train of pulses: all harmonics up to 4 kHz, each weaker than the one before."""
    phase = 2 * np.pi * hertz * np.arange(2 * rate) / rate
    train = sum(np.cos(phase * harmonic) / harmonic for harmonic in range(1, int(min(4_000, rate / 2) / hertz)))
    return 0.5 * train / np.abs(train).max()


def without_fundamental(hertz: float, rate: int) -> np.ndarray:
    """As a telephone has it."""
    phase = 2 * np.pi * hertz * np.arange(2 * rate) / rate
    return 0.05 * sum(np.cos(phase * harmonic + harmonic**2) for harmonic in range(2, 8))


def strong_second_harmonic(hertz: float, rate: int) -> np.ndarray:
    return 0.3 * glottal(hertz, rate) + 0.3 * tone(2 * hertz, rate)


@pytest.mark.parametrize("made", [tone, glottal, without_fundamental, strong_second_harmonic])
@pytest.mark.parametrize("rate", [8_000, RATE, 44_100])
def test_pitch_is_right_within_two_percent(made, rate):
    pitches = [70, 82.4, 98, 123.5, 155, 196, 220, 247, 294, 350, 400]
    found = [of(made(hertz, rate), rate).voice.pitch for hertz in pitches]
    assert found == pytest.approx(pitches, rel=0.02)


def test_pitch_survives_noise(speech):
    clean = of(speech)
    found = of(speech + noise(len(speech), clean.level - 10))
    assert found.voice.pitch == pytest.approx(clean.voice.pitch, rel=0.05)


def test_voices_come_out_in_the_order_of_their_pitch(say):
    pitches = {voice: of(say(voice)).voice.pitch for voice in ("oskar", "brandon", "elowen", "leah", "tilda")}
    print(pitches)
    assert max(pitches["oskar"], pitches["brandon"]) * 1.3 < min(pitches["elowen"], pitches["leah"], pitches["tilda"])
    assert pitches["tilda"] > pitches["leah"]


def test_a_voice_that_is_played_faster_is_higher_by_as_much(speech):
    assert of(speech, 30_000).voice.pitch == pytest.approx(of(speech).voice.pitch * 1.25, rel=0.02)


def test_what_has_no_voice_has_no_pitch_and_no_pace():
    found = of(noise(3 * RATE, -30)).voice
    assert (found.pitch, found.pace) == (None, None)


def test_silence_has_nothing_to_measure():
    found = of(np.zeros(RATE))
    nothing = (found.level, found.snr, found.bandwidth, found.reverberation, found.voice.pitch, found.voice.pace)
    assert nothing == (None,) * 6
    assert (found.noise, found.voice.speech, found.silences.before) == (-96, 0, 1)


# pace


def test_pace_is_about_the_syllables_that_were_said(say):
    for voice in ("brandon", "elowen", "morgan"):
        found = of(say(voice)).voice
        print(voice, f"{found.pace * found.speech:.0f} of {SYLLABLES} syllables")
        assert found.pace * found.speech == pytest.approx(SYLLABLES, rel=0.2)


def test_the_same_text_at_other_rates_has_another_pace(at_rate):
    waves = [at_rate(rate) for rate in (110, 150, 210)]
    paces = [of(wave, 22_050).voice.pace for wave in waves]
    print(paces, [SYLLABLES / (len(wave) / 22_050) for wave in waves])
    assert paces == sorted(paces)
    expected = len(waves[0]) / len(waves[2])
    assert paces[2] / paces[0] == pytest.approx(expected, rel=0.2)


def test_pauses_do_not_slow_the_pace(speech):
    middle = int(4.1 * RATE)
    longer = np.concatenate([speech[:middle], np.zeros(2 * RATE), speech[middle:]])
    assert of(longer).voice.pace == pytest.approx(of(speech).voice.pace, rel=0.05)


# anything at all


@given(
    samples=st.lists(st.integers(-FULL, FULL - 1), min_size=1, max_size=300),
    repeats=st.integers(1, 60),
    rate=st.sampled_from([4_000, 8_000, 22_050, 96_000]),
)
@settings(max_examples=60, deadline=None)
def test_no_sound_however_short_or_odd_breaks_the_measuring(samples, repeats, rate):
    found = measured_sound(Sound(np.tile(np.array(samples, np.int16), repeats), rate, 1, cut=False))
    assert found.seconds == len(samples) * repeats / rate
    assert 0 <= found.speech_share <= 1
    assert json.dumps(asdict(found), allow_nan=False)
