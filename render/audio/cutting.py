"""Cutting a clip between its paragraphs, and trimming a take to its speech."""

import warnings
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from render.samples import RATE, WIDTH, Samples, Span, from_milliseconds

with warnings.catch_warnings():  # pydub looks for an ffmpeg on the PATH and for audioop; we start our own, and have it
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

FRAME = from_milliseconds(10)
QUIET_SHARE = 0.1  # of the speech's level: a frame below it (-20 dB) is a pause
MARGIN_MS = 40  # of room kept before and after the speech of a take
FADE_MS = 5  # at each end of a take, so that no click is heard
TRIM_DBFS = -50.0  # below this a take's edge is silence

PCM = npt.NDArray[np.int16]


def samples_of(pcm: bytes) -> PCM:
    """The samples of 16-bit little-endian PCM, without a copy."""
    return np.frombuffer(pcm, dtype="<i2")


def cut_points(pcm: bytes, gaps: Sequence[Span]) -> list[Samples | None]:
    """For each gap between two paragraphs' words the sample to cut at, or None where there is no silence to cut in.

    The cut is in the middle of the quietest stretch of the gap.
    """
    audio = samples_of(pcm)
    level = _level(audio)
    return [_quietest(audio, gap, level * QUIET_SHARE) for gap in gaps]


def _level(audio: PCM) -> float:
    """Root mean square of the louder half of the frames: of the speech, not of the pauses."""
    frames = _frame_levels(audio, every=4)  # a sample of them is enough, and memory stays small
    return float(np.sqrt(np.mean(np.sort(frames)[len(frames) // 2 :] ** 2))) if len(frames) else 0.0


def _frame_levels(audio: PCM, every: int = 1) -> npt.NDArray[np.float64]:
    """Root mean square of each whole frame of 10 ms, or of one in `every`."""
    whole = audio[: len(audio) // FRAME * FRAME].reshape(-1, FRAME)[::every].astype(np.float32)
    levels: npt.NDArray[np.float64] = np.sqrt(np.einsum("ij,ij->i", whole, whole, dtype=np.float64) / FRAME)
    return levels


def _quietest(audio: PCM, gap: Span, limit: float) -> Samples | None:
    levels = _frame_levels(audio[gap.start : gap.end])
    if not len(levels) or levels.min() > limit:
        return None
    quiet = levels <= max(levels.min() * 1.5, limit * 0.05)
    first, last = _longest_run(quiet)
    return Samples(gap.start + (first + last) * FRAME // 2)


def _longest_run(flags: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Start and end of the longest run of true flags, the first one of equals. There is at least one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False]))))
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest])


def trimmed(pcm: bytes, room: Span, words: Span) -> Span:
    """The take's speech and a small margin, within `room` (cut to cut) and around `words` (first to last)."""
    before = _silence(pcm, Span(room.start, words.start))
    after = _silence(pcm, Span(words.end, room.end), from_the_end=True)
    margin = from_milliseconds(MARGIN_MS)
    start = max(room.start, min(room.start + before, words.start) - margin)
    end = min(room.end, max(room.end - after, words.end) + margin)
    return Span(Samples(start), Samples(end))


def _silence(pcm: bytes, stretch: Span, from_the_end: bool = False) -> int:
    """Samples of silence at one end of a stretch. pydub counts them in milliseconds, which a margin may be."""
    segment = segment_of(pcm[stretch.start * WIDTH : stretch.end * WIDTH])
    found = detect_leading_silence(segment.reverse() if from_the_end else segment, TRIM_DBFS, chunk_size=5)
    return min(from_milliseconds(found), stretch.length)


def segment_of(pcm: bytes) -> AudioSegment:
    """pydub's view of 16-bit mono PCM."""
    return AudioSegment(data=pcm, sample_width=WIDTH, frame_rate=RATE, channels=1)
