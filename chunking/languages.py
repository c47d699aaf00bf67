"""The languages that can be spoken: those of LMNT's OpenAPI document, version 1.1."""

from chunking.errors import InputError

AUTO = "auto"  # the service finds out by itself
_CODES = "ar as bn cs da de en es fi fr hi id it ja ko ml mr nl pl pt ru sk sv ta te th tr uk ur vi zh"
LANGUAGES = frozenset(_CODES.split())


def primary_subtag(named: str) -> str:
    """`pt_BR` or `pt-BR` → `pt`, whether anybody speaks it or not."""
    return named.strip().replace("_", "-").split("-")[0].lower()


def language_code(named: str) -> str:
    """The code for a language tag as people write it: `en-US` → `en`. Raises InputError for one that nobody speaks."""
    code = primary_subtag(named)
    if code != AUTO and code not in LANGUAGES:
        raise InputError(f"the language '{named}' cannot be spoken. There are: auto, {', '.join(sorted(LANGUAGES))}.")
    return code
