"""Looking through the whole of a store: how much is in it, and whether all of it is as it was written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from render.speech.store import names
from render.speech.store.description import Description
from render.speech.store.keeping import Store, failures


@dataclass(frozen=True, slots=True)
class Folder:
    """A clip, or what is left of a damaged one, as it lies on the shelf."""

    name: str
    bytes: int
    modified: float  # of its newest file, seconds since 1970

    @property
    def clip(self) -> str:
        """Its id; of a damaged one the id that it had."""
        return self.name.rpartition("/")[2].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Contents:
    """How much is in a store."""

    clips: int = 0
    takes: int = 0  # that are found
    bytes: int = 0  # of everything
    samples: int = 0  # of audio, at 24,000 Hz
    characters: int = 0  # code points that were sent for the clips
    damaged: int = 0  # clips that were put aside
    outputs: int = 0  # that have registered


def folders(store: Store, top: str) -> list[Folder]:
    """What lies in `clips` or `damaged`, one for each clip."""
    depth = {"clips": 3, "damaged": 2}[top]
    found: dict[str, Folder] = {}
    for file in store.shelf.files(top):
        name = "/".join(file.name.split("/")[:depth])
        old = found.get(name, Folder(name, 0, 0.0))
        found[name] = Folder(name, old.bytes + file.bytes, max(old.modified, file.modified))
    return list(found.values())


def contents(store: Store) -> Contents:
    """Reads every description, no audio. A damaged one is put aside, and counts as such."""
    with failures(store.place, "read"):
        described = list(_described(store))
        everything = [file for top in ("clips", "takes", "damaged", "users") for file in store.shelf.files(top)]
        tops = Counter(file.name.partition("/")[0] for file in everything)
        return Contents(
            clips=len(described),
            takes=tops["takes"],
            bytes=sum(file.bytes for file in everything),
            samples=sum(one.samples for one in described),
            characters=sum(one.characters for one in described),
            damaged=len(folders(store, "damaged")),
            outputs=tops["users"],
        )


def _described(store: Store) -> Iterator[Description]:
    for folder in folders(store, "clips"):
        if names.is_id(folder.clip) and (found := store.clips.described(folder.clip, complete=False)):
            yield found


def problems(store: Store) -> Iterator[str]:
    """Reads everything, puts right what can be, and names each thing that was not as it should be, one line each.

    A clip that is damaged is put aside; a take without an entry is entered again; an entry that leads to nothing is
    removed. Afterwards the store is sound, and a run asks for what is not there any more.
    """
    with failures(store.place, "written"):
        sound = []
        for folder in folders(store, "clips"):
            if not store.clips.is_sound(folder.clip):
                yield f"{folder.name} is damaged: it was put aside; its paragraphs will be asked for again"
            elif described := store.clips.described(folder.clip):
                sound.append(described)
        yield from _lost_entries(store, sound)
        yield from _loose_entries(store)


def _lost_entries(store: Store, sound: list[Description]) -> Iterator[str]:
    for clip in sound:
        missing = [key for key in clip.takes if not store.entered(key)]
        if missing:
            store.enter(missing, clip.clip)
            yield f"{names.clip_folder(clip.clip)}: {len(missing)} of its takes could not be found; now they are"


def _loose_entries(store: Store) -> Iterator[str]:
    """Entries of clips that were put aside stay: they tell why a take is asked for again."""
    aside = {folder.clip for folder in folders(store, "damaged")}
    for file in store.shelf.files("takes"):
        key = names.key_of_entry(file.name)
        if key is None or store.find(key) or store.entered(key) in aside:
            continue
        store.shelf.delete(file.name)
        yield f"{file.name} led to nothing: it was removed; its paragraph will be asked for again"
