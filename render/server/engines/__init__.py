"""The voice engines: one module each, one line each in `ENGINES`.

This module is cheap to import and loads no engine: the pipeline's own process asks it for `identity`.
"""

import importlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, cast

from chunking.errors import InputError

if TYPE_CHECKING:
    from render.server.speech import Engine


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an engine before it is loaded."""

    module: str  # holds `load(name) -> Engine`
    distribution: str | None = None  # whose version is the engine's
    constant: str = ""  # the version of an engine that is our own code
    forked: bool = False  # speaks only in a process of its own
    revision: int = 0  # of the voices: one more whenever one of them comes to sound different


ENGINES = {
    "espeak": Entry("render.server.engines.espeak", distribution="espeakng-loader", forked=True, revision=2),
    "tone": Entry("render.server.engines.tone", constant="1"),
    "tone-noisy": Entry("render.server.engines.tone", constant="1"),
}


def entry(name: str) -> Entry:
    """The line of the table, or an error that names what there is."""
    if name not in ENGINES:
        raise InputError(f"There is no voice engine '{name}'. Choose one of: {', '.join(ENGINES)}.")
    return ENGINES[name]


def engine_version(name: str) -> str:
    """The version of the package that makes the sound; a clip made by another version is another clip."""
    found = entry(name)
    if found.distribution is None:
        return found.constant
    try:
        return version(found.distribution)
    except PackageNotFoundError as error:
        raise InputError(
            f"The voice engine '{name}' needs the package {found.distribution}: pip install {found.distribution}"
        ) from error


def identity(name: str) -> str:
    """Engine, version and revision, such as "espeak@0.2.4.2": what decides how a text sounds. Loads no engine."""
    revision = entry(name).revision
    return f"{name}@{engine_version(name)}" + (f".{revision}" if revision else "")


def load(name: str) -> "Engine":
    """The engine, ready to speak. For espeak this loads GPL code: only ever in the fork server."""
    return cast("Engine", importlib.import_module(entry(name).module).load(name))
