"""`--publish-to`: the finished recordings, copied to another folder or bucket.

Recordings, tracks and manifests, not the ledgers: what was paid for is nobody's business there. Of a document that
failed, what was copied before stays.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import platformdirs
from pydantic import ValidationError

from chunking.errors import InputError, OutputError
from flows.sources import Run
from flows.wording import counted, shortened
from manifests.files import NAME, is_plain, load, sha256_of
from manifests.model import Collection, Manifest
from manifests.targets.notes import Notes
from manifests.targets.places import target_at
from manifests.targets.sending import item_of, put, recorded, remove, send
from manifests.targets.target import Listed, Target
from manifests.targets.there import There, by_folder, in_threads
from render.speech.delivery import digest
from render.speech.store.places import folder_of, is_url


def check(run: Run, to: str) -> None:
    """Raises InputError for a place that is the output itself, or a URL that nothing here knows."""
    here = run.output.registered(run.out)
    if target_at(to, "--publish-to").place == here or (not is_url(to) and folder_of(to).resolve() == run.out.resolve()):
        raise InputError(f"--publish-to {here} is the output itself; name another folder or URL.")


def copy_to(run: Run, to: str) -> str:
    """Copies what is not there yet, and removes what was copied before and is no more. What it did; else empty.

    Raises OutputError.
    """
    target = target_at(to, "--publish-to")
    home = Path(platformdirs.user_cache_dir("readcast")) / "published" / digest(target.place)[:16]
    with _failures(target.place):
        changed = _Copy(run, target, Notes(home), by_folder(target)).made()
    return f"Published to {target.place}: {counted(changed, 'file')} copied or removed." if changed else ""


class _Copy:
    """One output on its way to one target."""

    def __init__(self, run: Run, target: Target, notes: Notes, listed: Mapping[str, Mapping[str, Listed]]) -> None:
        self._run, self._target, self._notes, self._listed = run, target, notes, listed

    def made(self) -> int:
        """How many files were put or removed."""
        if not self._listed:
            self._target.check()
        found = load(self._run.out)
        if isinstance(found, Manifest):
            return self._document("")
        return self._collection(found) if found else 0

    def _collection(self, found: Collection) -> int:
        made = [one.folder for one in found.documents if one.state == "made" and is_plain(one.folder)]
        failed = {one.folder for one in found.documents if one.state == "failed"}
        gone = sorted({*self._before(), *(one.folder for one in found.documents)} - {*made} - failed)
        changed = sum(in_threads(self._document, made))
        changed += put(self._at(""), item_of(self._run.out / NAME))
        return changed + sum(in_threads(lambda below: remove(self._at(below)), gone))

    def _before(self) -> list[str]:
        """The documents that the collection at the target speaks of, where it is another than that of this run."""
        top = self._at("")
        if NAME not in top.listed or top.holds(NAME, sha256_of(self._run.out / NAME)):
            return []
        try:
            before = Collection.model_validate_json(self._target.get(NAME))
        except ValidationError:
            return []
        return [one.folder for one in before.documents if is_plain(one.folder)]

    def _document(self, below: str) -> int:
        folder = self._run.out / below
        found = load(folder)
        if not isinstance(found, Manifest):
            return 0
        seconds, content = self._run.settings.cache_seconds, self._run.output.content
        files = [file for chapter in found.chapters for file in chapter.files if is_plain(file.path)]
        items = [recorded(file, partial(content, folder / file.path), seconds) for file in files]
        return send(self._at(below), items, [item_of(folder / NAME)])

    def _at(self, below: str) -> There:
        return There(self._target, below, self._notes, self._listed.get(below, {}))


@contextmanager
def _failures(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = shortened(str(error.strerror or error), 300)
        raise OutputError(
            f"--publish-to {place} cannot be written: {reason}. The recordings are made; run again to publish them."
        ) from error
