"""The words file, `NN-slug.words.json`: all that subtitles need, so that they are made again without service or audio.

Times are samples at `rate` a second, exact. A word's line and column are those of its first character in the source,
`spoken` is what was said where that is something else, `emphasised` stands where its author emphasised it. A paragraph
has a `voice` and a `language` where they are not the document's. One paragraph a line, so that differences can be read.
"""

from itertools import pairwise

import msgspec

from chunking.document import Kind
from chunking.errors import InputError
from chunking.places import Place
from render.samples import RATE, Samples, Span
from render.subtitles.pieces import gaps
from render.timeline import TimedParagraph, TimedWord, Timeline

VERSION = 1


class _Word(msgspec.Struct, omit_defaults=True):
    text: str
    start: int
    end: int
    line: int | None = None
    column: int | None = None
    spoken: str = ""
    emphasised: bool = False


class _Paragraph(msgspec.Struct, omit_defaults=True):
    kind: Kind
    text: str
    start: int
    end: int
    words: list[_Word]
    file: str = ""
    voice: str = ""
    language: str = ""


class _Head(msgspec.Struct):
    version: int
    rate: int


class _File(msgspec.Struct):
    title: str
    length: int
    paragraphs: list[_Paragraph]
    language: str = ""


def write(chapter_title: str, timeline: Timeline) -> str:
    """The text of a words file, to be encoded as UTF-8."""
    paragraphs = ",\n".join(_json(_shape(paragraph)) for paragraph in timeline.paragraphs)
    head = f'{{"version":{VERSION},"title":{_json(chapter_title)},"rate":{RATE},"length":{timeline.length}'
    language = f',"language":{_json(timeline.language)}' if timeline.language else ""
    return f'{head}{language},"paragraphs":[\n{paragraphs}\n]}}\n'


def read(text: str) -> tuple[str, Timeline]:
    """The chapter's title and timeline. Raises InputError where the text is not a sound words file."""
    try:
        _check_head(msgspec.json.decode(text, type=_Head))
        file = msgspec.json.decode(text, type=_File)
        timeline = Timeline(tuple(map(_paragraph, file.paragraphs)), Samples(file.length), file.language)
        _check(timeline)
    except (ValueError, RecursionError) as error:  # msgspec's errors and those of `Span` are ValueErrors
        raise InputError(
            f"This is not a sound words file: {error}. Narrate its source again to write a new one."
        ) from error
    return file.title, timeline


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _shape(paragraph: TimedParagraph) -> _Paragraph:
    words = [_word(word) for word in paragraph.words]
    file = next((word.place.file for word in paragraph.words if word.place), "")
    start, end = paragraph.span.start, paragraph.span.end
    return _Paragraph(paragraph.kind, paragraph.written, start, end, words, file, paragraph.voice, paragraph.language)


def _word(word: TimedWord) -> _Word:
    line, column = word.place[:2] if word.place else (None, None)
    return _Word(word.text, word.span.start, word.span.end, line, column, word.spoken, word.emphasised)


def _paragraph(shape: _Paragraph) -> TimedParagraph:
    words = tuple(
        TimedWord(word.text, _span(word), word.spoken, _place(word, shape.file), word.emphasised)
        for word in shape.words
    )
    return TimedParagraph(shape.kind, shape.text, _span(shape), words, shape.voice, shape.language)


def _place(word: _Word, file: str) -> Place | None:
    return Place(word.line, word.column, file) if word.line is not None and word.column is not None else None


def _span(timed: _Word | _Paragraph) -> Span:
    return Span(Samples(timed.start), Samples(timed.end))


def _check_head(head: _Head) -> None:
    if head.version != VERSION:
        raise ValueError(f"its version is {head.version}, and this readcast knows {VERSION}")
    if head.rate != RATE:
        raise ValueError(f"its rate is {head.rate} samples a second, not {RATE}")


def _check(timeline: Timeline) -> None:
    if timeline.length < 0:
        raise ValueError(f"its length is {timeline.length}")
    at = 0
    for number, paragraph in enumerate(timeline.paragraphs, 1):
        try:
            _check_paragraph(paragraph, at, timeline.length)
        except ValueError as error:
            raise ValueError(f"paragraph {number}: {error}") from error
        at = paragraph.span.end


def _check_paragraph(paragraph: TimedParagraph, earliest: int, latest: int) -> None:
    if not earliest <= paragraph.span.start <= paragraph.span.end <= latest:
        raise ValueError("its times overlap those of another paragraph, or reach past the end")
    spans = [word.span for word in paragraph.words]
    if any(not (paragraph.span.start <= span.start and span.end <= paragraph.span.end) for span in spans):
        raise ValueError("a word lies outside it")
    if any(later.start < span.start or later.end < span.end for span, later in pairwise(spans)):
        raise ValueError("the times of its words do not rise")
    gaps(paragraph)
