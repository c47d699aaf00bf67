"""Answers that were damaged on the way, 10,000 of them: no crash, and no paragraph accepted that lacks a sentence.

What is accepted is listened to by somebody who knows nothing of the checks: the test voice says each word as a tone of
a pitch of its own, so a word is there where the pitch is.
"""

import base64
import json
import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
import regex
from misbehaving import Misbehaving
from passages_spoken import DELIVERY, chunk_of, with_client

from chunking.errors import AnswerBroken
from render.samples import RATE
from render.server.engines.tone import _pitch
from render.server.voices import VOICES
from render.speech.client import whole
from render.speech.clips import Take
from render.speech.judging import judged
from render.speech.wire import Speech, speech_of

TEXTS = (
    "The ferry leaves at six. Nobody is on it but the cook. He sings to the engine, and the engine hums along.",
    "At noon the sea is flat. There are 14 gulls on the rail. All of them look north.",
    "The lamps are lit again. Who lit them?",
)
CHUNK = chunk_of(*TEXTS)
SEED = 2026
Answer = dict[str, Any]
Mutation = Callable[[random.Random, Answer], bytes]


@cache
def answer(engine: str) -> bytes:
    """What the server says when all goes well."""
    kept: list[bytes] = []

    async def asked(client: Any) -> None:
        received = client._received

        async def spying(request: Any, spool: Any, *more: Any) -> str:
            request_id = await received(request, spool, *more)
            kept.append(whole(spool))
            return str(request_id)

        client._received = spying
        await client.speak(CHUNK.text, DELIVERY, lambda speech: speech)

    with_client(Misbehaving(engine=engine), asked)
    return kept[0]


def samples(fields: Answer) -> np.ndarray:
    return np.frombuffer(base64.b64decode(fields["audio"]), "<i2").copy()


def packed(fields: Answer, pcm: np.ndarray | None = None) -> bytes:
    if pcm is not None:
        fields["audio"] = base64.b64encode(pcm.astype("<i2").tobytes()).decode()
    return json.dumps(fields).encode()


def flipped(dice: random.Random, fields: Answer) -> bytes:
    """Single bits of the body."""
    body = bytearray(packed(fields))
    for _ in range(dice.choice([1, 1, 3, 30])):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
    return bytes(body)


def flipped_times(dice: random.Random, fields: Answer) -> bytes:
    """Single bits of what is not audio."""
    audio = fields.pop("audio")
    body = bytearray(packed(fields))
    for _ in range(dice.choice([1, 2, 5])):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
    return bytes(body[:1]) + b'"audio":"' + audio.encode() + b'",' + bytes(body[1:])


def truncated(dice: random.Random, fields: Answer) -> bytes:
    """The end of the body is missing."""
    body = packed(fields)
    return body[: dice.randrange(len(body))]


def damaged_base64(dice: random.Random, fields: Answer) -> bytes:
    """Letters of the audio are lost, doubled or others."""
    audio = fields["audio"]
    for _ in range(dice.randint(1, 3)):
        at, size = dice.randrange(len(audio)), 4 * dice.randint(1, 4000)
        new = dice.choice(["", audio[at : at + size] * 2, "A" * size, "".join(dice.choices("abcXYZ059+/", k=size))])
        audio = audio[:at] + new + audio[at + size :]
    fields["audio"] = audio
    return packed(fields)


def dropped_samples(dice: random.Random, fields: Answer) -> bytes:
    """A stretch is cut out; sometimes silence at the end makes up for it."""
    pcm = samples(fields)
    at, size = dice.randrange(len(pcm)), dice.randint(1, 3 * RATE)
    kept = np.concatenate((pcm[:at], pcm[at + size :]))
    filling = np.zeros(len(pcm) - len(kept), np.int16)
    return packed(fields, np.concatenate((kept, filling)) if dice.random() < 0.6 else kept)


def silenced(dice: random.Random, fields: Answer) -> bytes:
    """A stretch is silent, wholly or nearly."""
    pcm = samples(fields)
    at, size = dice.randrange(len(pcm)), dice.randint(RATE // 10, 4 * RATE)
    pcm[at : at + size] = pcm[at : at + size] * dice.choice([0, 0.0003, 0.003])
    return packed(fields, pcm)


def noised(dice: random.Random, fields: Answer) -> bytes:
    """A stretch is noise."""
    pcm = samples(fields)
    at, size = dice.randrange(len(pcm)), dice.randint(RATE // 10, 4 * RATE)
    noise = np.random.default_rng(dice.randrange(2**32)).standard_normal(len(pcm[at : at + size]))
    pcm[at : at + size] = np.clip(noise * dice.choice([20, 500, 6000, 20000]), -32768, 32767)
    return packed(fields, pcm)


def all_of_it_noise(dice: random.Random, fields: Answer) -> bytes:
    """Noise with made-up times, or nothing with made-up times."""
    length = len(samples(fields))
    noise = np.random.default_rng(dice.randrange(2**32)).standard_normal(length)
    return packed(fields, np.clip(noise * dice.choice([1, 30, 1000, 9000]), -32768, 32767))


def dropped_elements(dice: random.Random, fields: Answer) -> bytes:
    """Elements are lost."""
    share = dice.choice([0.02, 0.2, 0.6])
    fields["timestamps"] = [one for one in fields["timestamps"] if dice.random() > share]
    return packed(fields)


def shuffled_elements(dice: random.Random, fields: Answer) -> bytes:
    """The texts of a stretch of elements are in another order; sometimes the elements themselves."""
    stamps = fields["timestamps"]
    first = dice.randrange(len(stamps))
    last = first + dice.randint(2, len(stamps))
    texts = [one["text"] for one in stamps[first:last]]
    dice.shuffle(texts)
    for one, text in zip(stamps[first:last], texts, strict=True):
        one["text"] = text
    if dice.random() < 0.1:
        dice.shuffle(stamps)
    return packed(fields)


def doubled_elements(dice: random.Random, fields: Answer) -> bytes:
    """A stretch of elements comes twice, in the time of one."""
    stamps = fields["timestamps"]
    first = dice.randrange(len(stamps))
    stretch = stamps[first : first + dice.randint(1, 20)]
    halves = [one | {"duration": one["duration"] / 2} for one in stretch for _ in range(2)]
    order = halves if dice.random() < 0.5 else halves[::2] + halves[1::2]
    for one, when in zip(order, sorted(half["start"] for half in halves), strict=True):
        one["start"] = when
    fields["timestamps"] = [*stamps[:first], *order, *stamps[first + len(stretch) :]]
    return packed(fields)


def moved_elements(dice: random.Random, fields: Answer) -> bytes:
    """The times of a stretch are others: later, earlier, squeezed, or all the same."""
    stamps = fields["timestamps"]
    first = dice.randrange(len(stamps))
    stretch = stamps[first : first + dice.randint(1, len(stamps))]
    origin, factor, shift = stretch[0]["start"], dice.choice([0, 0.2, 0.8, 1, 1, 1.2]), dice.uniform(-2, 2)
    for one in stretch:
        one["start"] = max(0.0, origin + (one["start"] - origin) * factor + shift * dice.choice([0, 1]))
        one["duration"] *= factor
    if dice.random() < 0.8:
        stamps.sort(key=lambda one: one["start"])
    return packed(fields)


def cut_sentence(dice: random.Random, fields: Answer) -> bytes:
    """A sentence is gone: from the audio, from the elements, or from both, with the times after it put right."""
    stamps, pcm = fields["timestamps"], samples(fields)
    ends = [at for at, one in enumerate(stamps) if regex.search(r"[.?]", one["text"])]
    last = dice.randrange(len(ends))
    first = ends[last - 1] + 1 if last else 0
    begin, end = stamps[first]["start"], stamps[ends[last]]["start"] + stamps[ends[last]]["duration"]
    where = dice.choice(["audio", "elements", "both"])
    if where != "elements":
        cut = slice(round(begin * RATE), round(end * RATE))
        pcm = np.delete(pcm, cut) if where == "both" or dice.random() < 0.5 else _emptied(pcm, cut)
    if where != "audio":
        del stamps[first : ends[last] + 1]
    if where == "both":
        for one in stamps[first:]:
            one["start"] = max(0.0, one["start"] - (end - begin))
    return packed(fields, pcm)


def _emptied(pcm: np.ndarray, cut: slice) -> np.ndarray:
    pcm[cut] = 0
    return pcm


MUTATIONS: tuple[Mutation, ...] = (
    *(flipped, flipped_times, truncated, damaged_base64, dropped_samples, silenced, noised, all_of_it_noise),
    *(dropped_elements, shuffled_elements, doubled_elements, moved_elements, cut_sentence),
)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence, as the voice pitches them: with the punctuation that touches them."""
    return [regex.findall(r"[\w']+", one) for one in regex.split(r"(?<=[.?]) ", text)]


def is_said(word: str, audio: np.ndarray) -> bool:
    """Whether the word's tone is anywhere in the audio, for at least half as long as the word should take."""
    pitch, size = _pitch(word, VOICES["leah"]), RATE * 3 // 100
    frames = audio[: len(audio) // size * size].reshape(-1, size).astype(np.float64)
    wave = np.exp(-2j * np.pi * pitch / RATE * np.arange(size))
    there = 2 * np.abs(frames @ wave) ** 2 > 0.5 * size * np.einsum("ij,ij->i", frames, frames) + 1e6
    return int(there.sum()) * size >= 0.5 * len(word) * RATE * 0.06 - size


def lacks_a_sentence(text: str, take: Take, speech: Speech) -> bool:
    """Whether most words of a sentence are not in the take."""
    audio = np.frombuffer(speech.pcm, "<i2")[take.span.start : take.span.end]
    return any(2 * sum(is_said(word, audio) for word in one) < len(one) for one in sentences(text))


def outcome(body: bytes) -> str:
    """What becomes of a body: refused, doubtful, accepted; or accepted without a sentence, which must not be."""
    try:
        speech = speech_of(body, "req_mutated")
        verdicts = judged(CHUNK, TEXTS, speech)
    except AnswerBroken:
        return "refused"
    good = [(text, one.take) for text, one in zip(TEXTS, verdicts, strict=True) if one.good]
    if any(take and lacks_a_sentence(text, take, speech) for text, take in good):
        return "WRONG"
    return "accepted" if len(good) == len(TEXTS) else "doubtful"


def run(numbers: range) -> Counter[tuple[str, str]]:
    """The outcomes of these mutations, by their kind."""
    found: Counter[tuple[str, str]] = Counter()
    wrong = []
    for number in numbers:
        dice = random.Random(f"{SEED}:{number}")
        mutation = MUTATIONS[number % len(MUTATIONS)]
        became = outcome(mutation(dice, json.loads(answer(dice.choice(["tone", "tone-noisy"])))))
        found[mutation.__name__, became] += 1
        wrong += [(number, mutation.__name__)] if became == "WRONG" else []
    assert wrong == []
    return found


@pytest.mark.parametrize("engine", ["tone", "tone-noisy"])
def test_an_answer_that_nothing_happened_to_is_accepted(engine: str) -> None:
    assert outcome(answer(engine)) == "accepted"


def test_ten_mutated_answers_of_each_kind_crash_nothing_and_none_is_accepted_without_a_sentence() -> None:
    found = run(range(10 * len(MUTATIONS)))
    assert {became for _, became in found} == {"refused", "doubtful", "accepted"}


@pytest.mark.soak
def test_10000_mutated_answers_crash_nothing_and_none_is_accepted_without_a_sentence() -> None:
    found = run(range(10_000))
    for kind in sorted({kind for kind, _ in found}):
        print(f"{kind:20}", {became: count for (name, became), count in found.items() if name == kind})


def test_a_lost_sentence_is_noticed_by_the_test_itself() -> None:
    speech = speech_of(answer("tone"), "req")
    take = judged(CHUNK, TEXTS, speech)[0].take
    assert take is not None
    assert not lacks_a_sentence(TEXTS[0], take, speech)
    assert lacks_a_sentence(TEXTS[1], take, speech)
