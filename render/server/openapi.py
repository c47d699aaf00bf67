"""GET /openapi.json: the server's description of itself, OpenAPI 3.1. Values and limits are those that are checked."""

from typing import Any

from render.server.validation import FORMAT_ALIASES, FORMATS, LANGUAGE_CHOICES, MODELS, SAMPLE_RATES, TEXT_LIMIT

Schema = dict[str, Any]

STATUSES = {
    "400": "The request is wrong: the message names the field.",
    "401": "The API key is missing or unknown.",
    "402": "The plan's characters are used up.",
    "403": "Not allowed: another's voice, or a Host that is no loopback name.",
    "404": "There is no such voice or path.",
    "429": "Too many requests: wait as `retry-after` says.",
    "500": "The voice engine failed.",
}
_TEXT: Schema = {"type": "string"}
_VOICE_ID: Schema = {"name": "id", "in": "path", "required": True, "schema": _TEXT}


def _object(required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required)}


_SPEECH = _object(
    ("text", "voice"),
    text={"type": "string", "minLength": 1, "maxLength": TEXT_LIMIT},
    voice={"type": "string", "description": "a voice's id", "examples": ["leah"]},
    model={"enum": list(MODELS)},
    language={"enum": list(LANGUAGE_CHOICES), "default": "auto"},
    format={"enum": [*FORMATS, *FORMAT_ALIASES], "default": "mp3"},
    sample_rate={"enum": list(SAMPLE_RATES), "default": 24000},
    temperature={"type": "number", "minimum": 0, "default": 1},
    top_p={"type": "number", "minimum": 0, "maximum": 1, "default": 0.8},
    debug={"type": "boolean", "default": False},
)
_DETAILED = {**_SPEECH, "properties": _SPEECH["properties"] | {"return_timestamps": {"type": "boolean"}}}
_STAMP = _object(("text", "start", "duration"), text=_TEXT, start={"type": "number"}, duration={"type": "number"})
_SPOKEN = _object(
    ("audio",),
    audio={"type": "string", "contentEncoding": "base64"},
    timestamps={"type": "array", "items": _STAMP},
)
_VOICE = _object(
    ("id", "name", "owner", "state"),
    id=_TEXT,
    name=_TEXT,
    owner={"enum": ["system", "me", "other"]},
    state=_TEXT,
    description={"type": ["string", "null"]},
    gender=_TEXT,
    preview_url=_TEXT,
    starred={"type": "boolean"},
    tags={"type": "array", "items": _TEXT},
    type=_TEXT,
)
_CHANGES = _object(
    name=_TEXT,
    description=_TEXT,
    gender=_TEXT,
    starred={"type": "boolean"},
    tags={"type": "array", "items": _TEXT},
)
_SAMPLE = _object(
    ("name", "file"),
    name=_TEXT,
    file={"type": "string", "contentMediaType": "application/octet-stream"},
    description=_TEXT,
    gender=_TEXT,
)
_ACCOUNT = _object(
    ("plan", "usage"),
    plan=_object(
        ("type", "character_limit", "commercial_use_allowed"),
        type=_TEXT,
        character_limit={"type": "integer"},
        commercial_use_allowed={"type": "boolean"},
    ),
    usage=_object(("characters",), characters={"type": "integer"}),
)
_ERROR = _object(
    ("type", "error", "request_id"),
    type={"const": "error"},
    error=_object(("type", "message"), type=_TEXT, message=_TEXT),
    request_id=_TEXT,
)


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _operation(summary: str, answer: Schema, body: Schema | None = None, parameters: tuple[Schema, ...] = ()) -> Schema:
    refused = {status: {"description": said, "content": _json(_ERROR)} for status, said in STATUSES.items()}
    found: Schema = {"summary": summary, "responses": {"200": {"description": "Done.", "content": answer}} | refused}
    if body:
        found["requestBody"] = {"required": True, "content": body}
    if parameters:
        found["parameters"] = list(parameters)
    return found


def _query(name: str, description: str) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": _TEXT}


_BINARY: Schema = {"*/*": {"schema": {}}}
_LISTED = (_query("owner", "system, me or all; several with commas"), _query("starred", "true or false"))

DESCRIPTION: Schema = {
    "openapi": "3.1.0",
    "info": {"title": "readcast's local speech server", "version": "1.2", "description": "LMNT's API, on loopback."},
    "paths": {
        "/v1/ai/speech": {"post": _operation("Speech with the time of every word", _json(_SPOKEN), _json(_DETAILED))},
        "/v1/ai/speech/bytes": {"post": _operation("Speech as it is made", _BINARY, _json(_SPEECH))},
        "/v1/ai/voice/list": {
            "get": _operation("Voices", _json({"type": "array", "items": _VOICE}), parameters=_LISTED)
        },
        "/v1/ai/voice": {
            "post": _operation("A voice from a sample", _json(_VOICE), {"multipart/form-data": {"schema": _SAMPLE}})
        },
        "/v1/ai/voice/{id}": {
            "get": _operation("One voice", _json(_VOICE), parameters=(_VOICE_ID,)),
            "put": _operation(
                "Change a voice", _json(_object(("voice",), voice=_VOICE)), _json(_CHANGES), (_VOICE_ID,)
            ),
            "delete": _operation(
                "Remove a voice", _json(_object(("success",), success={"const": True})), parameters=(_VOICE_ID,)
            ),
        },
        "/v1/account": {"get": _operation("The plan and its characters", _json(_ACCOUNT))},
    },
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-API-Key"}}},
}
