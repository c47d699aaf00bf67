"""The fields of a request for speech → an Order, or an error that names the field.

Fields, values and defaults are those of LMNT's OpenAPI document, version 1.1. Unknown fields are ignored, since
clients of other versions send more. A wrong value is 400: LMNT documents no 422. Version 1.0 calls `timestamps`
`durations`, and its answer has a seed.
"""

import json
import math
from dataclasses import replace
from typing import Any, NoReturn

from chunking.languages import AUTO, LANGUAGES
from chunking.packing import size
from render.server.engines import entry
from render.server.envelope import ApiError
from render.server.languages import detect
from render.server.settings import Settings
from render.server.speech import Order
from render.server.voice_book import VoiceBook, shown
from render.server.voices import Voice

TEXT_LIMIT = 5000  # characters, spaces included
SAMPLE_RATES = (8000, 16000, 24000)
FORMATS = ("aac", "mp3", "ulaw", "wav", "webm", "pcm_s16le", "pcm_f32le")
SESSION_FORMATS = ("mp3", "pcm_s16le", "pcm_f32le", "ulaw", "webm")  # those that can be sent as they are made
FORMAT_ALIASES = {"mulaw": "ulaw", "raw": "pcm_f32le"}  # the names of API version 1.0, which LiveKit's plugin sends
MODELS = ("blizzard", "aurora", "blizzard-2.0", "blizzard-2.1", "blizzard-dialogue")
LANGUAGE_CHOICES = (AUTO, *sorted(LANGUAGES))

Fields = dict[str, Any]


def read_order(fields: Fields, settings: Settings, *, streamed: bool) -> Order:
    """All fields, checked. Raises ApiError."""
    text = _text(fields)
    voice = _voice(fields, settings.voices)
    _choice(fields, "model", MODELS)
    engine = voice.engine or settings.speaker.engine
    language = _language(fields, engine, text)
    form = _format(fields)
    temperature = _number(fields, "temperature", low=0, default=1)
    top_p = _number(fields, "top_p", low=0, high=1, default=0.8)
    _flag(fields, "debug")
    timestamps, durations = _flag(fields, "return_timestamps"), _flag(fields, "return_durations")
    return Order(
        engine=engine,
        text=text,
        voice=voice.varied(temperature, top_p),
        language=language,
        format=form,
        sample_rate=_sample_rate(fields, form),
        streamed=streamed,
        timestamps="timestamps" if timestamps else "durations" if durations else "",
        seed=0 if durations else None,
    )


def read_session(fields: Fields, settings: Settings) -> Order:
    """How a session speaks: an order that has no text yet. Raises ApiError."""
    _choice(fields, "format", (*SESSION_FORMATS, "mulaw"))
    order = read_order({**fields, "text": "none yet"}, settings, streamed=False)
    return replace(order, text="")


def read_object(body: bytes) -> Fields:
    """The JSON of a body. Raises ApiError."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:  # RecursionError: thousands of brackets
        raise ApiError(400, "The body must be a JSON object in UTF-8.") from error
    if not isinstance(found, dict):
        raise ApiError(400, "The body must be a JSON object.")
    return found


def _refuse(field: str, rule: str) -> NoReturn:
    raise ApiError(400, f"{field}: {rule}")


def _string(fields: Fields, field: str) -> str:
    if field not in fields:
        _refuse(field, "is required")
    value = fields[field]
    if not isinstance(value, str):
        _refuse(field, "must be a string")
    return value


def _text(fields: Fields) -> str:
    text = _string(fields, "text")
    if not text.strip():
        _refuse("text", "must not be empty or only white space")
    if (count := size(text)) > TEXT_LIMIT:
        _refuse("text", f"has {count} characters, the most is {TEXT_LIMIT}")
    return text


def _voice(fields: Fields, voices: VoiceBook) -> Voice:
    return voices.get(_string(fields, "voice"))


def _choice(fields: Fields, field: str, allowed: tuple[str, ...], default: str = "") -> str:
    if field not in fields:
        return default
    value = _string(fields, field)
    if value not in allowed:
        _refuse(field, f"{shown(value)} is not one of {', '.join(allowed)}")
    return value


def _language(fields: Fields, engine: str, text: str) -> str:
    """One that the engine speaks; with "auto" the script of the text must not speak against it."""
    language = _choice(fields, "language", LANGUAGE_CHOICES, AUTO)
    known = entry(engine).languages
    spoken = detect(text) if language == AUTO else language
    if known is not None and spoken not in known:
        seems = "by its letters the text is" if language == AUTO else "asked for is"
        _refuse("language", f"{seems} {spoken}, but this voice speaks only {', '.join(sorted(known))}")
    return language


def _format(fields: Fields) -> str:
    asked = _choice(fields, "format", (*FORMATS, *FORMAT_ALIASES), "mp3")
    return FORMAT_ALIASES.get(asked, asked)


def _sample_rate(fields: Fields, form: str) -> int:
    """24,000 unless asked, and 8,000 for µ-law (the documentation's prose; its schema has one default for all)."""
    value = fields.get("sample_rate", 8000 if form == "ulaw" else 24000)
    if isinstance(value, bool) or value not in SAMPLE_RATES:
        _refuse("sample_rate", f"must be one of {', '.join(map(str, SAMPLE_RATES))}")
    return int(value)


def _number(fields: Fields, field: str, *, default: float, low: float, high: float = math.inf) -> float:
    """In range and finite."""
    value = fields.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(field, "must be a number")
    if not low <= value <= high or value == math.inf:
        _refuse(field, f"must be {low} or more" if high == math.inf else f"must be from {low} to {high}")
    return value


def _flag(fields: Fields, field: str) -> bool:
    value = fields.get(field, False)
    if not isinstance(value, bool):
        _refuse(field, "must be true or false")
    return value
