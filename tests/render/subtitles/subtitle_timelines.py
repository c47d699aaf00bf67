"""Timelines to try subtitles on: by hand from a text, and at random."""

from collections.abc import Sequence

from hypothesis import strategies as st

from chunking.document import Kind
from chunking.words import word_spans
from render.samples import RATE, Samples, Span, from_milliseconds
from render.timeline import TimedParagraph, TimedWord, Timeline


def paragraph(written: str, starts_ends: Sequence[tuple[int, int]]) -> TimedParagraph:
    """Its words heard from and to these milliseconds."""
    spans = [Span(from_milliseconds(start), from_milliseconds(end)) for start, end in starts_ends]
    return timed(written, spans)


def timed(written: str, spans: Sequence[Span]) -> TimedParagraph:
    texts = [written[first:after] for first, after in word_spans(written)]
    words = tuple(TimedWord(text, span) for text, span in zip(texts, spans, strict=True))
    return TimedParagraph(Kind.TEXT, written, Span(spans[0].start, spans[-1].end), words)


def spoken(*texts: str, pause: int = 800, tail: int = 2000) -> Timeline:
    """Paragraphs spoken at an even 15 letters a second, 0.4 s of silence after a sentence. Times in ms."""
    paragraphs, now = [], 500
    for text in texts:
        times = []
        for first, after in word_spans(text):
            end = now + (after - first) * 1000 // 15
            times.append((now, end))
            now = end + (400 if text[after - 1] in ".!?" else 0)
        paragraphs.append(paragraph(text, times))
        now = times[-1][1] + pause
    return Timeline(tuple(paragraphs), from_milliseconds(now + tail))


_LETTERS = st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp"), exclude_characters="\t\n\v\f\r\x85")
_LATIN = st.text("abcdefgXYZ0123456789.,;!?'\"()—-", min_size=1, max_size=14)
_ODD = st.sampled_from(
    ["1984", "-->", "<T>", "{\\an8}", "&amp;", "C:\\new", "00:00:01,000", "日本語。", "สวัสดี", "e\u0301"]
)
_WORDS = st.one_of(
    _LATIN, _LATIN, _ODD, st.text(_LETTERS, min_size=1, max_size=8), st.text("ab1", min_size=30, max_size=200)
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=60).map(" ".join).filter(word_spans)
_LENGTHS = st.one_of(st.just(0), st.integers(1, 30), st.integers(1000, RATE), st.integers(0, 12 * RATE))
_PAUSES = st.one_of(st.just(0), st.just(0), st.integers(0, RATE // 10), st.integers(0, 3 * RATE))


@st.composite
def paragraphs_at(draw: st.DrawFn, now: int, shortest: int) -> TimedParagraph:
    """One that starts at or after the sample `now`."""
    written = draw(_TEXTS)
    count = len(word_spans(written))
    # From a few drawn values, over and over: to draw two for each of hundreds of words takes too long.
    lengths = draw(st.lists(_LENGTHS, min_size=1, max_size=12))
    pauses = draw(st.lists(_PAUSES, min_size=1, max_size=7))
    spans = []
    for place in range(count):
        start = now + pauses[place % len(pauses)]
        now = start + max(shortest, lengths[place % len(lengths)])
        spans.append(Span(Samples(start), Samples(now)))
    return timed(written, spans)


@st.composite
def timelines(draw: st.DrawFn, shortest: int = 0) -> Timeline:
    """Words of every script, some far too long, some touching, some without length unless there is a `shortest`."""
    now, paragraphs = 0, []
    for _ in range(draw(st.integers(0, 4))):
        paragraphs.append(draw(paragraphs_at(now, shortest)))
        now = paragraphs[-1].span.end
    return Timeline(tuple(paragraphs), Samples(now + draw(_PAUSES)))
