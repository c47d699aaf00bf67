"""All the readers of subtitles that there are, put to one set of tracks: what they must agree on."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from html import unescape
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from foreign_parsers import (
    ITALICS,
    Seen,
    by_ffmpeg,
    by_pycaption,
    by_pysubs2,
    by_srt,
    by_ttconv,
    by_webvtt,
    copied_by_ffmpeg,
    ours,
)

from render.subtitles.cue import Cue
from render.subtitles.formats import FORMATS
from render.subtitles.vtt import NARRATOR

# What a format cannot hold is written as a look-alike; to compare, each is taken back.
LOOK_ALIKES = str.maketrans("＜｛＆＼＞∶［❴❵∖", "<{&\\>:[{}\\")
_TAG = re.compile(r"<[^<>]*>")
_ROOT = Path(__file__).parents[3]
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def plain(seen: Seen) -> Seen:
    return [(start, end, text.translate(LOOK_ALIKES)) for start, end, text in seen]


def hundredths(seen: Seen) -> Seen:
    """Times as a format of hundredths of a second has them; an event has one at least."""
    rounded = (((start + 5) // 10 * 10, (end + 5) // 10 * 10, text) for start, end, text in seen)
    return [(start, max(end, start + 10), text) for start, end, text in rounded]


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def unquoted(cell: str) -> str:
    """Of a table: without the mark that says that it is no formula."""
    return cell[1:] if cell[0] == "'" else cell


def text_of(seen: Seen) -> str:
    return "".join(text for _, _, text in seen)


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(file.read_text("utf-8"), newline=""), delimiter="\t"))


# How the text of a file of each format is read: by somebody else's parser where there is one.
TEXTS = {
    "srt": lambda file: text_of(by_srt(file.read_text("utf-8"))),
    "vtt": lambda file: text_of(by_webvtt(file.read_text("utf-8"), "vtt")),
    "words.vtt": lambda file: text_of(by_webvtt(file.read_text("utf-8"), "vtt")),
    "ass": lambda file: text_of(by_pysubs2(file.read_text("utf-8"), "ass")),
    "ttml": lambda file: text_of(by_ttconv(file.read_text("utf-8"))),
    "lrc": lambda file: re.sub(r"^\[.*?\]", "", copied_by_ffmpeg(file), flags=re.M),
    "transcript.json": lambda file: "".join(one["body"] for one in json.loads(file.read_bytes())["segments"]),
    "txt": lambda file: file.read_text("utf-8"),
    "labels.txt": lambda file: "".join(line.split("\t")[2] for line in file.read_text("utf-8").splitlines()),
    "tsv": lambda file: "".join(unquoted(cell) for row in rows_of(file)[1:] for cell in row[4:] if cell),
}


def written(tracks: Mapping[str, Sequence[Cue]], folder: Path) -> None:
    """A file of each format for each track."""
    for stem, cues in tracks.items():
        for name, write in FORMATS.items():
            (folder / f"{stem}.{name}").write_text(write(cues), "utf-8")


def assert_every_word_is_there(words: str, stem: str, folder: Path) -> None:
    """In every format each word stands once and in order, and nothing else does."""
    for name, text in TEXTS.items():
        assert solid(text(folder / f"{stem}.{name}").translate(LOOK_ALIKES)) == solid(words.translate(LOOK_ALIKES)), (
            name
        )


def assert_parsers_agree(cues: Sequence[Cue], stem: str, folder: Path) -> None:
    """Text and times, in each of Python's parsers and in ffmpeg."""
    texts = {name: (folder / f"{stem}.{name}").read_text("utf-8") for name in FORMATS}
    wanted = plain(ours(cues))
    for seen in (by_srt(texts["srt"]), by_pysubs2(texts["srt"], "srt"), by_webvtt(texts["srt"], "srt")):
        assert plain(seen) == wanted
    assert (
        by_webvtt(texts["vtt"], "vtt") == by_webvtt(texts["words.vtt"], "vtt") == by_ttconv(texts["ttml"]) == ours(cues)
    )
    assert plain(by_pysubs2(texts["ass"], "ass")) == hundredths(wanted)
    # ffmpeg's SRT has no escapes, so what is left of `<i>` as a text cannot be told from a tag.
    for name in ("srt", "vtt", "words.vtt"):
        assert [without_tags(one) for one in plain(by_ffmpeg(folder / f"{stem}.{name}"))] == [
            without_tags(one) for one in wanted
        ]
    for name in ("srt", "vtt", "ttml"):  # pycaption takes even what is escaped for tags
        said = spoken_by(cues) if name == "vtt" else wanted
        assert [one for one in plain(by_pycaption(texts[name], name)) if known(one, cues)] == [
            one for one in said if known(one, cues)
        ]


def spoken_by(cues: Sequence[Cue]) -> Seen:
    """Where several voices speak, pycaption puts before each text who does."""
    several = any(cue.voice for cue in cues)
    names = (f"{cue.voice or NARRATOR}: " if several else "" for cue in cues)
    return [(start, end, name + text) for (start, end, text), name in zip(plain(ours(cues)), names, strict=True)]


def without_tags(one: tuple[int, int, str]) -> tuple[int, int, str]:
    return one[0], one[1], _TAG.sub("", one[2])


def known(one: tuple[int, int, str], cues: Sequence[Cue]) -> bool:
    odd = {cue.start for cue in cues if re.search(r"[<>&]", "".join(cue.lines))}
    return one[0] not in odd


def in_node(driver: Path, given: str) -> list[dict[str, Any]]:
    """What a driver says, a line of JSON each, when it is run with Chromium and what it is given. Needs both."""
    sys.path.insert(0, str(_ROOT / "tests" / "compat"))
    from environments import Environment  # noqa: PLC0415

    environment = Environment("subtitle-judges")
    browser = next(found for name in _CHROMIUM if (found := shutil.which(name)))
    command = [environment.interpreter(), "--input-type=module", "-e", driver.read_text("utf-8"), browser, given]
    done = subprocess.run(command, cwd=environment.folder, check=True, capture_output=True, text=True)
    return list(map(json.loads, done.stdout.splitlines()))


def assert_node_agrees(tracks: Mapping[str, Sequence[Cue]], folder: Path) -> int:
    """Strict validators find no error, npm's parsers and Chromium see our text and times. The number of files."""
    count = 0
    for found in in_node(Path(__file__).with_name("judges.mjs"), str(folder)):
        stem, _, suffix = found["name"].partition(".")
        cues = tracks[stem]
        assert (found["errors"], found["problems"]) == ([], []), found["name"]
        if suffix == "srt":
            assert stripped(found["subtitle"]) == stripped(found["captions"]) == plain(ours(cues))
        else:
            assert [(start, end, text) for start, end, text, _ in found["browser"]] == ours(cues)
            assert [(start, end) for start, end, _ in found["parser"]] == [(cue.start, cue.end) for cue in cues]
            assert [(start, end, unescape(_TAG.sub("", text))) for start, end, text in found["captions"]] == ours(cues)
        if suffix == "words.vtt":
            assert [stamps for *_, stamps in found["browser"]] == [len(stamped(cue)) for cue in cues]
        count += 1
    return count


def stripped(seen: Sequence[Sequence[Any]]) -> Seen:
    return plain([(start, end, ITALICS.sub("", text)) for start, end, text in seen])


def stamped(cue: Cue) -> set[int]:
    """The times at which a word of a cue begins after its first."""
    return {word.start for word in cue.words if cue.start < word.start < cue.end}


def assert_in_order(cues: Sequence[Cue]) -> None:
    assert all(one.end <= later.start for one, later in pairwise(cues))
