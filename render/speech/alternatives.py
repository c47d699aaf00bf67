"""Several takes of one paragraph, to choose from: each is kept under a key of its own, the one in use under the take's.

So the store needs to know nothing of them. The first alternative is what was in use before there were any.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.speech.clips import Clip, KeptTake, Take
from render.speech.delivery import digest
from render.speech.store import Store

MOST = 99  # alternatives of one paragraph


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several takes of a paragraph."""

    number: int  # from 1
    kept: KeptTake
    pcm: bytes
    in_use: bool

    @property
    def take(self) -> Take:
        return self.kept.take


def alternative_key(key: str, number: int) -> str:
    """The key under which an alternative to a take is kept."""
    return digest({"take": key, "alternative": number})


def alternatives(store: Store, key: str) -> list[Alternative]:
    """All takes of a paragraph, in the order in which they were made; only the one in use where none was made again."""
    used = store.find(key)
    with store.reader() as clips:
        sound = clips.pcm(used) if used else b""
        found = [Alternative(n, one, pcm := clips.pcm(one), pcm == sound) for n, one in _numbered(store, key)]
    if used and not found:
        return [Alternative(1, used, sound, in_use=True)]
    return found


def next_number(store: Store, key: str, characters: int) -> int:
    """The number of the next alternative. Before the first one is made, what is in use becomes the first."""
    found = alternatives(store, key)
    if len(found) == 1 and store.find(alternative_key(key, 1)) is None:
        _keep(store, found[0], alternative_key(key, 1), characters)
    return len(found) + 1


def choose(store: Store, key: str, one: Alternative, characters: int) -> None:
    """From now on this alternative is in use."""
    _keep(store, one, key, characters)


def _numbered(store: Store, key: str) -> Iterator[tuple[int, KeptTake]]:
    for number in range(1, MOST + 1):
        kept = store.find(alternative_key(key, number))
        if kept is None:
            return
        yield number, kept


def _keep(store: Store, one: Alternative, key: str, characters: int) -> None:
    """Keeps the take's audio once more, as a clip of its own, under another key."""
    start = one.take.span.start
    words = tuple(replace(word, span=word.span.moved(-start)) for word in one.take.words)
    take = Take(key, one.take.span.moved(-start), words, one.take.doubts)
    store.keep(Clip(one.pcm, (take,), one.kept.request_id, characters), replacing=True)
