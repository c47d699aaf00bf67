"""LiveKit's plugin for LMNT on a wire: one JSON command a line in, one JSON outcome a line out.

A command: {"text": "…", "options": {…}, "retries": 0}. The session is the user's own, as the plugin allows, and finds
LMNT's host where COMPAT_HOSTS says.
"""

import asyncio
import base64
import json
import os
import socket
import sys
import time

import aiohttp
from aiohttp.abc import AbstractResolver
from livekit.agents import APIConnectOptions
from livekit.plugins import lmnt


class Elsewhere(AbstractResolver):
    """Finds every host at one address."""

    async def resolve(self, host, port=0, family=socket.AF_INET):
        address, _, number = os.environ["COMPAT_HOSTS"].partition("=")[2].partition(":")
        place = {"hostname": host, "host": address, "port": int(number), "family": family}
        return [{**place, "proto": 0, "flags": socket.AI_NUMERICHOST}]

    async def close(self):
        pass


async def outcome(command):
    began = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Elsewhere())) as session:
        speech = lmnt.TTS(api_key=command.get("api_key", "any"), http_session=session, **command["options"])
        try:
            found = await spoken(speech, command)
        except Exception as error:
            found = {"error": {"class": type(error).__name__, "status": getattr(error, "status_code", None)}}
        await speech.aclose()
    return {**found, "seconds": time.monotonic() - began}


async def spoken(speech, command):
    options = APIConnectOptions(max_retry=command["retries"], retry_interval=0.1)
    audio, rates = b"", set()
    async with speech.synthesize(command["text"], conn_options=options) as stream:
        async for event in stream:
            audio += bytes(event.frame.data)
            rates.add((event.frame.sample_rate, event.frame.num_channels))
    return {"audio": base64.b64encode(audio).decode(), "rates": sorted(rates)}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(asyncio.run(outcome(json.loads(line)))), flush=True)
