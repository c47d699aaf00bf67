"""Where finished recordings are put: a folder, or a bucket of an object store. One interface for both.

`sending.py` decides what has to be put, in which order, and what is removed.
"""

from manifests.targets.folder import FolderTarget
from manifests.targets.target import Listed, Target
from render.speech.store.places import folder_of, is_url

__all__ = ["Listed", "Target", "target_at"]


def target_at(place: str, what: str) -> Target:
    """Opens a path or URL; `what` it is to be is said in messages. Raises InputError for a URL nothing here knows."""
    if is_url(place):
        from manifests.targets.bucket import BucketTarget  # noqa: PLC0415 - fsspec takes 0.1 s

        return BucketTarget(place, what)
    return FolderTarget(folder_of(place))
