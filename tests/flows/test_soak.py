"""What needs a novel, an hour of audio or many kills. Run by `make soak`; prints its figures."""

import importlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median
from types import ModuleType

import numpy as np
import pytest
import soundfile
import soxr
from measuring import READCAST, result, run, watched

from flows.chapters import books_in
from flows.tracks import TrackOrder, chapter_cues
from render.samples import RATE, to_milliseconds
from render.subtitles import words
from render.subtitles.cues import cues_of
from render.subtitles.profiles import CueStyle
from render.subtitles.quality import quality_of
from render.timeline import Timeline

pytestmark = pytest.mark.soak

JOBS = 8


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    from novel import novel  # noqa: PLC0415

    place = tmp_path_factory.mktemp("novel")
    (place / "pride.md").write_text(novel(), "utf-8")
    return place


@pytest.fixture(scope="module")
def narrated(folder: Path) -> dict[str, object]:
    """The whole novel in the local voice, within 250 MB a process and exactly as planned."""
    where = ("-o", folder / "out", "--store", folder / "store", "--speech", "local", "--jobs", JOBS, "--untracked")
    planned = result("plan", folder / "pride.md", *where[:6])
    begun = time.perf_counter()
    found, peaks = watched("narrate", folder / "pride.md", *where)
    seconds = time.perf_counter() - begun
    print(f"\nnovel: {seconds:.0f} s, {found['audio_seconds']} s of audio, {found['requests']} requests")
    print("peak memory, MB:", dict(sorted(peaks.items(), key=lambda one: -one[1])))
    assert max(peaks.values()) <= 250
    same = ("chapters", "paragraphs", "requests", "characters", "reused_characters")
    assert {name: found[name] for name in same} == {name: planned[name] for name in same}
    return found


def test_a_novel_becomes_61_chapters_that_verify(folder: Path, narrated: dict[str, object]) -> None:
    assert narrated["chapters"] == 61
    assert len(list((folder / "out").glob("*.mp3"))) == 61
    verified = run("verify", folder / "out")  # decodes every MP3 to its last sample
    assert verified.returncode == 0, verified.stdout


def test_the_novel_again_asks_for_nothing(folder: Path, narrated: dict[str, object]) -> None:
    again = result(
        "narrate", folder / "pride.md", "-o", folder / "out", "--store", folder / "store", "--speech", "local"
    )
    assert (again["requests"], again["characters"]) == (0, 0)


def test_one_changed_word_in_the_novel_is_one_small_request(folder: Path, narrated: dict[str, object]) -> None:
    text = (folder / "pride.md").read_text("utf-8")
    paragraph = "However little known the feelings or views"
    (folder / "edited.md").write_text(text.replace(paragraph, "However hardly known the feelings or views"), "utf-8")
    again = result("plan", folder / "edited.md", "-o", folder / "out", "--store", folder / "store", "--speech", "local")
    whole = next(part for part in text.split("\n\n") if paragraph in part)
    assert again["requests"] == 1
    assert int(str(again["characters"])) <= len(whole) + 5


def test_the_cues_of_the_novel_keep_their_limits(folder: Path, narrated: dict[str, object]) -> None:
    """All lines and columns; 99.5 % of the cues inside all else; in step with the voice; every word once, in order."""
    cues = inside = late = 0
    for path in sorted((folder / "out").glob("*.words.json")):
        _, timeline = words.read(path.read_text("utf-8"))
        limits = CueStyle().limits_for(timeline.language)
        track = cues_of(timeline, limits)
        quality = quality_of(track, limits)
        cues, inside = cues + quality.cues, inside + quality.inside
        starts = word_starts(timeline)
        assert quality.outside[:2] == (0, 0), "lines and columns"
        assert [word.text for cue in track for word in cue.words] == [text for text, _ in starts]
        assert all(cue.end <= later.start for cue, later in pairwise(track))
        place = 0
        for cue in track:
            late = max(late, abs(cue.start - starts[place][1]))
            place += len(cue.words)
    print(f"\nnovel: {cues:,} cues, {inside / cues:.3%} inside all limits, begun at most {late} ms from their word")
    assert inside / cues >= 0.995
    assert late <= 83


def word_starts(timeline: Timeline) -> list[tuple[str, int]]:
    found = [word for paragraph in timeline.paragraphs for word in paragraph.words]
    return [(word.text, to_milliseconds(word.span.start)) for word in found]


PASSAGE = """The river ran slowly past the old mill, and the children sat on the bank to watch the water turn.
A boat came round the bend with two men and a small brown dog. The dog stood at the front and looked at the trees.

Nobody on the bank said a word until the boat was gone. Then the youngest asked where the men were going with the dog.
Her brother said that they were going to the sea, where the water never ends and the wind is always cold."""


def test_words_are_in_time_in_the_last_minute_of_an_hour(tmp_path: Path) -> None:
    """Against pocketsphinx forced alignment of what the MP3 decodes to: median 15 ms at the most."""
    (tmp_path / "hour.md").write_text("\n\n".join(["# The River", *[PASSAGE] * 130]), "utf-8")
    where = ("-o", tmp_path / "out", "--store", tmp_path / "store", "--speech", "local", "--language", "en")
    found = result("narrate", tmp_path / "hour.md", *where)
    assert float(str(found["audio_seconds"])) > 3600
    (mp3,), (listed,) = (tmp_path / "out").glob("*.mp3"), (tmp_path / "out").glob("*.words.json")
    paragraphs = json.loads(listed.read_text("utf-8"))["paragraphs"]
    errors = [error for one in paragraphs[-4:] for error in onset_errors(mp3, one)]
    print(
        f"\nlast paragraphs of an hour: {len(errors)} words, median {median(errors):.1f} ms, max {max(errors):.0f} ms"
    )
    assert len(errors) > 100
    assert median(errors) <= 15


def onset_errors(mp3: Path, paragraph: dict[str, object]) -> list[float]:
    """How far each word's start is from where pocketsphinx hears it, in ms."""
    from pocketsphinx import Decoder  # noqa: PLC0415

    start, end = int(str(paragraph["start"])), int(str(paragraph["end"]))
    words: list[dict[str, object]] = paragraph["words"]  # type: ignore[assignment]
    with soundfile.SoundFile(mp3) as file:
        file.seek(start * 147 // 80)
        audio = soxr.resample(file.read((end - start) * 147 // 80, dtype="float32"), 44_100, 16_000)
    padded = np.concatenate([np.zeros(4000), audio, np.zeros(4000)])
    decoder = Decoder(samprate=16_000, loglevel="FATAL")
    decoder.set_align_text(" ".join(re.sub(r"[^a-z ]", "", str(word["text"]).lower()) for word in words))
    decoder.start_utt()
    decoder.process_raw((padded * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    heard = [seg.start_frame / 100 - 0.25 for seg in decoder.seg() if not seg.word.startswith(("<", "["))]
    assert len(heard) == len(words)
    return [
        abs((int(str(word["start"])) - start) / RATE - when) * 1000 for word, when in zip(words, heard, strict=True)
    ]


def test_ten_kills_change_no_byte(tmp_path: Path, hashes: Callable[[Path], dict[str, str]]) -> None:
    """kill -9 at random moments of a run, then a run to the end: every file as in an undisturbed run."""
    book = Path(__file__).parents[2] / "examples" / "book" / "book.md"

    def narrate(name: str) -> list[object]:
        where = ["-o", tmp_path / name, "--store", tmp_path / f"{name}-store", "--speech", "local:tone"]
        return ["narrate", book, *where, "--untracked"]

    begun = time.perf_counter()
    assert run(*narrate("whole")).returncode == 0
    length, dice = time.perf_counter() - begun, random.Random(11)
    for _ in range(10):
        process = subprocess.Popen([*READCAST, *map(str, narrate("killed"))], stdout=subprocess.DEVNULL)
        try:
            process.wait(dice.uniform(0.1, length))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    assert run(*narrate("killed")).returncode == 0
    assert hashes(tmp_path / "killed") == hashes(tmp_path / "whole")


@pytest.fixture(scope="module")
def judges() -> ModuleType:
    """Everybody who reads subtitles. Needs Debian's chromium, and Node: `make soak` gets the rest."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "render" / "subtitles"))
    return importlib.import_module("track_judges")


def judge_tracks(judges: ModuleType, out: Path, folder: Path) -> None:
    """All tracks of an output, in all formats, by all judges."""
    chapters = {
        f"{number:03}": one for number, one in enumerate(one for book in books_in(out) for one in book.chapters)
    }
    tracks = {stem: chapter_cues(one, TrackOrder()).cues for stem, one in chapters.items()}
    judges.written(tracks, folder)
    for stem, cues in tracks.items():
        written = "".join(paragraph.written for paragraph in chapters[stem].words()[1].paragraphs)
        judges.assert_every_word_is_there(written, stem, folder)
        judges.assert_parsers_agree(cues, stem, folder)
    assert judges.assert_node_agrees(tracks, folder) == 3 * len(tracks)
    emphasised = sum(word.emphasised for cues in tracks.values() for cue in cues for word in cue.words)
    print(f"\n{len(tracks)} tracks, {sum(map(len, tracks.values()))} cues, {emphasised} emphasised words")


def test_all_judges_read_the_novels_tracks_alike(
    judges: ModuleType, folder: Path, narrated: dict[str, object], tmp_path: Path
) -> None:
    judge_tracks(judges, folder / "out", tmp_path)


def test_all_judges_read_the_tracks_of_technical_documents_alike(judges: ModuleType, tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    from corpora import npm_package  # noqa: PLC0415

    docs = npm_package("fastify", tmp_path / "npm") / "docs"
    where = ("-o", tmp_path / "out", "--store", tmp_path / "store", "--speech", "local:tone", "--untracked")
    result("narrate", docs, *where)
    (tmp_path / "tracks").mkdir()
    judge_tracks(judges, tmp_path / "out", tmp_path / "tracks")
