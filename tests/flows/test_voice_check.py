"""What the measures of a recording mean for a voice that is made from it."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from chunking.errors import InputError
from flows.exits import WRONG_INPUT, exit_code
from flows.voice_check import RULES, Source, Verdict, VoiceCheck, checked, judged
from render.audio.ffmpeg import executable
from render.audio.recordings import Recording, Silences, Voice
from render.audio.recordings.clipping import Clipping

TEXT = "At noon the sea is flat; she sings to the engine, and all the lamps are lit again when it comes back."
FINE = Recording(
    seconds=8.0,
    cut=False,
    rate=24_000,
    channels=1,
    bandwidth=11_500,
    clipping=Clipping(0.0, 0),
    peak=-3.0,
    level=-20.0,
    noise=-65.0,
    snr=45.0,
    reverberation=0.15,
    offset=0.0001,
    silences=Silences(0.1, 0.2, 0.4),
    voice=Voice(112.0, 4.2, 7.2),
)
SPOKEN = FINE.voice
QUIET = FINE.silences
FAULTS = [  # the measure, what could be better, what is bad
    ("length", {"seconds": 12.0}, {"seconds": 31.0}),
    ("length", {"seconds": 4.9, "voice": replace(SPOKEN, speech=4.5)}, {"seconds": 2.0}),
    ("speech", {"voice": replace(SPOKEN, speech=5.0)}, {"voice": replace(SPOKEN, speech=3.0)}),
    ("sample rate", {"rate": 22_050}, {"rate": 16_000}),
    ("bandwidth", {"bandwidth": 9_000}, {"bandwidth": 8_000}),
    ("clipping", {"clipping": Clipping(0.00005, 4)}, {"clipping": Clipping(0.002, 90)}),
    ("level of speech", {"level": -33.0}, {"level": -45.0}),
    ("level of speech", {"level": -12.0}, {"level": -6.0}),
    ("noise floor", {"noise": -55.0}, {"noise": -40.0}),
    ("speech over noise", {"snr": 25.0}, {"snr": 12.0}),
    ("reverberation", {"reverberation": 0.45}, {"reverberation": 0.9}),
    ("silence at start", {"silences": replace(QUIET, before=0.9)}, {"silences": replace(QUIET, before=3.0)}),
    ("silence at end", {"silences": replace(QUIET, after=0.9)}, {"silences": replace(QUIET, after=3.0)}),
    ("longest pause", {"silences": replace(QUIET, inner=1.5)}, {"silences": replace(QUIET, inner=2.5)}),
    ("DC offset", {"offset": -0.01}, {"offset": 0.05}),
]


def check_of(recording: Recording) -> VoiceCheck:
    return VoiceCheck("sample.wav", recording, judged(recording))


def finding_of(name: str, **changed: object):
    return next(one for one in judged(replace(FINE, **changed)) if one.name == name)


@pytest.fixture(scope="module")
def sample(serving, tmp_path_factory) -> Path:
    """A few seconds of real speech by the local server, 24 kHz, as a WAV file."""
    path = tmp_path_factory.mktemp("voice") / "sample.wav"
    with serving("--engine", "espeak") as server:
        sent = {"text": TEXT, "voice": "brandon", "format": "wav", "sample_rate": 24_000, "language": "en"}
        answer = httpx.post(f"{server.url}/v1/ai/speech/bytes", json=sent, timeout=60, trust_env=False)
    path.write_bytes(answer.raise_for_status().content)
    return path


def converted(source: Path, target: Path, *options: str) -> Path:
    subprocess.run([executable(), "-loglevel", "error", "-y", "-i", source, *options, target], check=True)
    return target


def test_a_fine_recording_is_good_in_everything():
    assert {one.name: one.verdict for one in judged(FINE)} == dict.fromkeys((one.measure.name for one in RULES), "good")
    assert check_of(FINE).verdict == Verdict.GOOD


@pytest.mark.parametrize(("name", "fair", "bad"), FAULTS)
def test_each_fault_is_judged_by_its_size(name, fair, bad):
    assert finding_of(name, **fair).verdict == Verdict.FAIR
    assert finding_of(name, **bad).verdict == Verdict.BAD


def test_every_rule_has_a_fault_among_the_tests():
    assert {name for name, _, _ in FAULTS} == {one.measure.name for one in RULES}


@pytest.mark.parametrize(("name", "fair", "bad"), FAULTS)
def test_every_advice_is_one_sentence_that_says_what_to_do_the_limit_and_whose_it_is(name, fair, bad):
    good, worse = finding_of(name), finding_of(name, **bad)
    assert len(worse.advice) > len(good.advice), "what to do"
    assert good.advice[:1] == "W", "only the limit"
    assert worse.advice.endswith(f"({worse.source}).")
    for advice in (good.advice, worse.advice):
        assert advice[0].isupper()
        assert ". " not in advice


@pytest.mark.parametrize(("seconds", "verdict"), [(2.9, "bad"), (3, "could be better"), (5, "good"), (10, "good")])
def test_limits_are_included(seconds, verdict):
    assert finding_of("length", seconds=float(seconds)).verdict == verdict


def test_what_lmnt_says_is_told_from_what_we_say():
    sources = {one.name: one.source for one in judged(FINE)}
    assert sources["length"] == Source.CLONING
    assert {sources[name] for name in ("sample rate", "bandwidth", "clipping")} == {Source.PROMPTING}
    assert sources["reverberation"] == Source.OURS


def test_noise_that_may_hide_high_frequencies_makes_the_bandwidth_less_certain():
    assert finding_of("bandwidth", bandwidth=7_000, snr=20.0).verdict == Verdict.FAIR
    assert finding_of("bandwidth", bandwidth=7_000, snr=45.0).verdict == Verdict.BAD


def test_the_whole_is_as_good_as_its_worst_part():
    assert check_of(replace(FINE, snr=25.0)).verdict == Verdict.FAIR
    assert check_of(replace(FINE, snr=25.0, rate=8_000)).verdict == Verdict.BAD


def test_what_cannot_be_measured_is_unknown():
    finding = finding_of("reverberation", reverberation=None)
    assert (finding.value, finding.shown, finding.verdict) == (None, "unknown", Verdict.FAIR)
    assert finding.advice.startswith("There is too little speech to measure it; wanted: 0.3 s")


def test_the_json_holds_every_finding_and_every_measure():
    found = json.loads(json.dumps(check_of(FINE).as_json(), allow_nan=False))
    assert list(found) == ["file", "verdict", "findings", "measured"]
    assert [one["name"] for one in found["findings"]] == [one.measure.name for one in RULES]
    assert set(found["findings"][0]) == {"name", "value", "unit", "verdict", "advice", "source"}
    assert found["measured"]["voice"] == {"pitch": 112.0, "pace": 4.2, "speech": 7.2}
    assert found["measured"]["bandwidth"] == 11_500


def test_the_lines_name_each_finding_with_number_unit_and_verdict():
    lines = list(check_of(replace(FINE, rate=22_050)).lines())
    assert lines[0] == "sample.wav: 8.0 s, 22,050 Hz, mono. On the whole: could be better."
    assert "  could be better  sample rate        22,050 Hz" in lines
    assert "  good             reverberation      0.15 s" in lines
    assert "112 Hz and 4.2 syllables a second" in lines[-2]
    assert "no clone" in lines[-2]


def test_the_lines_say_when_there_is_more_and_when_there_is_no_voice():
    lines = list(check_of(replace(FINE, cut=True, channels=2, voice=Voice(None, None, 0.0))).lines())
    assert lines[0].startswith("sample.wav: more than 8.0 s, 24,000 Hz, stereo")
    assert lines[-2] == "No voice was found in it."


def test_real_speech_is_good_in_all_but_what_was_done_to_it(tmp_path, sample):
    poor = {one.name for one in checked(sample).findings if one.verdict != Verdict.GOOD}
    assert poor == set()
    low = converted(sample, tmp_path / "low.wav", "-ar", "8000")
    high = checked(converted(low, tmp_path / "high.m4a", "-ar", "48000", "-b:a", "128k"))
    assert {one.name for one in high.findings if one.verdict != Verdict.GOOD} == {"bandwidth"}
    assert high.verdict == Verdict.BAD


def test_silence_is_bad_and_does_not_fail(tmp_path, sample):
    silent = checked(converted(sample, tmp_path / "silent.wav", "-af", "volume=0"))
    assert silent.verdict == Verdict.BAD
    assert json.dumps(silent.as_json(), allow_nan=False)
    assert "No voice was found in it." in list(silent.lines())


def test_what_is_no_sound_ends_the_command_with_wrong_input(tmp_path):
    (tmp_path / "a.wav").write_text("no sound")
    with pytest.raises(InputError, match=r"a\.wav does not decode") as caught:
        checked(tmp_path / "a.wav")
    assert exit_code(caught.value) == WRONG_INPUT
