"""Which clips outputs need: their manifests tell, and where one cannot be read, what the store has noted of it."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chunking.errors import InputError
from flows.claims import clips_of
from manifests.files import load
from manifests.model import Collection as Documents
from manifests.model import Manifest
from render.speech.store import Store
from render.speech.store.collecting import Needs
from render.speech.store.keeping import failures
from render.speech.store.users import User

NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Need:
    """What one output needs."""

    clips: frozenset[str]
    since: float = NEVER  # everything from then on
    note: str = ""  # for the user, where it is not simply what the manifest names


def of_manifests(outputs: Sequence[Path]) -> frozenset[str]:
    """The clips that these outputs are made of. Raises InputError where one has no manifest."""
    return frozenset(clip for output in outputs for clip in _named(output))


def of_users(store: Store, outputs: Sequence[Path], forgotten: Collection[User]) -> tuple[Needs, list[str]]:
    """What the store's users, but for the forgotten, and these outputs need, and what the user should know of it."""
    users = [user for user in store.outputs() if user not in forgotten]
    if not users and not outputs and not forgotten:
        raise InputError(
            f"the store {store.place} knows of no output yet: name those that you want to keep with --manifests OUT, "
            "or run `readcast narrate` for them once, which registers them."
        )
    needs = [Need(of_manifests(outputs)), *map(_need, users)]
    clips = frozenset().union(*(need.clips for need in needs))
    return Needs(clips, min(need.since for need in needs)), [need.note for need in needs if need.note]


def named(store: Store, outputs: Sequence[str]) -> list[User]:
    """The users of these outputs. Raises InputError for one that is none."""
    users = store.outputs()
    found = []
    for output in outputs:
        of_it = [user for user in users if user.output in (output, str(Path(output).absolute()))]
        if not of_it:
            raise InputError(f"the store {store.place} knows of no output {output}; `readcast store stat` lists them.")
        found += of_it
    return found


def forget(store: Store, users: Sequence[User]) -> None:
    """They need nothing any more. Raises StoreFailed."""
    with failures(store.place, "written"):
        for user in users:
            store.users.forget(user)


def _need(user: User) -> Need:
    if not user.is_known:
        return Need(frozenset(), 0.0, f"everything is kept: {user.output} in the store cannot be read{_way_out(user)}")
    clips, note = _clips(user)
    if user.ended:
        return Need(clips, note=note)
    begun = f"{user.output}: its run has not ended; what came since it began is kept{_way_out(user)}"
    return Need(clips | set(user.clips), user.since, f"{note}; {begun}" if note else begun)


def _clips(user: User) -> tuple[frozenset[str], str]:
    """What the manifest names; where it is out of reach what the last run noted, and a line that says so."""
    noted = frozenset(user.clips)
    if not user.is_here:
        return noted, f"{user.output} is on {user.host}: the {len(noted)} clips noted of it are kept{_way_out(user)}"
    try:
        return frozenset(_named(Path(user.output))), ""
    except InputError:
        kept = f"the {len(noted)} clips noted of it are kept{_way_out(user)}"
        return noted, f"{user.output} has no manifest to read: {kept}"


def _way_out(user: User) -> str:
    return f" (`--forget {user.output}` drops it)"


def _named(output: Path) -> Iterator[str]:
    found = load(output)
    if isinstance(found, Manifest):
        yield from clips_of(found)
    elif isinstance(found, Documents):
        for document in found.documents:
            if document.state == "made":
                yield from _named(output / os.path.normpath(document.folder))
    else:
        raise InputError(f"{output} has no manifest.json. Name a folder that `readcast narrate` has written.")
