"""What a finished recording gives to doubt, found with its MP3 and words file alone."""

import shutil

import numpy as np
import pytest

from manifests.files import load, save
from manifests.verify import doubts
from render.audio.ffmpeg import decoded
from render.audio.mp3 import Tags, write_mp3
from render.audio.profile import profile_from
from render.samples import FILE_RATE, RATE


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_desk):
    desk = new_desk(tmp_path_factory.mktemp("made"))
    desk.narrate()
    return desk.out


@pytest.fixture
def out(made, tmp_path):
    return shutil.copytree(made, tmp_path / "copy")


def spoilt(out, change):
    """The first chapter's MP3 with its samples, at 24,000 Hz, changed in place."""
    path = out / "01-morning.mp3"
    pcm = np.frombuffer(b"".join(decoded(path)), "<i2")
    length = load(out).chapters[0].samples
    samples = np.interp(np.arange(length) * FILE_RATE / RATE, np.arange(len(pcm)), pcm)
    change(samples)
    write_mp3(path, [samples.astype("<i2").tobytes()], Tags("Morning", "", "", 1, 3))


def paragraph(out):
    return load(out).chapters[0].paragraphs[1]


def test_a_sound_recording_gives_nothing_to_doubt(out):
    assert list(doubts(out)) == []


def test_a_silent_paragraph_is_named_with_its_place_and_time(out):
    found = paragraph(out)
    spoilt(out, lambda samples: samples[found.start : found.end].fill(0))
    (line,) = doubts(out)
    assert line.startswith(f"in doubt: 1.2, line {found.lines[0]}, at {found.start / RATE:.1f} s: silent where words")


def test_noise_in_the_place_of_a_paragraph_is_named(out):
    found = paragraph(out)
    noise = np.random.default_rng(1).standard_normal(found.end - found.start) * 3000
    spoilt(out, lambda samples: np.copyto(samples[found.start : found.end], noise))
    (line,) = doubts(out)
    assert "in the place of" in line


def test_a_recorded_doubt_is_told_and_not_looked_for_again(out):
    manifest = load(out)
    first = manifest.chapters[0]
    marked = first.paragraphs[1].model_copy(update={"doubts": ("not heard: six",)})
    chapter = first.model_copy(update={"paragraphs": (first.paragraphs[0], marked, *first.paragraphs[2:])})
    save(out, manifest.model_copy(update={"chapters": (chapter, *manifest.chapters[1:])}).sealed())
    spoilt(out, lambda samples: samples[marked.start : marked.end].fill(0))
    (line,) = doubts(out)
    assert line.endswith("s: not heard: six")


def test_missing_files_give_nothing_to_doubt_since_they_are_differences(out):
    (out / "01-morning.mp3").unlink()
    (out / "02-noon.words.json").write_text("{}", "utf-8")
    assert list(doubts(out)) == []


@pytest.mark.parametrize("rate", [RATE, FILE_RATE])
def test_a_profile_has_a_frame_for_each_10_ms_whatever_the_rate(rate):
    wave = (np.sin(np.arange(2 * rate) * 2 * np.pi * 300 / rate) * 8000).astype("<i2")
    found = profile_from([wave], rate)
    assert len(found.decibels) == 200
    assert found.level == pytest.approx(20 * np.log10(8000 / 32768 / 2**0.5), abs=0.1)
