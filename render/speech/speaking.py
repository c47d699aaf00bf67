"""Speaking one chunk: ask, judge, keep; ask again alone what is in doubt or could not be cut out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chunking.document import Chunk
from chunking.errors import AnswerBroken
from render.samples import WIDTH
from render.speech.attempts import NOBODY, Ended, Outcome, Watcher
from render.speech.client import SpeechClient
from render.speech.clips import Clip, Take
from render.speech.delivery import Delivery
from render.speech.judging import Judged, Listener, judged
from render.speech.judging.paces import Paces
from render.speech.store import Store
from render.speech.wire import Speech


@dataclass(frozen=True, slots=True)
class Spent:
    """What was asked of the service."""

    requests: int = 0  # chunks that were sent
    attempts: int = 0  # requests it took, failed ones too
    characters: int = 0  # code points of the chunks

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.requests + other.requests, self.attempts + other.attempts, self.characters + other.characters)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one answer gave for one paragraph, and, where it is in doubt, its audio by itself."""

    verdict: Judged
    clip: Clip | None = None

    def better_than(self, other: "_Found") -> bool:
        return self.clip is not None and self.verdict.rank < other.verdict.rank


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is asked, how, and where the answers are kept."""

    client: SpeechClient
    delivery: Delivery
    store: Store
    replacing: bool = False  # new takes replace the ones in the store
    paces: Paces = field(default_factory=Paces)  # of the run: how fast its voices speak
    watcher: Watcher = NOBODY

    async def speak(self, chunk: Chunk, keys: Sequence[str]) -> Spent:
        """Has the chunk's paragraphs spoken and their takes kept under `keys`.

        A paragraph that is in doubt, or that cannot be cut out of the answer, is asked for once more by itself. Of the
        two answers the one with fewer doubts is used, with its doubts recorded. Raises what `SpeechClient.speak` and
        `Store.keep` raise; what was good by then is kept.
        """
        found, spent = await self._asked(chunk, keys)
        for index, first in enumerate(found):
            if not first.verdict.good:
                alone = Chunk(chunk.chapter, (chunk.places[index],), (chunk.paragraphs[index],))
                spent += await self._asked_again(alone, keys[index], first)
        return spent

    async def _asked_again(self, alone: Chunk, key: str, first: _Found) -> Spent:
        """Asks for one paragraph by itself, and keeps the better answer."""
        try:
            _, spent = await self._asked(alone, [key], first)
            return spent
        except AnswerBroken:
            if first.clip is None:
                raise
            self.store.keep(first.clip, replacing=self.replacing)
            return Spent(1, 1, len(alone.text))

    async def _asked(
        self, chunk: Chunk, keys: Sequence[str], first: _Found | None = None
    ) -> tuple[list[_Found], Spent]:
        """What the answer gave for each paragraph. What is good is kept; of a second answer and `first` the better."""
        text, watch = chunk.text, self.watcher.watch(chunk, keys, again=first is not None)

        def accept(speech: Speech) -> list[_Found]:
            verdicts = judged(chunk, keys, speech, Listener(self.paces, self.delivery))
            texts = (len(one.spoken) for one in chunk.paragraphs)
            found = [_found(*one, speech) for one in zip(verdicts, texts, strict=True)]
            watch.keeps(speech.request_id)
            clip = _to_keep(found, speech, len(text), first)
            if clip:
                self.store.keep(clip, replacing=self.replacing)
            kept = [take.key for take in clip.takes] if clip else []
            watch.ended(Ended(Outcome.KEPT if kept else Outcome.UNUSED, speech.request_id, kept=kept))
            return found

        found, attempts = await self.client.speak(text, self.delivery, accept, watch)
        return found, Spent(1, attempts, len(text))


def _to_keep(found: Sequence[_Found], speech: Speech, characters: int, first: _Found | None) -> Clip | None:
    """The good takes of an answer; of two answers for one paragraph that are in doubt, the better one's."""
    takes = tuple(one.verdict.take for one in found if one.verdict.take and one.verdict.good)
    if takes:
        return Clip(speech.pcm, takes, speech.request_id, characters)
    if first is None:
        return None
    return first.clip if first.better_than(found[0]) else found[0].clip


def _found(verdict: Judged, characters: int, speech: Speech) -> _Found:
    """A doubtful take with a copy of its audio; the whole answer is not held while the paragraph is asked for again."""
    if verdict.take is None or verdict.good:
        return _Found(verdict)
    span = verdict.take.span
    pcm = speech.pcm[span.start * WIDTH : span.end * WIDTH]
    return _Found(verdict, Clip(pcm, (_moved(verdict.take, -span.start),), speech.request_id, characters))


def _moved(take: Take, by: int) -> Take:
    words = tuple(replace(word, span=word.span.moved(by)) for word in take.words)
    return replace(take, span=take.span.moved(by), words=words)
