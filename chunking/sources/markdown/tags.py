"""The syntax of tags: where one ends, its name, and its attributes."""

import re
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 20_000  # characters of a tag or an expression
_NAME: Final = re.compile(r"</?([A-Za-z][\w.:-]*)?(?=[\s/>])")
_STEP: Final = re.compile(r"[\"'`{}>]")
_ATTRIBUTE: Final = re.compile(r"([A-Za-z_][\w:-]*)\s*=\s*(?:\{\s*)?(?:\"([^\"]*)\"|'([^']*)'|`([^`$]*)`)")
_POSITIONAL: Final = re.compile(r"\"([^\"]*)\"")


def name_of(text: str, start: int) -> str:
    """The name of the component whose tag begins at `start`; empty for a fragment `<>`."""
    found = _NAME.match(text, start)
    return (found[1] or "") if found else ""


def end_of_tag(text: str, start: int, limit: int) -> int:
    """Where the tag that begins at `start` ends, its attributes in quotes and braces included; -1 where it does not."""
    name = _NAME.match(text, start)
    if name is None:
        return -1
    position = name.end()
    limit = min(limit, start + LONGEST)
    while step := _STEP.search(text, position, limit):
        sign = step[0]
        if sign == ">":
            return step.end()
        position = end_of_braces(text, step.start()) if sign == "{" else _end_of_string(text, step.start(), limit)
        if position < 0 or sign == "}":
            return -1
    return -1


def end_of_braces(text: str, start: int) -> int:
    """Where the expression that begins with a brace at `start` ends; -1 where it does not."""
    depth, position, limit = 0, start, start + LONGEST
    while step := _STEP.search(text, position, limit):
        sign, position = step[0], step.end()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                return position
        elif sign in "\"'`" and (end := _end_of_string(text, step.start(), limit)) > 0:
            position = end
    return -1


def _end_of_string(text: str, start: int, limit: int) -> int:
    """Where a string ends; -1 where it does not. A quotation mark in a text may be an apostrophe."""
    end = text.find(text[start], start + 1, limit)
    return end + 1 if end >= 0 and (text[start] == "`" or "\n\n" not in text[start:end]) else -1


def attributes(text: str, start: int, end: int) -> Mapping[str, tuple[int, int]]:
    """The attributes with a string as value: each name and where its value stands. The first that has no name is ""."""
    found: dict[str, tuple[int, int]] = {}
    for one in _ATTRIBUTE.finditer(text, start, end):
        group = next(number for number in (2, 3, 4) if one[number] is not None)
        found.setdefault(one[1].lower(), one.span(group))
    if not found and (plain := _POSITIONAL.search(text, start, end)):
        found[""] = plain.span(1)
    return found
