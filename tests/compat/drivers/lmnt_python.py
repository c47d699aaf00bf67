"""LMNT's Python client on a wire: one JSON command a line in, one JSON outcome a line out. Any version since 2.3.

A command: {"kind": "sync", "client": {…}, "call": "speech.generate", "mode": "", "args": […], "options": {…}}
or, for a session: {"client": {…}, "call": "session", "options": {…}, "script": [["text", "Hello"], ["finish"]]}.
"""

import asyncio
import base64
import inspect
import json
import sys
import time
from operator import attrgetter
from pathlib import Path

import lmnt
from pydantic import BaseModel

ACTIONS = {  # of a session: the method's name since 2.6, and before
    "text": ("send_text", "append_text"),
    "flush": ("send_flush", "flush"),
    "reset": ("send_reset", "reset"),
    "finish": ("send_finish", "finish"),
    "close": ("close", "close"),
}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(asyncio.run(answered(json.loads(line)))), flush=True)


async def answered(command):
    """One call, or several copies of it at once."""
    if "copies" not in command:
        return await outcome(command)
    return {"outcomes": await asyncio.gather(*(outcome(command) for _ in range(command["copies"])))}


async def outcome(command):
    """What came of a call: a value or an error, and how long it took."""
    began = time.monotonic()
    try:
        found = await performed(command)
    except Exception as error:
        found = {"error": described(error)}
    return {**found, "seconds": time.monotonic() - began}


async def performed(command):
    kind = lmnt.Lmnt if command.get("kind") == "sync" else lmnt.AsyncLmnt
    client = kind(**command["client"])
    try:
        if command["call"] == "methods":
            return {"value": sorted(methods(client))}
        if command["call"] == "session":
            return await session(client, command)
        if command["mode"] == "streaming":
            return await streamed(client, command)
        if command["mode"] == "raw":
            return await raw(client, command)
        return await shown(await called(attrgetter(command["call"])(client), command))
    finally:
        await settled(client.close())


def methods(resource, name=""):
    """The full names of all that can be called of the API."""
    for part in dir(resource):
        if part.startswith(("_", "with_")):
            continue
        value = getattr(resource, part)
        if type(value).__module__.startswith("lmnt.resources"):
            yield from methods(value, f"{name}{part}.")
        elif name and inspect.ismethod(value) and type(resource).__module__ == value.__func__.__module__:
            yield f"{name}{part}"


async def called(method, command):
    options = {name: argument(value) for name, value in command["options"].items()}
    if "cast_to" in options:
        options["cast_to"] = object
    return await settled(method(*command["args"], **options))


async def settled(result):
    """The result, of a client of either kind."""
    return await result if inspect.isawaitable(result) else result


def argument(value):
    if isinstance(value, list):
        return [argument(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "path" in value:
        return Path(value["path"])
    if "bytes" in value:
        return base64.b64decode(value["bytes"])
    return value


async def shown(value):
    if isinstance(value, BaseModel):
        return {"value": value.model_dump(mode="json"), "request_id": getattr(value, "request_id", None)}
    if isinstance(value, list):
        return {"value": [(await shown(one))["value"] for one in value], "ids": [ident(one) for one in value]}
    if hasattr(value, "read"):
        content = await settled(value.read())
        return {"audio": coded(content), "request_id": ident(value), "type": value.headers.get("content-type")}
    return {"value": value}


def ident(value):
    return getattr(value, "request_id", None)


def coded(content):
    return base64.b64encode(content).decode()


async def raw(client, command):
    part, _, name = command["call"].rpartition(".")
    method = getattr(attrgetter(part)(client).with_raw_response, name)
    response = await called(method, command)
    value = await shown(await settled(response.parse()))
    return {**value, "status": response.status_code, "headers": dict(response.headers)}


async def streamed(client, command):
    """Piece by piece, with the seconds until the first and until the last; what had come where it breaks off."""
    part, _, name = command["call"].rpartition(".")
    method = getattr(attrgetter(part)(client).with_streaming_response, name)
    options = {name: argument(value) for name, value in command["options"].items()}
    manager = method(*command["args"], **options)
    pieces, times, began = [], [], time.monotonic()
    try:
        if isinstance(client, lmnt.Lmnt):
            with manager as response:
                for piece in response.iter_bytes():
                    pieces.append(piece)
                    times.append(time.monotonic() - began)
        else:
            async with manager as response:
                async for piece in response.iter_bytes():
                    pieces.append(piece)
                    times.append(time.monotonic() - began)
    except Exception as error:
        return {"error": described(error), "audio": coded(b"".join(pieces))}
    return {"audio": coded(b"".join(pieces)), "times": times, "headers": dict(response.headers)}


async def session(client, command):
    """Plays the script and keeps what is heard, to the end."""
    spoken = await client.speech.sessions.create(**command["options"])
    ear = Ear()
    listening = asyncio.create_task(ear.listen(spoken))
    nonces, error = [], None
    try:
        for action, *words in command["script"]:
            nonce = await acted(spoken, ear, action, words)
            nonces += [nonce] if isinstance(nonce, int) else []
    except Exception as raised:
        error = described(raised)
    await asyncio.wait_for(listening, 30)
    return {
        "messages": ear.messages,
        "nonces": nonces,
        "unsent": error,
        "request_id": getattr(spoken, "request_id", None),
    }


async def acted(spoken, ear, action, words):
    if action == "until":
        return await ear.until(*words)
    if action == "pause":
        return await asyncio.sleep(*words)
    newer, older = ACTIONS[action]
    return await getattr(spoken, newer if hasattr(spoken, newer) else older)(*words)


class Ear:
    """What a session has said, and how far the script has heard it."""

    def __init__(self):
        self.messages = []
        self._heard = 0
        self._ended = False
        self._news = asyncio.Event()

    async def listen(self, spoken):
        try:
            async for message in spoken:
                self.messages.append(heard(message))
                self._news.set()
        except Exception as error:
            self.messages.append({"type": "raised", "error": described(error)})
        self._ended = True
        self._news.set()

    async def until(self, kind):
        while True:
            while self._heard < len(self.messages):
                self._heard += 1
                if self.messages[self._heard - 1]["type"] == kind:
                    return
            if self._ended:
                return
            self._news.clear()
            await self._news.wait()


def heard(message):
    if message.type == "audio":
        return {"type": "audio", "audio": coded(message.audio)}
    return json.loads(json.dumps({**message.model_dump(), "type": message.type}, default=dict))


def described(error):
    classes = [one.__name__ for one in type(error).__mro__ if one.__module__.startswith("lmnt")]
    return {
        "class": type(error).__name__,
        "bases": classes,
        "message": str(error),
        "status": getattr(error, "status_code", None),
        "type": getattr(error, "type", None),
        "request_id": getattr(error, "request_id", None),
        "body": getattr(error, "body", None),
        "headers": dict(error.response.headers) if hasattr(error, "response") else {},
    }


if __name__ == "__main__":
    main()
