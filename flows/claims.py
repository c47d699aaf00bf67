"""What an output needs of the store, told to the store, so that `store gc` removes none of it."""

from flows.jobs import Job
from manifests.model import Manifest
from render.speech.store import Store


def begun(store: Store, job: Job) -> None:
    """Before anything is made: what the old files are made of, and what the new ones will be. Not where all is done."""
    needed = clips_of(job.previous) if job.previous else set()
    if job.work:
        kept = (store.find(key) for chapter in job.work for key in chapter.plan.keys)
        will_keep = any(chapter.plan.chunks for chapter in job.work)
        store.register(_place(job), needed | {one.clip for one in kept if one}, ended=False, will_keep=will_keep)
    elif job.previous and not store.knows(_place(job)):
        store.register(_place(job), needed, ended=True, will_keep=False)


def ended(store: Store, job: Job, manifest: Manifest) -> None:
    """When the manifest is in place: what it names, and nothing else."""
    if job.work:
        store.register(_place(job), clips_of(manifest), ended=True, will_keep=False)


def forgotten(store: Store, place: str) -> None:
    """When the files of the output at `place` are removed."""
    if store.knows(place):
        store.register(place, (), ended=True, will_keep=False)


def clips_of(manifest: Manifest) -> set[str]:
    """The clips that its files are made of."""
    return {paragraph.clip for chapter in manifest.chapters for paragraph in chapter.paragraphs}


def _place(job: Job) -> str:
    return job.output.registered(job.folder)
