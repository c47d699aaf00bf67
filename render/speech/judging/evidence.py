"""All that is known of one paragraph in an answer, before it is judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from render.audio.profile import Profile
from render.audio.recordings.clipping import Clipping
from render.samples import Samples, Span, to_seconds
from render.speech.alignment import Extra, Heard
from render.speech.judging.paces import Usual

SHOWN = 120  # characters of a stretch that a doubt names
_ENDING = regex.compile(r"[.!?…。！？।۔]")


@dataclass(frozen=True)
class Evidence:
    """One paragraph: what was to be said, and what came."""

    spoken: str
    heard: tuple[Heard, ...]  # places in `spoken`, times on the clip's clock
    missing: frozenset[int]  # indexes in `heard`
    extra: tuple[Extra, ...]  # `before` counts in `heard`
    room: Span  # from cut to cut
    sound: Profile  # of the whole clip
    clipping: Clipping  # peaks that are cut off in its room
    length: Samples  # of the whole clip
    claimed: Samples  # the end of the last word of the whole clip
    clicks: Sequence[Samples] = ()  # single samples of the whole clip that stand out of it
    usual: Usual | None = None  # how fast this voice speaks; None where too little is known

    @property
    def there(self) -> list[int]:
        """Indexes of the words that were heard."""
        return [at for at in range(len(self.heard)) if at not in self.missing]

    def named(self, indexes: list[int]) -> str:
        """The words as they stand in the text, each stretch in its own words, such as `the cook … sang`."""
        stretches = (self.text(run[0], run[-1]) for run in together(indexes))
        return " … ".join(stretches)[:SHOWN]

    def text(self, first: int, last: int) -> str:
        """The text from one word to another, both included."""
        return self.spoken[self.heard[first].start : self.heard[last].end]

    def seconds(self, at: int) -> float:
        """From the beginning of the paragraph: where to listen."""
        return to_seconds(max(0, at - self.room.start))

    def sentences(self) -> list[list[int]]:
        """The heard words, sentence by sentence."""
        groups: list[list[int]] = [[]]
        for before, at in pairwise([-1, *self.there]):
            if before >= 0 and _ENDING.search(self.spoken, self.heard[before].end, self.heard[at].start):
                groups.append([])
            groups[-1].append(at)
        return [one for one in groups if one]


def together(indexes: list[int]) -> Iterator[list[int]]:
    """The runs of neighbours among rising indexes."""
    for _, run in groupby(enumerate(indexes), lambda one: one[1] - one[0]):
        yield [index for _, index in run]
