"""TTML, in the profile IMSC 1.1 Text (https://www.w3.org/TR/ttml-imsc1.1/): what broadcasters exchange."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from render.subtitles.clock import clock
from render.subtitles.cue import Cue
from render.subtitles.runs import Run, runs_of

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" \
xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" \
ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text" ttp:timeBase="media" xml:lang="{language}">
<head>
<styling><style xml:id="plain" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:lineHeight="125%" \
tts:color="#ffffff" tts:backgroundColor="#000000"/></styling>
<layout><region xml:id="below" tts:origin="10% 80%" tts:extent="80% 15%" tts:displayAlign="after" \
tts:textAlign="center"/></layout>
</head>
<body region="below" style="plain">
"""


def write(cues: Sequence[Cue]) -> str:
    """The text of a .ttml file, to be encoded as UTF-8."""
    language = next((cue.language for cue in cues), "")
    return _HEAD.format(language=escape(language)) + "".join(_body(cues, language)) + "</body>\n</tt>\n"


def _body(cues: Sequence[Cue], language: str) -> Iterator[str]:
    """One division for each chapter."""
    for title, chapter in groupby(cues, lambda cue: cue.chapter):
        yield "<div>\n"
        if title:
            yield f"<metadata><ttm:title>{escape(title)}</ttm:title></metadata>\n"
        yield from (_paragraph(cue, language) for cue in chapter)
        yield "</div>\n"


def _paragraph(cue: Cue, language: str) -> str:
    own = f' xml:lang="{escape(cue.language)}"' if cue.language != language else ""
    lines = "<br/>".join("".join(map(_run, line)) for line in runs_of(cue))
    return f'<p begin="{clock(cue.start, ".")}" end="{clock(cue.end, ".")}"{own}>{lines}</p>\n'


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    return f'<span tts:fontStyle="italic">{text}</span>' if run.emphasised else text
