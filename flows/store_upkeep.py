"""The work of `readcast store`: each returns what it found, as lines for people and as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from chunking.errors import InputError, VerificationError
from flows import store_needs
from flows.settings import load
from flows.wording import counted, duration
from render.samples import to_seconds
from render.speech.store import Store, transfer
from render.speech.store.collecting import Bounds, removable, remove
from render.speech.store.places import is_url
from render.speech.store.upkeep import contents, problems

PACKED = (".gz", ".tgz", ".xz", ".bz2", ".zst", ".zip", ".7z")


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a command."""

    lines: tuple[str, ...]
    found: dict[str, object]  # the same for programs
    wrong: str = ""  # what is not as it should be: the command ends with VerificationError

    def judge(self) -> None:
        """Raises VerificationError where something is wrong."""
        if self.wrong:
            raise VerificationError(self.wrong)


def opened(place: str | None) -> Store:
    """The store that a run without a readcast.toml would use."""
    return Store(load(Path("/"), {"store": place}).store_place)


def stat(store: Store) -> Told:
    """How much is in it, and who uses it."""
    found = contents(store)
    users = store.outputs()
    seconds = to_seconds(found.samples)
    told = asdict(found) | {"hours": round(seconds / 3600, 3), "users": [_user(one.output, one.host) for one in users]}
    del told["samples"], told["outputs"]
    lines = (
        f"store       {store.place}",
        f"clips       {found.clips:,}, {duration(seconds)} of audio",
        f"takes       {found.takes:,}",
        f"size        {_size(found.bytes)}",
        f"paid        {counted(found.characters, 'character')}",
        f"damaged     {found.damaged:,}",
        f"outputs     {found.outputs:,}",
        *(f"            {one.output}" for one in users),
    )
    return Told(lines, {"store": store.place, **told})


def verify(store: Store) -> Told:
    """Reads and checks everything; puts aside what is damaged."""
    found = tuple(problems(store))
    wrong = f"{counted(len(found), 'problem')} in the store {store.place}." if found else ""
    lines = found or (f"The store {store.place} is as it should be.",)
    return Told(lines, {"store": store.place, "problems": list(found)}, wrong)


@dataclass(frozen=True, slots=True)
class Collecting:
    """What `gc` is asked to do."""

    bounds: Bounds
    manifests: Sequence[Path] = ()
    forgotten: Sequence[str] = ()
    only_look: bool = False


def gc(store: Store, order: Collecting) -> Told:
    """Removes what is beyond the bounds and needed by nobody."""
    if order.bounds == Bounds():
        raise InputError("say what may stay: --keep 30d, --keep-size 5GB, or both.")
    forgotten = store_needs.named(store, order.forgotten)
    needs, notes = store_needs.of_users(store, order.manifests, forgotten)
    chosen = removable(store, needs, order.bounds)
    size = sum(one.bytes for one in chosen)
    if not order.only_look:
        store_needs.forget(store, forgotten)
        remove(store, chosen)
    verb = "would be removed" if order.only_look else "removed"
    line = f"{counted(len(chosen), 'clip')} {verb}, {_size(size)}; {len(needs.clips):,} are needed."
    found = {"removed": [one.clip for one in chosen], "bytes": size, "dry_run": order.only_look, "notes": notes}
    return Told((*notes, line), {"store": store.place, **found})


def exported(store: Store, target: str, outputs: Sequence[Path]) -> Told:
    """Writes all clips, or those that some outputs need, to a tar file or into another store."""
    wanted = store_needs.of_manifests(outputs) if outputs else None
    parcels = transfer.packed(store, wanted)
    if target.endswith(PACKED):
        raise InputError(f"{target}: call it FILE.tar; what is in it does not get smaller by packing it once more.")
    if target.endswith(".tar"):
        return _carried(transfer.write_tar(Path(target), parcels), target)
    return _carried(transfer.unpacked(Store(target), parcels), target)


def imported(store: Store, source: str) -> Told:
    """Takes clips over from a tar file, or from another store, each of them checked."""
    if not is_url(source) and Path(source).is_file():
        return _carried(transfer.unpacked(store, transfer.read_tar(Path(source))), store.place)
    if not is_url(source) and not Path(source).is_dir():
        raise InputError(f"{source} is not there; name a file that `readcast store export` wrote, or a store.")
    return _carried(transfer.unpacked(store, transfer.packed(Store(source))), store.place)


def _carried(carried: transfer.Carried, target: str) -> Told:
    refused = tuple(f"{clip} is damaged, or of a newer readcast, and was left out" for clip in carried.refused)
    line = f"{counted(carried.clips, 'clip')}, {_size(carried.bytes)}: now in {target}."
    wrong = f"{counted(len(refused), 'clip')} left out; `readcast store verify` looks closer." if refused else ""
    return Told((*refused, line), {"target": target, **asdict(carried)}, wrong)


def _user(output: str, host: str) -> dict[str, str]:
    return {"output": output, "host": host}


def _size(amount: float) -> str:
    units: Iterable[str] = ("bytes", "kB", "MB", "GB")
    for unit in units:
        if amount < 1000:
            return f"{amount:,.0f} {unit}" if unit == "bytes" else f"{amount:,.1f} {unit}"
        amount /= 1000
    return f"{amount:,.1f} TB"
