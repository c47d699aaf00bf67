"""The numbers of ordered lists."""

import re

from chunking.sources.hypertext.elements import Element

_NUMBER = re.compile(r"\s*(-?[0-9]{1,9})")


class List:
    """One list while it is read."""

    def __init__(self, element: Element) -> None:
        self._is_numbered = element.name == "ol"
        self._step = -1 if "reversed" in element else 1
        self._next = _number(element["start"])
        if self._next is None and self._step > 0:
            self._next = 1

    def number(self, item: Element) -> str:
        """What stands before the next item, such as `3. `; empty where nothing does or nobody knows."""
        own = _number(item["value"])
        if own is not None:
            self._next = own
        if not self._is_numbered or self._next is None:
            return ""
        number = self._next
        self._next += self._step
        return f"{number}. "


def _number(written: str) -> int | None:
    found = _NUMBER.match(written)
    return int(found[1]) if found else None
