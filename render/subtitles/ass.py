"""Advanced SubStation Alpha with karaoke: each word changes its colour when it is said.

Times are hundredths of a second. Each border between two words is rounded, not each length, so nothing drifts: the
lengths of a cue sum to its own. What libass does is the standard here; a border is where the `\\k` of a word begins.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from render.subtitles.cue import Cue, CueWord

# Colours are &HAABBGGRR: a word that was said is yellow, one that will be is white. Lines are broken by us;
# one that is too wide for the picture all the same is broken again (style 0).
_HEAD = """\
[Script Info]
ScriptType: v4.00+
PlayResX: 1920
PlayResY: 1080
WrapStyle: 0
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,DejaVu Sans,60,&H0000FFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,60,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
# There is no escape that every reader knows. Full-width forms are missing from many fonts; these look the same.
_INERT = str.maketrans({"{": "❴", "}": "❵", "\\": "∖"})


def write(cues: Sequence[Cue]) -> str:
    """The text of an .ass file, to be encoded as UTF-8."""
    return _HEAD + "".join(map(_event, cues))


def _event(cue: Cue) -> str:
    start = _hundredths(cue.start)
    end = max(start + 1, _hundredths(cue.end))
    name = " ".join(cue.voice.replace(",", ";").split())
    text = "".join(_karaoke(cue, start, end)) or r"\N".join(cue.lines).translate(_INERT)
    return f"Dialogue: 0,{_clock(start)},{_clock(end)},Default,{name},0,0,0,,{text}\n"


def _karaoke(cue: Cue, start: int, end: int) -> Iterator[str]:
    if not cue.words:
        return
    later = [min(max(_hundredths(word.start), start), end) for word in cue.words[1:]]
    lengths = (after - before for before, after in pairwise([start, *later, end]))
    before: CueWord | None = None
    for word, length in zip(cue.words, lengths, strict=True):
        yield _break(before, word) + rf"{{\k{length}{_italics(before, word)}}}" + word.text.translate(_INERT)
        before = word


def _break(before: CueWord | None, word: CueWord) -> str:
    """What parts two words, where the first is."""
    if before is None:
        return ""
    return word.gap if word.line == before.line else r"\N"


def _italics(before: CueWord | None, word: CueWord) -> str:
    if word.emphasised == bool(before and before.emphasised):
        return ""
    return r"\i1" if word.emphasised else r"\i0"


def _hundredths(milliseconds: int) -> int:
    return (milliseconds + 5) // 10


def _clock(hundredths: int) -> str:
    """`H:MM:SS.CC`."""
    seconds, rest = divmod(hundredths, 100)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}.{rest:02}"
