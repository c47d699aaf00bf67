"""How a text is to be spoken, and the key of a take: everything that can be heard, in one hash."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from chunking.document import Treatment
from render.speech.service import service_of

API_VERSION = "1.1"


@dataclass(frozen=True, slots=True)
class Delivery:
    """All that is asked of the service beside the text."""

    service: str  # who speaks: `lmnt`, `local:ENGINE@VERSION`, or the URL as the user gave it
    voice: str  # the service's id for it
    language: str = "auto"  # ISO 639-1, or `auto`
    model: str = "blizzard"
    temperature: float | None = None  # None leaves it to the service
    top_p: float | None = None
    api_version: str = API_VERSION

    def treated(self, treatment: Treatment) -> "Delivery":
        """With the voice and language that the source asks for in one place, and who speaks that voice."""
        voice = treatment.voice or self.voice
        service = service_of(self.service, voice)
        return replace(self, service=service, voice=voice, language=treatment.language or self.language)


def digest(value: object) -> str:
    """SHA-256 of a JSON value in one canonical spelling, 64 hexadecimal digits."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def take_key(spoken: str, delivery: Delivery) -> str:
    """The name under which a paragraph's take is kept and found again."""
    return digest({"text": spoken, **asdict(delivery)})
