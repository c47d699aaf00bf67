"""The engine `espeak`: espeak-ng, every language, robotic but clear, some 500 times faster than speech.

Loaded only in the fork server; each order is spoken in a process forked for it, since a second synthesis in one
process differs from the first by some samples, and nothing in the library's interface cures that.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import itemgetter

import numpy as np
import regex

from render.server.elements import word_spans
from render.server.engines.libespeak import Library, Manner, Sound, plain
from render.server.engines.merged import Place, first_phonemes
from render.server.formats import Hear
from render.server.languages import espeak_name
from render.server.speech import SpokenWord
from render.server.voices import Voice

# \x01 is espeak's byte for commands inside the text, NUL ends it, and a lone surrogate has no UTF-8.
_UNSPEAKABLE = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\p{Cs}]")
# Where a word is heard to begin beside its event: by forced alignment of English, four passages in six voices.
_FADING = frozenset("fshS")  # sounds that come out of nothing: halfway to where they are there themselves
_SOFT = frozenset("DTzvmnptk")  # at their event, also after a pause
LEAD = 0.015  # seconds before its event, for any other sound after a pause
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class EspeakEngine:
    """Speaks with espeak-ng."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def rate(self) -> int:
        return self._library.rate

    def speak(self, text: str, voice: Voice, language: str, hear: Hear) -> tuple[SpokenWord, ...]:
        """Once in a process's life."""
        text = _UNSPEAKABLE.sub(" ", text)  # one for one: the places in the text stay
        manner = Manner(voice.pitch, voice.range, voice.rate)
        self._library.use(f"{espeak_name(language, text, voice.accents)}+{voice.variant}", manner)
        sound = self._library.synthesise(text, lambda wave: hear(np.frombuffer(wave, np.int16)))
        return self._words(text, sound)

    def _words(self, text: str, sound: Sound) -> tuple[SpokenWord, ...]:
        spans = _spans(text, [place for place, _ in sound.words])
        events = self._starts(text, spans, sound)
        times = [when for when, _ in sound.phonemes]
        owned = list(pairwise(bisect_left(times, when) for when in (*events, sound.length)))
        lead = round(LEAD * self.rate)
        starts = _rising([_heard(event, own, sound, lead) for event, own in zip(events, owned, strict=True)])
        following = [*starts, sound.length][1:]
        ends = [_true_end(own, sound, end) for own, end in zip(owned, following, strict=True)]
        return tuple(
            SpokenWord(first, last, start, max(start, end))
            for (first, last), start, end in zip(spans, starts, ends, strict=True)
        )

    def _starts(self, text: str, spans: list[tuple[int, int]], sound: Sound) -> list[int]:
        """When each word starts: its own event, or, for a word that espeak merged into the one before, its sounds."""
        known = _known_starts(spans, sound)
        starts: list[int] = []
        while len(starts) < len(spans):
            first = len(starts)
            last = next((place for place in range(first + 1, len(spans)) if known[place] is not None), len(spans))
            starts += self._group(text, spans[first:last], sound, _limits(known, first, last, sound))
        return _rising(starts)

    def _group(
        self, text: str, spans: list[tuple[int, int]], sound: Sound, limits: tuple[int, int | None]
    ) -> list[int]:
        start, end = limits
        if len(spans) == 1:
            return [start]
        times = [when for when, _ in sound.phonemes]
        window = sound.phonemes[bisect_left(times, start) : None if end is None else bisect_left(times, end)]
        heard = [Place(when, plain(name)) for when, name in window if plain(name)]
        alone = [self._library.phonemes(text[first:last]) for first, last in spans]
        return [start, *first_phonemes(heard, alone, otherwise=start)[1:]]


def load(_name: str) -> EspeakEngine:
    """Load and initialise the library; speaks nothing."""
    return EspeakEngine(Library())


def _spans(text: str, events: list[int]) -> list[tuple[int, int]]:
    """The words, and in scripts without spaces the pieces of a run, as finely as espeak's events come."""
    cuts = sorted(set(events))
    spans: list[tuple[int, int]] = []
    for first, last in word_spans(text):
        inside = cuts[bisect_left(cuts, first) : bisect_left(cuts, last)][1:]
        edges = [first, *(cut for cut in inside if _UNSPACED.match(text, cut)), last]
        spans += pairwise(edges)
    return spans


def _known_starts(spans: list[tuple[int, int]], sound: Sound) -> list[int | None]:
    """The first event inside each word. An event just before a word without its own is that word's: "-5"."""
    firsts = [first for first, _ in spans]
    known: list[int | None] = [None] * len(spans)
    before: dict[int, int] = {}
    for place, when in sound.words:
        word = bisect_right(firsts, place) - 1
        if word >= 0 and place < spans[word][1]:
            known[word] = when if known[word] is None else known[word]
        elif place + 1 in firsts[word + 1 : word + 2]:
            before[word + 1] = when
    for word, when in before.items():
        known[word] = when if known[word] is None else known[word]
    return known


def _limits(known: list[int | None], first: int, last: int, sound: Sound) -> tuple[int, int | None]:
    """From when to when a group of merged words is heard. The first words of all may have no event (Korean)."""
    start = known[first]
    if start is None:
        start = next((when for when, name in sound.phonemes if plain(name)), 0)
    return start, known[last] if last < len(known) else None


def _rising(starts: list[int]) -> list[int]:
    """Never back in time, whatever the library said."""
    latest = 0
    rising = []
    for start in starts:
        latest = max(latest, start)
        rising.append(latest)
    return rising


def _heard(event: int, own: tuple[int, int], sound: Sound, lead: int) -> int:
    """When a word is heard to begin. `own`: the first of its phonemes, and the first of the next word's."""
    place = next((place for place in range(*own) if plain(sound.phonemes[place][1])), None)
    if place is None:
        return event
    when, name = sound.phonemes[place]
    if plain(name)[0] in _FADING:
        return (event + when) // 2
    before = bisect_right(sound.phonemes, event - lead, key=itemgetter(0)) - 1
    paused = before >= 0 and not plain(sound.phonemes[before][1])
    return event - lead if paused and plain(name)[0] not in _SOFT else event


def _true_end(own: tuple[int, int], sound: Sound, end: int) -> int:
    """The start of the pause after a word's last sound, or the start of the next word, `end`."""
    sounds = [place for place in range(*own) if plain(sound.phonemes[place][1])]
    if sounds and sounds[-1] + 1 < own[1]:
        return sound.phonemes[sounds[-1] + 1][0]
    return end
