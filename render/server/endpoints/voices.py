"""/v1/ai/voice: list, create, retrieve, update and delete voices, and hear one."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from render.server.bodies import read_body
from render.server.envelope import ApiError
from render.server.making import NOTE, make_voice
from render.server.settings import Settings
from render.server.speech import Order
from render.server.uploads import file_in, uploaded
from render.server.validation import read_object
from render.server.voice_fields import read_changes, read_wish
from render.server.voices import Voice

OWNERS = {"system", "me", "all"}
LARGEST_SAMPLE = 250_000_000  # bytes; LMNT says 250 MB, and this is the smaller of the two readings
# API version 1.1 sends one `file`; of the files that 1.0 may send, the first is listened to.
SAMPLE_NAMES = {"file": 1, "files[]": 20, "files": 20, "file_field": 20}


async def listed(request: Request) -> Response:
    """A bare array. `owner` and `starred` choose among them."""
    owners = {owner.strip() for owner in request.query_params.get("owner", "all").split(",")}
    if unknown := owners - OWNERS:
        raise ApiError(400, f"owner: {min(unknown)!a} is not one of system, me, all")
    starred = _starred(request)
    voices = _settings(request).voices
    found = [voice for voice in voices if owners & {voice.owner, "all"} and (voice.starred or not starred)]
    return JSONResponse([_shown(voice, request) for voice in found])


async def created(request: Request) -> Response:
    """A voice from a sample: a stand-in at its pitch and pace, and the answer says so."""
    voices = _settings(request).voices
    async with uploaded(request, LARGEST_SAMPLE) as form:
        wish = read_wish(form)
        sample = file_in(form, SAMPLE_NAMES, LARGEST_SAMPLE)
        voice = await asyncio.to_thread(make_voice, wish, sample.file, voices.samples)
    voices.add(voice)
    return JSONResponse(_shown(voice, request))


async def retrieved(request: Request) -> Response:
    return JSONResponse(_shown(_voice(request), request))


async def updated(request: Request) -> Response:
    """Only what is given changes. Of a voice that is not the user's only `starred` can, and has to be given."""
    changes = read_changes(read_object(await read_body(request)))
    voice = _settings(request).voices.change(request.path_params["id"], changes)
    return JSONResponse({"voice": _shown(voice, request)})


async def deleted(request: Request) -> Response:
    """A voice that was made, with its sample."""
    _settings(request).voices.remove(request.path_params["id"])
    return JSONResponse({"success": True})


async def preview(request: Request) -> Response:
    """One sentence as MP3; it costs no characters."""
    voice, speaker = _voice(request), _settings(request).speaker
    said = f"Hello, this is {voice.name}." if voice.owner == "system" else f"Hello, this is {voice.name}. {NOTE}."
    engine = voice.engine or speaker.engine
    order = Order(engine, said, voice, "en", format="mp3", sample_rate=24000, streamed=True)
    with await speaker.speak(order) as file:
        return Response(file.read(), media_type="audio/mpeg")


ROUTES = [
    Route("/v1/ai/voice/list", listed, methods=["GET"]),
    Route("/v1/ai/voice", created, methods=["POST"]),
    Route("/v1/ai/voice/{id}", retrieved, methods=["GET"]),
    Route("/v1/ai/voice/{id}", updated, methods=["PUT"]),
    Route("/v1/ai/voice/{id}", deleted, methods=["DELETE"]),
    Route("/v1/ai/voice/{id}/preview", preview, methods=["GET"]),
    # The same without a key: a `preview_url` can be played directly in a browser, as LMNT says.
    Route("/previews/{id}.mp3", preview, methods=["GET"], name="open preview"),
]


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _voice(request: Request) -> Voice:
    return _settings(request).voices.get(request.path_params["id"])


def _starred(request: Request) -> bool:
    """ "true" or "false" in any case: older clients send Python's spelling."""
    asked = request.query_params.get("starred", "false").lower()
    if asked not in {"true", "false"}:
        raise ApiError(400, "starred: must be true or false")
    return asked == "true"


def _shown(voice: Voice, request: Request) -> dict[str, object]:
    """LMNT's Voice object; one that was made also has `note`, which LMNT's has not."""
    return {
        "id": voice.id,
        "name": voice.name,
        "owner": voice.owner,
        "state": "ready",
        "description": voice.description,
        "gender": voice.gender,
        "preview_url": str(request.url_for("open preview", id=voice.id)),
        "starred": voice.starred,
        "tags": list(voice.tags),
        "type": "instant",
        **({"note": f"{NOTE}."} if voice.owner == "me" else {}),
    }
