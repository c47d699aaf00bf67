"""What a running server knows beside the request."""

from dataclasses import dataclass

from render.server.account import Account
from render.server.gate import Gate
from render.server.voice_book import VoiceBook
from render.server.workers import Speaker


@dataclass(frozen=True, slots=True)
class Settings:
    """In `app.state.settings`; one for each app."""

    speaker: Speaker
    voices: VoiceBook
    account: Account
    gate: Gate
    latency: float = 0.0  # seconds from a request's arrival before its answer starts, at least
    latency_per_character: float = 0.0  # seconds more for each character of the text

    def delay(self, text: str) -> float:
        """Seconds that a request for this text takes at least: a pretended service for benchmarks."""
        return self.latency + self.latency_per_character * len(text)
