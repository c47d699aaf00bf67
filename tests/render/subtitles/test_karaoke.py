"""ASS karaoke as libass shows it: each word changes its colour on the frame that its time begins in."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from subtitle_cues import cue, word

from render.subtitles.ass import write
from render.subtitles.cue import Cue

pytestmark = pytest.mark.skipif(
    next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None) is None, reason="needs a font: Debian's fonts-dejavu"
)
RATE = 50  # frames a second: each is two hundredths
SIZE = (180, 320)  # rows, columns
# Times that are no whole hundredths: 499.6 and 700.4 ms and the like cannot be, but 497 and 704 ms can.
LINE = cue(
    *(word("The", 497, 704), word("ferry", 704, 1033), word("leaves", 1033, 1488), word("at", 1488, 1496, 1)),
    *(word("six", 1520, 1811, 1, emphasised=True), word("sharp.", 1811, 2403, 1)),
)
ODD = cue(word("{\\an8}", 3000, 3222), word("C:\\N", 3222, 3501), word("<b>", 3501, 3997))


def yellow(cues: list[Cue], folder: Path) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Of each frame: how many pixels have the colour of what was said."""
    (folder / "k.ass").write_text(write(cues), "utf-8")
    seconds = cues[-1].end / 1000 + 0.5
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi"]
    command += ["-i", f"color=c=black:s={SIZE[1]}x{SIZE[0]}:r={RATE}:d={seconds}", "-vf", "ass=k.ass"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
    red, green, blue = np.moveaxis(np.frombuffer(raw, np.uint8).reshape(-1, *SIZE, 3).astype(int), 3, 0)
    return ((red > 150) & (green > 150) & (blue < 90)).sum(axis=(1, 2))


def frame(milliseconds: int) -> int:
    """The first frame that is shown at or after this time, rounded to hundredths as the format is."""
    return -(-((milliseconds + 5) // 10) // (100 // RATE))


def steps(counts: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> list[int]:
    """The frames on which more is said than on the one before."""
    return [int(at) + 1 for at in np.flatnonzero(np.diff(counts) > 2)]


def test_each_word_changes_its_colour_on_its_own_frame(tmp_path: Path) -> None:
    counts = yellow([LINE, ODD], tmp_path)
    assert steps(counts) == [frame(one.start) for each in (LINE, ODD) for one in each.words]


def test_a_cue_is_gone_on_the_frame_of_its_end(tmp_path: Path) -> None:
    counts = yellow([LINE], tmp_path)
    assert counts[frame(LINE.end) - 1] > 0
    assert counts[frame(LINE.end)] == 0


def test_an_hour_later_nothing_has_drifted(tmp_path: Path) -> None:
    """The lengths are those between rounded borders: rounded one by one, 3 ms a word would be 3 s after 1000."""
    words = [word(f"w{number}", 1003 + number * 333, 1003 + number * 333 + 330) for number in range(40)]
    (line,) = [one for one in write([cue(*words)]).splitlines() if one.startswith("Dialogue")]
    lengths = [int(part.split("}")[0].split("\\")[0]) for part in line.split("{\\k")[1:]]
    for number in range(40):
        assert abs(100 + sum(lengths[:number]) - words[number].start / 10) <= 1
