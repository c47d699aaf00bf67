"""readcast say, and the preview of a voice: a short text → sound, while it is made."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from chunking.errors import InputError, SpeechError
from chunking.packing import LIMIT, size
from flows import settings as settings_of
from flows.connecting import line_to, named
from flows.listening import FORMATS, Target, Wish, opened, target_of
from flows.settings import api_key
from flows.wording import counted
from render.speech import streaming, voices
from render.speech.connection import Connection
from render.speech.delivery import Delivery
from render.speech.service import chosen
from render.speech.streaming import Streamed
from render.speech.voices import Voice

SENTENCE = "The quick brown fox jumps over the lazy dog, and nobody minds."


@dataclass(frozen=True, slots=True)
class Said:
    """What was made."""

    file: str  # empty: standard output
    format: str
    bytes: int
    characters: int  # code points that were asked for; 0 for a preview that the service had
    voice: str
    service: str
    request_id: str

    def lines(self) -> Iterator[str]:
        if self.file:
            yield f"{self.file} · {counted(self.characters, 'character')} · voice {self.voice} of {self.service}"

    def as_json(self) -> dict[str, object]:
        return asdict(self)


async def said(flags: Mapping[str, object], text: str, wish: Wish) -> Said:
    """Has `text` spoken as the settings of this folder say. `flags` are the settings that the user gave."""
    settings = settings_of.load(Path(), flags)
    service = chosen(settings.speech, api_key())
    delivery = Delivery(
        service.name, settings.voice, settings.language, settings.model, settings.temperature, settings.top_p
    )
    _check(text)
    target = target_of(wish, text[:200])
    async with line_to(service) as connection:
        return await _spoken(connection, text, delivery, target)


async def previewed(speech: str | None, voice: str, text: str | None, wish: Wish) -> Said:
    """The preview that the service has of a voice; where it has none, or something else is wished, a sentence."""
    if text is not None:
        _check(text)
    service = named(speech)
    async with line_to(service) as connection:
        found = await voices.shown(connection, voice)
        ready = _ready(found, wish) if text is None else None
        target = target_of(replace(wish, format=ready) if ready else wish, f"preview {voice}")
        delivery = Delivery(service.name, found.id)
        if ready:
            return await _fetched(connection, str(found.preview_url), delivery, target)
        return await _spoken(connection, text or SENTENCE, delivery, target)


def _check(text: str) -> None:
    """Raises InputError for what cannot be spoken in one request."""
    if not text.strip():
        raise InputError("there is no text to say.")
    if size(text) > LIMIT:
        raise InputError(
            f"the text has {size(text):,} characters, over the limit of {LIMIT:,}: narrate it from a file."
        )
    if any("\ud800" <= one <= "\udfff" for one in text):
        raise InputError("the text is not UTF-8.")


def _ready(voice: Voice, wish: Wish) -> str | None:
    """The format of the preview that the service has, where that is what is wished for."""
    suffix = PurePosixPath(urlsplit(voice.preview_url or "").path).suffix.lower()
    wished = wish.out.suffix.lower() if wish.out is not None else ""
    if not voice.preview_url or wish.format is not None or wished not in ("", suffix):
        return None
    return FORMATS.get(suffix, "mp3")


async def _spoken(connection: Connection, text: str, delivery: Delivery, target: Target) -> Said:
    with opened(target) as take:
        made = await streaming.streamed(connection, text, delivery, target.format, take)
    return _said(target, made, delivery, len(text))


async def _fetched(connection: Connection, url: str, delivery: Delivery, target: Target) -> Said:
    try:
        with opened(target) as take:
            made = await streaming.fetched(connection, url, take)
    except SpeechError as error:
        raise type(error)(
            f"the preview of '{delivery.voice}': {error} Or have it say something, with --text."
        ) from error
    return _said(target, made, delivery, 0)


def _said(target: Target, made: Streamed, delivery: Delivery, characters: int) -> Said:
    file = str(target.path or "")
    return Said(file, target.format, made.size, characters, delivery.voice, delivery.service, made.request_id)
