"""Stores of older readcasts: their entries stood in 256 folders, each of which cost a sync; now all stand in one."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from render.speech.store.disk import Disk

_SHARDS = [f"{number:02x}" for number in range(256)]


def move_entries(takes: Path, disk: Disk) -> None:
    """`takes/ab/<take>` → `takes/<take>`. Killed half-way, or done by two at once, it loses nothing."""
    for shard in (takes / name for name in _SHARDS):
        if shard.is_dir():
            _move(shard, [entry for entry in shard.iterdir() if entry.is_file()], disk)
            with suppress(OSError):
                shard.rmdir()


def _move(shard: Path, entries: Sequence[Path], disk: Disk) -> None:
    for entry in entries:
        with suppress(FileExistsError, FileNotFoundError):
            disk.link(entry, shard.parent / entry.name)
    disk.sync(shard.parent)
    for entry in entries:
        disk.unlink(entry)
