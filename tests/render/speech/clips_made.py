"""Clips of noise for tests of the store, and what is heard of them."""

import numpy as np

from render.samples import Samples, Span
from render.speech.alignment import Heard
from render.speech.clips import Clip, Take
from render.speech.store import Store


def span(start: int, end: int) -> Span:
    return Span(Samples(start), Samples(end))


def key(number: int) -> str:
    return f"{number:064x}"


def clip_of(seed: int, *keys: str) -> Clip:
    """With a take of 200 samples for each key."""
    pcm = np.random.default_rng(seed).integers(-30_000, 30_000, 200 * len(keys), dtype="<i2").tobytes()
    takes = (Take(one, span(200 * at, 200 * at + 190), (Heard(0, 3, span(1, 9)),)) for at, one in enumerate(keys))
    return Clip(pcm, tuple(takes), f"req_{seed}", 100 + seed)


def sound_of(clip: Clip, key: str) -> bytes:
    take = next(take for take in clip.takes if take.key == key)
    return clip.pcm[2 * take.span.start : 2 * take.span.end]


def heard(store: Store, key: str) -> bytes | None:
    """The take's audio, or None where it is not found."""
    kept = store.find_sound(key)
    if kept is None:
        return None
    with store.reader() as clips:
        return clips.pcm(kept)
