"""The settings at the head of a document: YAML between lines `---`, TOML between lines `+++`, or a JSON object."""

import json
import re
import tomllib
from collections.abc import Mapping
from types import MappingProxyType

import yaml

from chunking.errors import InputError

_YAML = re.compile(r"---[ \t]*\n(?P<head>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<head>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_JSON = re.compile(r"(?P<open>---json|;;;)?[ \t]*\n?(?P<head>\{)", re.I)
_JSON_LINE = re.compile(r"\s*\"[^\"\n]{1,100}\"\s*:")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # of libyaml where it is there: ten times as fast
_DEEPEST = 4000  # code points: brackets in brackets, 30,000 deep, crash libyaml's loader
# PyYAML lets these through where a value does not fit its type: 2026-02-30, `!!int x`, brackets a thousand deep.
_MISFITS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_NEXT = "correct it, or begin the file with a blank line if it is meant as text"


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The settings, and the text with spaces in their place, so that every place in it stays.

    Raises InputError, naming the line, when the head is not a mapping in its language.
    """
    settings, end = front_matter(text)
    return settings, re.sub(r"[^\n]", " ", text[:end]) + text[end:]


def front_matter(text: str) -> tuple[Mapping[str, object], int]:
    """The settings, and the offset at which the text after them begins. Raises InputError as `split_front_matter`."""
    for pattern, mapping in ((_YAML, _yaml), (_TOML, _toml)):
        head = pattern.match(text)
        if head is not None and _is_front_matter(head["head"]):
            return MappingProxyType(mapping(head["head"])), head.end()
    return _json(text)


def may_have_front_matter(text: str) -> bool:
    """Whether a text begins as one that has settings at its head, also where their end is not there."""
    return text.startswith(("---", "+++", ";;;", "{"))


def _is_front_matter(head: str) -> bool:
    """Pandoc's rule: `---` before a blank line is a thematic break. But `key:` lines are settings there too."""
    return not head.startswith("\n") or re.search(r"^[\w-]+\s*[:=](?:\s|\Z)", head, re.M) is not None


def _yaml(head: str) -> dict[str, object]:
    try:
        settings = yaml.load(head, _LOADER if len(head) < _DEEPEST else yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise InputError(f"line {line}: the front matter is not valid YAML ({error.problem}); {_NEXT}") from error
    except (yaml.YAMLError, *_MISFITS) as error:
        raise InputError(f"line 2: the front matter has a value that cannot be read ({error}); {_NEXT}") from error
    if not isinstance(settings, dict | None):
        raise InputError(f"line 2: the front matter is not a list of `key: value` lines; {_NEXT}")
    return {str(key): value for key, value in (settings or {}).items()}


def _toml(head: str) -> dict[str, object]:
    try:
        return tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) + 1 if found else 2
        raise InputError(f"line {line}: the front matter is not valid TOML ({error}); {_NEXT}") from error


def _json(text: str) -> tuple[Mapping[str, object], int]:
    """A JSON object that opens the text: Hugo's way; after `---json` or `;;;` Eleventy's and others'."""
    head = _JSON.match(text)
    if head is None or not (head["open"] or _JSON_LINE.match(text, head.end())):
        return MappingProxyType({}), 0
    try:
        settings, end = json.JSONDecoder().raw_decode(text, head.start("head"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(f"line {line}: the front matter is not valid JSON ({error}); {_NEXT}") from error
    closing = re.compile(r"[ \t]*\n?(?:---|;;;)?[ \t]*(?:\n|\Z)").match(text, end)
    return MappingProxyType(settings), closing.end() if closing else end
