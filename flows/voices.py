"""The service's voices, as the commands of `readcast voices` show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chunking.errors import InputError
from flows.connecting import line_to, named
from flows.wording import aligned
from render.speech import voices
from render.speech.service import Service
from render.speech.voices import Traits, Voice

OWNERS = ("all", "system", "me")


@dataclass(frozen=True, slots=True)
class Voices:
    """A list of voices."""

    voices: Sequence[Voice]

    def lines(self) -> Iterator[str]:
        yield from aligned([("id", "name", "owner", "state", "gender", "description"), *map(_row, self.voices)])

    def as_json(self) -> dict[str, object]:
        return {"voices": [msgspec.to_builtins(voice) for voice in self.voices]}


@dataclass(frozen=True, slots=True)
class OneVoice:
    """One voice."""

    voice: Voice

    def lines(self) -> Iterator[str]:
        yield from aligned([(name.replace("_", " "), _word(value)) for name, value in self.as_json().items()])

    def as_json(self) -> dict[str, object]:
        return dict(msgspec.to_builtins(self.voice))


@dataclass(frozen=True, slots=True)
class Deleted:
    """A voice that is no more."""

    voice: str

    def lines(self) -> Iterator[str]:
        yield f"The voice '{self.voice}' is deleted."

    def as_json(self) -> dict[str, object]:
        return {"deleted": self.voice}


async def listed(speech: str | None, owner: str, starred: bool) -> Voices:
    """The voices of an owner, of all of them the starred ones alone."""
    if owner not in OWNERS:
        raise InputError(f"--owner takes {', '.join(OWNERS)}, not '{owner}'.")
    service = named(speech)
    async with line_to(service) as connection:
        return Voices([_lasting(one, service) for one in await voices.listed(connection, owner, starred)])


async def shown(speech: str | None, voice: str) -> OneVoice:
    """One voice."""
    service = named(speech)
    async with line_to(service) as connection:
        return OneVoice(_lasting(await voices.shown(connection, voice), service))


async def created(speech: str | None, sample: Path, traits: Traits) -> OneVoice:
    """A voice made from a recording."""
    _check(traits)
    service = named(speech)
    async with line_to(service) as connection:
        return OneVoice(_lasting(await voices.created(connection, sample, traits), service))


async def updated(speech: str | None, voice: str, traits: Traits) -> OneVoice:
    """A voice with other traits."""
    _check(traits)
    if not traits.said():
        raise InputError("nothing to change: say --name, --description, --gender, --starred, --not-starred or --tag.")
    service = named(speech)
    async with line_to(service) as connection:
        return OneVoice(_lasting(await voices.updated(connection, voice, traits), service))


async def deleted(speech: str | None, voice: str) -> Deleted:
    """Deletes a voice."""
    async with line_to(named(speech)) as connection:
        await voices.deleted(connection, voice)
    return Deleted(voice)


def _lasting(voice: Voice, service: Service) -> Voice:
    """Without the address of a server that ends with this command."""
    return msgspec.structs.replace(voice, preview_url=None) if service.engine else voice


def _check(traits: Traits) -> None:
    """Raises InputError for what no request can carry."""
    if traits.name is not None and not traits.name.strip():
        raise InputError("--name is empty; a voice needs a name.")
    for text in (traits.name, traits.description, traits.gender, *(traits.tags or ())):
        if text is not None and not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text):
            raise InputError(f"{text!a} is not UTF-8.")


def _row(voice: Voice) -> tuple[str, ...]:
    shown = (voice.id, voice.name, voice.owner, voice.state, voice.gender, voice.description)
    return tuple(_word(value) for value in shown)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
