"""Speaking one chunk: ask, judge, keep; ask again alone what is in doubt or could not be cut out."""

from collections.abc import Sequence
from dataclasses import dataclass

from chunking.document import Chunk
from render.speech.attempts import NOBODY, Ended, Outcome, Watcher
from render.speech.client import SpeechClient
from render.speech.clips import Clip
from render.speech.delivery import Delivery
from render.speech.judging import Judged, judged
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
class Speaker:
    """Who is asked, how, and where the answers are kept."""

    client: SpeechClient
    delivery: Delivery
    store: Store
    replacing: bool = False  # new takes replace the ones in the store
    watcher: Watcher = NOBODY

    async def speak(self, chunk: Chunk, keys: Sequence[str]) -> Spent:
        """Has the chunk's paragraphs spoken and their takes kept under `keys`.

        A paragraph that is in doubt, or that cannot be cut out of the answer, is asked for once more by itself. What
        comes then is used, with its doubts recorded. Raises what `SpeechClient.speak` and `Store.keep` raise; what was
        good by then is kept.
        """
        verdicts, spent = await self._asked(chunk, keys, final=False)
        for index, verdict in enumerate(verdicts):
            if not verdict.good:
                alone = Chunk(chunk.chapter, (chunk.places[index],), (chunk.paragraphs[index],))
                _, more = await self._asked(alone, [keys[index]], final=True)
                spent += more
        return spent

    async def _asked(self, chunk: Chunk, keys: Sequence[str], final: bool) -> tuple[list[Judged], Spent]:
        text, watch = chunk.text, self.watcher.watch(chunk, keys, again=final)

        def accept(speech: Speech) -> list[Judged]:
            verdicts = judged(chunk, keys, speech)
            takes = tuple(one.take for one in verdicts if one.take and (final or one.good))
            watch.keeps(speech.request_id)
            if takes:
                clip = Clip(speech.pcm, takes, speech.request_id, len(text))
                self.store.keep(clip, replacing=self.replacing)
            kept = [one.key for one in takes]
            watch.ended(Ended(Outcome.KEPT if kept else Outcome.UNUSED, speech.request_id, kept=kept))
            return verdicts

        verdicts, attempts = await self.client.speak(text, self.delivery, accept, watch)
        return verdicts, Spent(1, attempts, len(text))
