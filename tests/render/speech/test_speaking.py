"""Speaking a chunk: what is asked for again, what is kept, and what is recorded of it."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from misbehaving import Misbehaving, altered, status, without_words
from passages_spoken import DELIVERY, keys_of, speak_into

from chunking.errors import AnswerBroken, RequestRejected
from render.samples import from_milliseconds
from render.speech.clips import KeptTake
from render.speech.delivery import take_key
from render.speech.speaking import Spent
from render.speech.store import Store

TEXTS = ("The ferry leaves at six.", "Nobody is on it but the cook.", "The cook sings to the engine.")
WHOLE = "\n\n".join(TEXTS)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def takes(store: Store, texts: tuple[str, ...] = TEXTS) -> list[KeptTake]:
    found = [store.find(key) for key in keys_of(texts)]
    assert None not in found
    return found


def audio(store: Store, kept: KeptTake) -> np.ndarray:
    with store.reader() as clips:
        return np.frombuffer(clips.pcm(kept), "<i2")


def _run_together(fields: dict[str, Any]) -> None:
    """No pause anywhere: every element without a letter gives its time to the one before it."""
    stamps: list[dict[str, Any]] = []
    for stamp in fields["timestamps"]:
        if stamps and not any(map(str.isalnum, stamp["text"])):
            stamps[-1]["duration"] += stamp["duration"]
        else:
            stamps.append(stamp)
    fields["timestamps"] = stamps


RUN_TOGETHER = altered(_run_together)


@pytest.mark.parametrize("engine", ["tone", "tone-noisy"])
def test_one_request_gives_a_take_for_each_paragraph(store: Store, engine: str) -> None:
    spent = speak_into(store, network := Misbehaving(engine=engine), *TEXTS)
    assert spent == Spent(requests=1, attempts=1, characters=len(WHOLE))
    assert network.texts == [WHOLE]
    assert [one.clip for one in takes(store)] == [takes(store)[0].clip] * 3
    assert all(not one.take.doubts for one in takes(store))


@pytest.mark.parametrize("engine", ["tone", "tone-noisy"])
def test_a_take_holds_its_own_words_and_nothing_of_its_neighbours(store: Store, engine: str) -> None:
    speak_into(store, Misbehaving(engine=engine), *TEXTS)
    found = [one.take for one in takes(store)]
    assert all(one.span.start <= one.words[0].span.start < one.words[-1].span.end <= one.span.end for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_take_sounds_the_same_whoever_its_neighbours_were(store: Store, tmp_path: Path) -> None:
    speak_into(store, Misbehaving(), *TEXTS)
    speak_into(alone := Store(tmp_path / "alone"), Misbehaving(), TEXTS[1])
    with_others, by_itself = audio(store, takes(store)[1]), audio(alone, takes(alone, TEXTS[1:2])[0])
    assert abs(len(with_others) - len(by_itself)) <= from_milliseconds(10)
    assert np.array_equal(np.trim_zeros(with_others), np.trim_zeros(by_itself))


def test_a_take_is_the_speech_with_a_margin_of_silence_at_both_ends(store: Store) -> None:
    speak_into(store, Misbehaving(), *TEXTS)
    for kept in takes(store):
        sounding = np.flatnonzero(audio(store, kept))
        for margin in (sounding[0], kept.length - sounding[-1]):
            assert from_milliseconds(35) <= margin <= from_milliseconds(50)


def test_paragraphs_without_a_silence_between_them_are_asked_for_alone_once(store: Store) -> None:
    spent = speak_into(store, network := Misbehaving(RUN_TOGETHER), *TEXTS[:2])
    assert network.texts == ["\n\n".join(TEXTS[:2]), *TEXTS[:2]]
    assert spent == Spent(3, 3, sum(map(len, network.texts)))
    assert all(not one.take.doubts for one in takes(store, TEXTS[:2]))


def test_a_paragraph_alone_needs_no_silence_to_be_cut_at(store: Store) -> None:
    speak_into(store, network := Misbehaving(RUN_TOGETHER), TEXTS[0])
    assert network.texts == [TEXTS[0]]
    assert takes(store, TEXTS[:1])


def test_a_paragraph_in_doubt_is_asked_for_once_more_alone_and_its_neighbours_are_not(store: Store) -> None:
    spent = speak_into(store, network := Misbehaving(without_words("Nobody")), *TEXTS)
    assert network.texts == [WHOLE, TEXTS[1]]
    assert spent == Spent(2, 2, len(WHOLE) + len(TEXTS[1]))
    assert [one.take.doubts for one in takes(store)] == [(), (), ()]
    first, again, third = (one.clip for one in takes(store))
    assert first == third != again


def test_a_paragraph_that_stays_in_doubt_is_used_and_flagged(store: Store) -> None:
    network = Misbehaving(without_words("Nobody"), without_words("Nobody"))
    speak_into(store, network, *TEXTS)
    assert network.texts == [WHOLE, TEXTS[1]]
    assert [one.take.doubts for one in takes(store)] == [(), ("not heard: Nobody",), ()]


def test_of_two_answers_with_as_many_doubts_the_one_that_lost_fewer_letters_is_used(store: Store) -> None:
    network = Misbehaving(without_words("Nobody"), without_words("cook"))
    speak_into(store, network, *TEXTS)
    assert takes(store)[1].take.doubts == ("not heard: cook",)


def test_of_two_doubtful_answers_the_better_one_is_used(store: Store) -> None:
    network = Misbehaving(without_words("Nobody"), without_words("Nobody", "but"))
    speak_into(store, network, *TEXTS)
    assert takes(store)[1].take.doubts == ("not heard: Nobody",)
    assert np.array_equal(audio(store, takes(store)[1])[-100:], np.zeros(100))  # cut out of the first answer, whole


def test_a_doubtful_answer_is_used_where_asking_again_gives_nothing(store: Store) -> None:
    silenced = altered(lambda fields: fields.update(timestamps=[{"text": "", "start": 0, "duration": 0.1}]))
    speak_into(store, Misbehaving(without_words("Nobody"), *[silenced] * 20), *TEXTS)
    assert takes(store)[1].take.doubts == ("not heard: Nobody",)


def test_a_single_paragraph_in_doubt_is_asked_for_once_more_too(store: Store) -> None:
    network = Misbehaving(*[without_words("ferry")] * 5)
    assert speak_into(store, network, TEXTS[0]).requests == 2
    assert takes(store, TEXTS[:1])[0].take.doubts == ("not heard: ferry",)


def test_failed_attempts_are_counted_apart_from_requests(store: Store) -> None:
    spent = speak_into(store, Misbehaving(status(503), status(429), without_words("Nobody"), status(500)), *TEXTS)
    assert spent == Spent(requests=2, attempts=5, characters=len(WHOLE) + len(TEXTS[1]))


def test_what_was_good_is_kept_when_asking_again_fails(store: Store) -> None:
    with pytest.raises(RequestRejected):
        speak_into(store, Misbehaving(without_words("Nobody"), status(400)), *TEXTS)
    assert [store.find(key) is not None for key in keys_of(TEXTS)] == [True, False, True]


def test_a_paragraph_of_which_nothing_is_ever_spoken_is_an_error_and_no_take(store: Store) -> None:
    silenced = altered(lambda fields: fields.update(timestamps=[{"text": "", "start": 0, "duration": 0.1}]))
    with pytest.raises(AnswerBroken, match="none of the words"):
        speak_into(store, Misbehaving(*[silenced] * 20), TEXTS[0])
    assert store.find(take_key(TEXTS[0], DELIVERY)) is None


def test_what_is_spoken_again_replaces_the_old_take_only_where_that_is_asked_for(store: Store) -> None:
    speak_into(store, Misbehaving(), *TEXTS)
    before = takes(store)
    speak_into(store, Misbehaving(engine="tone-noisy"), *TEXTS)
    assert takes(store) == before
    speak_into(store, Misbehaving(engine="tone-noisy"), *TEXTS, replacing=True)
    assert {one.clip for one in takes(store)}.isdisjoint(one.clip for one in before)
