"""Which clips may go: never one that an output needs, of the others those beyond the bounds, the oldest first."""

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from render.speech.store.keeping import Store, failures
from render.speech.store.upkeep import Folder, folders


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may stay of that which nobody needs."""

    seconds: float | None = None  # what is older goes
    bytes: int | None = None  # of the whole store; what is more goes, the oldest first


@dataclass(frozen=True, slots=True)
class Needs:
    """What must stay."""

    clips: frozenset[str]
    since: float = float("inf")  # everything from then on: a run is under way


def removable(store: Store, needs: Needs, bounds: Bounds) -> list[Folder]:
    """The clips beyond the bounds that nobody needs, and damaged ones, the oldest first. Removes nothing."""
    with failures(store.place, "read"):
        clips, damaged = folders(store, "clips"), folders(store, "damaged")
        needed = needs.clips | _entered(store, needs.clips) | _pending(store)
        free = [one for one in clips if one.clip not in needed and one.modified < needs.since]
        return _beyond(sorted([*free, *damaged], key=lambda one: one.modified), [*clips, *damaged], bounds)


def remove(store: Store, chosen: Iterable[Folder]) -> None:
    """Removes clips, and first the entries that lead to them."""
    with failures(store.place, "written"):
        for folder in chosen:
            if folder.name.startswith("damaged/"):
                with suppress(FileNotFoundError):
                    store.shelf.remove_folder(folder.name)
            else:
                store.remove(folder.clip)


def _beyond(free: Sequence[Folder], everything: Sequence[Folder], bounds: Bounds) -> list[Folder]:
    """Those of `free`, which are in order, that have to go."""
    total, now = sum(one.bytes for one in everything), time.time()
    chosen = []
    for one in free:
        is_old = bounds.seconds is not None and now - one.modified > bounds.seconds
        is_too_much = bounds.bytes is not None and total > bounds.bytes
        if is_old or is_too_much:
            chosen.append(one)
            total -= one.bytes
    return chosen


def _entered(store: Store, clips: Iterable[str]) -> set[str]:
    """Where the takes of these clips are found today: the next run of the outputs that are made of them goes there."""
    described = (store.clips.described(clip, complete=False) for clip in clips)
    return {store.entered(key) for found in described if found for key in found.takes}


def _pending(store: Store) -> set[str]:
    """Clips that are just being kept."""
    return {mark.name.rpartition("/")[2] for mark in store.shelf.files("pending")}
