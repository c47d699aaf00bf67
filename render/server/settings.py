"""What a running server knows beside the request."""

from dataclasses import dataclass

from render.server.workers import Speaker


@dataclass(slots=True)
class Settings:
    """In `app.state.settings`; one for each app."""

    speaker: Speaker
    latency: float = 0.0  # seconds from a request's arrival before its answer starts, at least
    latency_per_character: float = 0.0  # seconds more for each character of the text
    characters_spoken: int = 0  # since the server started

    def delay(self, text: str) -> float:
        """Seconds that a request for this text takes at least: a pretended service for benchmarks."""
        return self.latency + self.latency_per_character * len(text)
