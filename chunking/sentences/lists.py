"""Lists that run on in one paragraph, as "1. Mix. 2. Bake.": each item is a sentence."""

import regex

from chunking.sentences.paragraph import Paragraph

_BULLETS = "⁃•‣◦▪"
_BULLET = regex.compile(rf"(?<!\S)[{_BULLETS}]")
_NUMBER = regex.compile(
    rf"(?<!\S)(?:[{_BULLETS}]\s?)?(?:(?P<number>\d{{1,3}})|(?P<letter>[a-z]))(?P<mark>\.\)|[.)])\s++"
)
_CUE = regex.compile(rf"[.)](?<=[\s\d{_BULLETS}][\da-z][.)])")  # of a second item; a cheap first look
_COLON = regex.compile(r":\s+\Z")


def enumerations(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """An item begins at each number that follows the last one, where the first begins a sentence or follows a colon."""
    if not _CUE.search(paragraph.text):
        return ends
    items = _NUMBER.finditer(paragraph.text)
    begun, gone, starts = set[int](), set[int](), {0, *ends}
    last: regex.Match[str] | None = None
    for item in items:
        if last is not None and _order(item) == _order(last, 1):
            begun.add(item.start())
            gone |= {last.end(), item.end()}
            last = item
        elif item.start() in starts or _COLON.search(paragraph.text, max(0, item.start() - 3), item.start()):
            last = item
    return sorted({*ends}.difference(gone) | begun)


def _order(item: regex.Match[str], further: int = 0) -> tuple[int, bool, str]:
    """Its place in the list, moved on, and how it is written."""
    place = int(item["number"]) if item["number"] else ord(item["letter"])
    return place + further, item["number"] is None, item["mark"]


def bullets(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """An item begins at each mark like the one that the paragraph begins with."""
    first = _BULLET.match(paragraph.text)
    if first is None:
        return ends
    return sorted({*ends, *(one.start() for one in _BULLET.finditer(paragraph.text, 1) if one[0] == first[0])})
