"""Pipecat's LMNT service in a pipeline of its own: one JSON command a line in, one JSON outcome a line out.

A command: {"settings": {…}, "rate": 24000, "script": [["speak", "Hello."], ["sleep", 0.5], ["interrupt"]]}.
"""

import asyncio
import base64
import json
import sys

from loguru import logger
from pipecat.frames.frames import (
    BotStartedSpeakingFrame,
    BotStoppedSpeakingFrame,
    ErrorFrame,
    InterruptionFrame,
    TTSAudioRawFrame,
    TTSSpeakFrame,
    TTSStartedFrame,
    TTSStoppedFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.services.lmnt.tts import LmntTTSService
from pipecat.tests.utils import SleepFrame, run_test

FRAMES = {"speak": TTSSpeakFrame, "sleep": lambda seconds: SleepFrame(sleep=seconds), "interrupt": InterruptionFrame}
KINDS = {TTSStartedFrame: "started", TTSStoppedFrame: "stopped", TTSAudioRawFrame: "audio"}


class Listener(FrameProcessor):
    """Stands for the output that plays the audio: it tells when it has begun and ended, which the service waits for."""

    async def process_frame(self, frame, direction):
        await super().process_frame(frame, direction)
        if isinstance(frame, TTSStartedFrame):
            await self.push_frame(BotStartedSpeakingFrame(), FrameDirection.UPSTREAM)
        if isinstance(frame, TTSStoppedFrame):
            await self.push_frame(BotStoppedSpeakingFrame(), FrameDirection.UPSTREAM)
        await self.push_frame(frame, direction)


async def outcome(command):
    settings = LmntTTSService.Settings(**command["settings"])
    service = LmntTTSService(api_key="any", settings=settings, sample_rate=command["rate"], language=None)
    frames = [FRAMES[kind](*words) for kind, *words in command["script"]]
    params = PipelineParams(audio_out_sample_rate=command["rate"])
    pipeline = Pipeline([service, Listener()])
    down, up = await run_test(pipeline, frames_to_send=frames, pipeline_params=params, start_timeout=10)
    audio = [frame for frame in down if isinstance(frame, TTSAudioRawFrame)]
    return {
        "audio": base64.b64encode(b"".join(frame.audio for frame in audio)).decode(),
        "rates": sorted({(frame.sample_rate, frame.num_channels) for frame in audio}),
        "kinds": [KINDS[type(frame)] for frame in down if type(frame) in KINDS],
        "errors": [frame.error for frame in [*down, *up] if isinstance(frame, ErrorFrame)],
    }


if __name__ == "__main__":
    logger.remove()
    logger.add(sys.stderr, level="DEBUG")
    for line in sys.stdin:
        print(json.dumps(asyncio.run(outcome(json.loads(line)))), flush=True)
