"""Where in a page something is emphasised: what browsers set in italics."""

import re

from chunking.places import Stretch

NAMES = frozenset({"cite", "em", "i"})  # elements that are emphasis, or a work's title, which is set like it
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{'|'.join(sorted(NAMES))})(?:\s[^<>]*)?(?<!/)>", re.I)


def emphasis_in(html: str, base: int = 0) -> tuple[Stretch, ...]:
    """The stretches between the tags, by offsets in `html` plus `base`. What nothing closes is none."""
    found: list[Stretch] = []
    opened: dict[str, list[int]] = {}
    for tag in _TAG.finditer(html):
        own = opened.setdefault(tag["name"].lower(), [])
        if not tag["end"]:
            own.append(tag.end())
        elif own:
            found.append((base + own.pop(), base + tag.start()))
    return tuple(found)
