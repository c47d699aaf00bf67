"""Single paragraphs once more: `redo` asks for them again, `takes` shows what there is and chooses among it."""

import asyncio
import wave
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from chunking.errors import InputError, OutputError
from flows.connecting import connected
from flows.paragraphs import Output, Place
from flows.recording import Assembled, record
from flows.reporter import Lines, Quiet
from flows.studio import Studio
from flows.wording import counted
from manifests.files import load, save
from manifests.model import Collection, Manifest
from render.audio.ffmpeg import executable
from render.files import alone_in, remove_drafts
from render.samples import RATE, WIDTH, to_seconds
from render.speech.alternatives import MOST, Alternative, alternative_key, alternatives, choose, next_number
from render.speech.client import SpeechClient
from render.speech.judging.paces import Paces
from render.speech.speaking import Speaker, Spent


async def redone(output: Output, places: Sequence[Place], takes: int | None) -> AsyncIterator[str]:
    """Asks for the paragraphs again and says what came, one line each.

    Without `takes` the new take is used at once; else that many are made and kept, to be chosen from.
    """
    keys = {output.key(place): place for place in reversed(places)}  # the same text is asked for once
    executable()  # what encodes the files is looked for before anything is paid for
    spent, paces = Spent(), Paces()
    async with connected(output.run.service, output.run.settings, Lines(error=True).warned) as client:
        for key, place in reversed(keys.items()):
            for _ in range(takes or 1):
                spent += await _asked(output, place, client, paces)
            yield f"{place}: {_described(alternatives(output.run.store, key)[-1])}"
    yield f"{counted(spent.requests, 'request')} · {counted(spent.characters, 'character')}"
    if takes is not None:
        yield f"Nothing was changed. `readcast takes {output.run.out} {places[0]}` shows the takes and chooses one."
        return
    for place in keys.values():
        _use(output, place, len(alternatives(output.run.store, output.key(place))))
    for line in await _rebuilt(output, places):
        yield line


async def _asked(output: Output, place: Place, client: SpeechClient, paces: Paces) -> Spent:
    """Has one more take of a paragraph made and kept."""
    paragraph, store = output.paragraph(place), output.run.store
    number = next_number(store, output.key(place), len(paragraph.spoken))
    if number > MOST:
        raise InputError(f"there are {MOST} takes of {place} already; choose one of them with `readcast takes`.")
    delivery = output.job.delivery.treated(paragraph.treatment)
    speaker = Speaker(client, delivery, store, replacing=True, paces=paces)
    return await speaker.speak(output.chunk(place), [alternative_key(output.key(place), number)])


async def listed(output: Output, places: Sequence[Place], folder: Path | None) -> AsyncIterator[str]:
    """One line for each take of the paragraphs; `folder` gets each as a WAV file."""
    for place in places:
        for one in alternatives(output.run.store, output.key(place)):
            used = ", in use" if one.in_use else ""
            written = f" · {_written(folder, place, one)}" if folder else ""
            yield f"{place} take {one.number}: {_described(one)}{used}{written}"


async def chosen(output: Output, places: Sequence[Place], number: int) -> AsyncIterator[str]:
    """From now on this take of each paragraph is used; says which files were made again."""
    for place in places:
        _use(output, place, number)
    for line in await _rebuilt(output, places):
        yield line


def _use(output: Output, place: Place, number: int) -> None:
    store, key = output.run.store, output.key(place)
    found = alternatives(store, key)
    one = next((one for one in found if one.number == number), None)
    if one is None:
        raise InputError(f"there is no take {number} of {place}: it has {counted(len(found), 'take')}.")
    choose(store, key, one, len(output.paragraph(place).spoken))


async def _rebuilt(output: Output, places: Sequence[Place]) -> list[str]:
    """Makes the files again that these paragraphs are heard in, and the manifest; returns the files' names."""
    job = output.touched(places)
    studio = Studio(None, output.run.store, Quiet())
    with alone_in(job.folder):
        remove_drafts(job.folder)
        made: list[Assembled] = await asyncio.gather(*(studio.assemble(job, chapter) for chapter in job.work))
        manifest = record(job, made)
        _record_in_collection(job.folder, manifest)
    return [str(job.folder / file.path) for one in made for file in one.chapter.files if file.path.endswith(".mp3")]


def _record_in_collection(folder: Path, manifest: Manifest) -> None:
    """Where the document is one of a collection, that one's manifest knows the new one."""
    above = load(folder.absolute().parent)
    if isinstance(above, Collection):
        new = {"content_sha256": manifest.content_sha256}
        documents = tuple(
            one.model_copy(update=new) if one.folder == folder.absolute().name else one for one in above.documents
        )
        save(folder.absolute().parent, above.model_copy(update={"documents": documents}))


def _described(one: Alternative) -> str:
    return f"{to_seconds(one.kept.length):.1f} s, {'; '.join(one.take.doubts) or 'no doubts'}"


def _written(folder: Path, place: Place, one: Alternative) -> Path:
    path = folder / f"{place}-take-{one.number}.wav"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(WIDTH)
            file.setframerate(RATE)
            file.writeframes(one.pcm)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}. Choose another folder.") from error
    return path
