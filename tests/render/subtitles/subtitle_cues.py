"""Cues to try formats on: with emphasis, with several voices, and by hand."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, cycle

from hypothesis import strategies as st
from subtitle_timelines import spoken, timelines

from chunking.document import Kind
from render.samples import Milliseconds
from render.subtitles.cue import Cue, CueWord
from render.subtitles.cues import cues_of
from render.timeline import TimedParagraph, Timeline

AWKWARD = (
    *("<T> & a<b", "<u>x</u>", "a --> b", "{\\an8}up {x} {y:i}", "C:\\new \\N \\T\\", "&lt; AT&T", "1984"),
    *("00:00:01,000 --> 00:00:02,000", "[00:01.00]sing <00:02.00> [note]", "=1+1", "-5 degrees", "\"Quoted,\" 'so'"),
    *("NOTE this", "STYLE", "WEBVTT", "日本語。「はい」", "مرحبا بالعالم", "नमस्ते दुनिया"),
)


def word(text: str, start: int, end: int, line: int = 0, *, gap: str = " ", emphasised: bool = False) -> CueWord:
    return CueWord(text, Milliseconds(start), Milliseconds(end), line, gap, emphasised)


def cue(*words: CueWord, end: int | None = None, **more: object) -> Cue:
    """A cue that begins with its first word, and ends with its last unless told otherwise."""
    count = words[-1].line + 1
    lines = (
        "".join(one.gap + one.text for one in words if one.line == line).removeprefix(" ") for line in range(count)
    )
    return Cue(words[0].start, Milliseconds(end or words[-1].end), tuple(lines), words, **more)  # type: ignore[arg-type]


def marked(timeline: Timeline, emphasis: Sequence[bool], voices: Sequence[str]) -> Timeline:
    """The timeline with these words emphasised and its paragraphs spoken by these voices, over and over."""
    marks, spoken_by = cycle(emphasis), cycle(voices)
    return replace(timeline, paragraphs=tuple(_marked(one, marks, next(spoken_by)) for one in timeline.paragraphs))


def _marked(paragraph: TimedParagraph, marks: "cycle[bool]", voice: str) -> TimedParagraph:
    words = tuple(replace(word, emphasised=next(marks)) for word in paragraph.words)
    return replace(paragraph, words=words, voice=voice)


_EMPHASIS = st.just([False]) | st.lists(st.booleans(), min_size=1, max_size=7)
_VOICES = st.sampled_from([("",), ("", "morgan", ""), ("a,b", "x > & y")])
tracks = st.builds(marked, timelines(), _EMPHASIS, _VOICES).map(cues_of)


def awkward_track() -> tuple[Cue, ...]:
    """Texts that some format takes for markup, with emphasis here and there; kinds and chapters are theirs too."""
    timeline = marked(spoken(*AWKWARD, "A sentence of its own, " * 9), [False, True, True, False, False], [""])
    return cues_of(replace(timeline, language="en"))


def words_of(cues: Sequence[Cue]) -> list[str]:
    return list(chain.from_iterable((one.text for one in cue.words) for cue in cues))


HEADING = Kind.HEADING
