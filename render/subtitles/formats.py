"""The subtitle formats, one line each: the file's suffix → what writes it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from render.subtitles import srt, vtt
from render.subtitles.cue import Cue

Writer = Callable[[Sequence[Cue]], str]

FORMATS: Mapping[str, Writer] = MappingProxyType({"srt": srt.write, "vtt": vtt.write})
