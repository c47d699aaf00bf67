"""Bounds as a user writes them: `30d`, `5GB`."""

import re

from chunking.errors import InputError
from render.speech.store.collecting import Bounds

_SECONDS = {"h": 3600, "d": 86_400, "w": 7 * 86_400}
_BYTES = {
    unit: base**power
    for power, letter in enumerate("kmgt", 1)
    for unit, base in ((f"{letter}b", 1000), (f"{letter}ib", 1024))
}


def bounds_of(age: str | None, size: str | None) -> Bounds:
    """Of texts such as `30d`, `12h` or `4w`, and `5GB`, `500MB` or `2GiB`. Raises InputError."""
    return Bounds(
        None if age is None else _amount(age, "--keep", _SECONDS, "30d, 12h or 4w"),
        None if size is None else int(_amount(size, "--keep-size", _BYTES, "5GB, 500MB or 2GiB")),
    )


def _amount(text: str, option: str, units: dict[str, int], example: str) -> float:
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s*([A-Za-z]+)", text.strip())
    if not found or found[2].lower() not in units:
        raise InputError(f"{option}: '{text}' is not such as {example}.")
    return float(found[1]) * units[found[2].lower()]
