"""The settings at the head of a document: YAML between a first line `---` and the next line `---` or `...`."""

import re
from collections.abc import Mapping
from types import MappingProxyType

import yaml

from chunking.errors import InputError

_HEAD = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
# PyYAML lets these through where a value does not fit its type: 2026-02-30, `!!int x`, brackets a thousand deep.
_MISFITS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The settings, and the text with blank lines in their place, so that lines still count as in the source.

    Raises InputError, naming the line, when the head is not a YAML mapping.
    """
    head = _HEAD.match(text)
    if head is None or not _is_front_matter(head["yaml"]):
        return MappingProxyType({}), text
    settings = _mapping(head["yaml"])
    return MappingProxyType(settings), "\n" * head[0].count("\n") + text[head.end() :]


def _is_front_matter(head: str) -> bool:
    """Pandoc's rule: `---` before a blank line is a thematic break. But `key:` lines are settings there too."""
    return not head.startswith("\n") or re.search(r"^[\w-]+:(?:\s|\Z)", head, re.M) is not None


def _mapping(head: str) -> dict[str, object]:
    try:
        settings = yaml.safe_load(head)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise InputError(f"line {line}: the front matter is not valid YAML ({error.problem}); {_NEXT}") from error
    except (yaml.YAMLError, *_MISFITS) as error:
        raise InputError(f"line 2: the front matter has a value that cannot be read ({error}); {_NEXT}") from error
    if not isinstance(settings, dict | None):
        raise InputError(f"line 2: the front matter is not a list of `key: value` lines; {_NEXT}")
    return {str(key): value for key, value in (settings or {}).items()}


_NEXT = "correct it, or begin the file with a blank line if it is meant as text"
