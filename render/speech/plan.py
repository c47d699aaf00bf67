"""What has to be asked for: the paragraphs that have no take yet, packed into chunks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chunking.document import Chapter, Chunk
from chunking.packing import LIMIT, pack


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """One chapter's part of a run."""

    chapter: Chapter
    keys: tuple[str, ...]  # of each paragraph's take, in order
    chunks: tuple[Chunk, ...]  # to be asked for
    reused: int  # code points of the paragraphs that are not asked for here

    @property
    def requests(self) -> int:
        return len(self.chunks)

    @property
    def characters(self) -> int:
        """Code points of the texts that will be sent."""
        return sum(len(chunk.text) for chunk in self.chunks)

    def keys_of(self, chunk: Chunk) -> list[str]:
        return [self.keys[place] for place in chunk.places]


def planned(
    chapter: Chapter, keys: Sequence[str], known: Callable[[str], bool], claimed: set[str], limit: int = LIMIT
) -> ChapterPlan:
    """The chapter's requests. `claimed` holds the keys that earlier places of the run ask for; this one adds its own.

    So a text that comes twice is asked for once, and its first place owns the take.
    """
    places = []
    for place, key in enumerate(keys):
        if key not in claimed and not known(key):
            claimed.add(key)
            places.append(place)
    asked = set(places)
    reused = sum(len(one.spoken) for place, one in enumerate(chapter.paragraphs) if place not in asked)
    return ChapterPlan(chapter, tuple(keys), tuple(pack(chapter, places, limit)), reused)
