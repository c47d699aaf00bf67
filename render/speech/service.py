"""Who speaks: LMNT, the local server, or another address that speaks LMNT's API."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from chunking.errors import InputError

LMNT_URL = "https://api.lmnt.com"
DEFAULT_ENGINE = "espeak"
_HEADER_VALUE = re.compile(r"[!-~]+")  # visible ASCII


@dataclass(frozen=True, slots=True)
class Service:
    """An address and how to speak to it. The key never shows in a message or a representation."""

    name: str  # the part of a take's key that says who spoke
    url: str  # empty for a local server that is not started yet
    key: SecretStr | None = None
    engine: str | None = None  # of the local server that the run starts for itself

    @property
    def is_local(self) -> bool:
        return self.engine is not None or (urlsplit(self.url).hostname or "") in ("127.0.0.1", "localhost", "::1")

    def headers(self) -> dict[str, str]:
        """What every request carries."""
        secret = self.key.get_secret_value() if self.key else "local"
        return {"x-api-key": secret, "user-agent": "readcast"}


def chosen(speech: str | None, key: SecretStr | None) -> Service:
    """The service that `--speech` asks for; LMNT where there is a key and nothing was asked for, else the local one.

    Raises InputError for a word or an address that is none.
    """
    speech = speech or ("lmnt" if key else "local")
    if speech == "lmnt":
        if key is None:
            raise InputError(
                "--speech lmnt needs a key: export LMNT_API_KEY=…, or use --speech local, free and offline."
            )
        return Service("lmnt", LMNT_URL, _sendable(key))
    if speech == "local" or speech.startswith("local:"):
        return _local(speech.partition(":")[2] or DEFAULT_ENGINE)
    return _elsewhere(speech, key)


def _local(engine: str) -> Service:
    from render.server.engines import ENGINES, identity  # noqa: PLC0415 - reads package metadata

    if engine not in ENGINES:
        raise InputError(f"there is no local engine '{engine}'; there are: {', '.join(sorted(ENGINES))}.")
    return Service(f"local:{identity(engine)}", "", engine=engine)


@cache
def service_of(service: str, voice: str) -> str:
    """Who speaks a voice: on a local server it may have an engine of its own, with a version of its own.

    `service` is the name of the service. Raises InputError where that engine is not installed.
    """
    from render.server.engines import identity  # noqa: PLC0415
    from render.server.voices import VOICES  # noqa: PLC0415

    own = VOICES[voice].engine if service.startswith("local:") and voice in VOICES else ""
    return f"local:{identity(own)}" if own else service


def default_voice(service: Service) -> str | None:
    """The first voice of an engine that has only its own; None for all other services, which know `leah`."""
    from render.server.voices import VOICES  # noqa: PLC0415

    return next((voice.id for voice in VOICES.values() if voice.engine == service.engine), None)


def _elsewhere(url: str, key: SecretStr | None) -> Service:
    parts = _parts(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        shown = url.rpartition("@")[2]  # what stands before may be a password
        raise InputError(
            f"--speech takes lmnt, local, local:ENGINE or an http(s) address without a password, not '{shown}'."
        )
    plain = parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1")
    if plain and key is not None:
        raise InputError("the API key would travel unencrypted: use https, or an address on this machine.")
    return Service(url.rstrip("/"), url.rstrip("/"), _sendable(key))


def _parts(url: str) -> SplitResult | None:
    """None for what is no address at all, such as one with an open bracket or port 99999."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def _sendable(key: SecretStr | None) -> SecretStr | None:
    """The key, where a header can carry it. Else the HTTP client would show it in its error message."""
    if key is not None and not _HEADER_VALUE.fullmatch(key.get_secret_value()):
        raise InputError("LMNT_API_KEY holds a space, line break or letter that no key has: copy it again.")
    return key
