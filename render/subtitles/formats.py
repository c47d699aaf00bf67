"""The subtitle formats, one line each: how the file's name ends → what writes it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from render.subtitles import ass, labels, lrc, srt, transcript, transcript_json, tsv, ttml, vtt, words_vtt
from render.subtitles.cue import Cue

Writer = Callable[[Sequence[Cue]], str]

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "srt": srt.write,
        "vtt": vtt.write,
        "words.vtt": words_vtt.write,
        "ass": ass.write,
        "ttml": ttml.write,
        "lrc": lrc.write,
        "transcript.json": transcript_json.write,
        "txt": transcript.write,
        "labels.txt": labels.write,
        "tsv": tsv.write,
    }
)


def format_of(name: str) -> str | None:
    """The format of a file by its name: the longest that it ends with."""
    return max((one for one in FORMATS if name.endswith(f".{one}")), key=len, default=None)
