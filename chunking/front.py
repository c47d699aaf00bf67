"""What a document says of itself in its own head, as text."""

import datetime
from collections.abc import Mapping


def told(front: Mapping[str, object], *names: str) -> str:
    """What the head says under the first of these names that it has, as one line; empty where it says nothing.

    A number or a date is taken as it is written (`title: 1984`), a list of such as one after the other (`author`).
    """
    value = next((front[name] for name in names if front.get(name) is not None), "")
    listed = value if isinstance(value, list) else [value]
    plain = [str(one) for one in listed if isinstance(one, str | int | float | datetime.date)]
    return " ".join(", ".join(plain).encode("utf-8", "replace").decode("utf-8").split())
