"""What a client says of a voice: read from JSON or a form, checked, as the members of a `Voice`."""

from starlette.datastructures import FormData

from render.server.envelope import ApiError
from render.server.making import Wish
from render.server.uploads import texts
from render.server.validation import Fields, read_object

_TEXTS = ("name", "description", "gender")
UNKNOWN_GENDER = "U"


def read_changes(fields: Fields) -> Fields:
    """Those fields that a client may change of a voice; the others are ignored. Raises ApiError."""
    changes: Fields = {name: _text(name, fields[name]) for name in _TEXTS if name in fields}
    if not changes.get("name", "-").strip():
        raise ApiError(400, "name: must not be empty")
    if "starred" in fields:
        if not isinstance(fields["starred"], bool):
            raise ApiError(400, "starred: must be true or false")
        changes["starred"] = fields["starred"]
    if "tags" in fields:
        changes["tags"] = _tags(fields["tags"])
    return changes


def read_wish(form: FormData) -> Wish:
    """Of a new voice. API version 1.0 puts all but the files into one JSON part, `metadata`. Raises ApiError."""
    given = texts(form)
    tags = [*form.getlist("tags[]"), *form.getlist("tags")]
    if "metadata" in given:
        metadata = read_object(given["metadata"].encode())
        given = {name: value for name, value in metadata.items() if value is not None} | given
    if tags:
        given["tags"] = tags
    if "name" not in given:
        raise ApiError(400, "name: is required")
    found = read_changes(given)
    gender = found.get("gender") or UNKNOWN_GENDER
    return Wish(found["name"], found.get("description", ""), gender, found.get("tags", ()))


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ApiError(400, "tags: must be a list of strings")
    return tuple(_text("tags", tag) for tag in value)


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise ApiError(400, f"{field}: must be a string")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ApiError(400, f"{field}: holds half of a character (a lone surrogate)") from error
    return value
