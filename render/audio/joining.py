"""A chapter's score → one stream of PCM, a piece at a time: memory does not grow with the chapter."""

from collections.abc import Iterator

from render.audio.cutting import FADE_MS, segment_of
from render.samples import WIDTH, from_milliseconds
from render.score import Rest, Score
from render.speech.store import ClipReader

_EDGE = from_milliseconds(FADE_MS) * WIDTH  # bytes


def pcm_of(score: Score, clips: ClipReader) -> Iterator[bytes]:
    """The chapter's audio, exactly as long as its timeline. 16-bit mono, 24,000 samples a second."""
    for part in score.parts:
        if isinstance(part, Rest):
            yield bytes(part.length * WIDTH)
        else:
            yield from faded(clips.pcm(part))


def faded(pcm: bytes) -> Iterator[bytes]:
    """The take with a short fade at each end, so that no edge clicks. Its length stays; only its edges are copied."""
    if len(pcm) < 2 * _EDGE:
        yield pcm
        return
    yield segment_of(pcm[:_EDGE]).fade_in(FADE_MS).raw_data
    yield pcm[_EDGE:-_EDGE]
    yield _ending(pcm[-_EDGE:])


def _ending(pcm: bytes) -> bytes:
    """Faded out to zero: pydub's own fade out stops a step before it."""
    return bytes(segment_of(pcm).reverse().fade_in(FADE_MS).reverse().raw_data)
