"""Paragraphs → chunks: the fewest requests that keep every paragraph whole and every heading with what follows it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from chunking.document import JOINER, Chapter, Chunk, Document, Kind, Paragraph, Segment
from chunking.pieces import divided
from chunking.sentences import pieces

LIMIT = 5000  # characters a request, LMNT's published limit

Placed = tuple[int, Paragraph]  # a paragraph and its index in its chapter


def size(text: str) -> int:
    """Characters as the limit counts them: UTF-16 units, never fewer than the code points.

    The service does not say which of the two it counts, so the larger one has to fit.
    """
    return len(text) + sum(character > "\uffff" for character in text)


def fitted(document: Document, limit: int = LIMIT) -> Document:
    """The same document with each paragraph over the limit cut into pieces that fit."""
    return replace(
        document, chapters=tuple(_fitted(chapter, document.language, limit) for chapter in document.chapters)
    )


def _fitted(chapter: Chapter, language: str, limit: int) -> Chapter:
    cuts = [cut(one, one.treatment.language or language, limit) for one in chapter.paragraphs]
    places = list(accumulate(map(len, cuts), initial=0))
    left_out = tuple(one._replace(before=places[one.before]) for one in chapter.left_out)
    return replace(chapter, paragraphs=tuple(piece for parts in cuts for piece in parts), left_out=left_out)


def cut(paragraph: Paragraph, language: str, limit: int = LIMIT) -> list[Paragraph]:
    """The paragraph itself where it fits, else its pieces: cut at sentences, else clauses, words, characters."""
    if size(paragraph.spoken) <= limit:
        return [paragraph]
    lengths = [len(piece) for piece in pieces(paragraph.spoken, language, lambda text: size(text) <= limit)]
    rest = paragraph.pieces
    parts = []
    for number, segments in enumerate(_divided(paragraph.segments, lengths)):
        own, rest = divided(rest, sum(len(segment.written) for segment in segments))
        part = paragraph._replace(segments=segments, pieces=own, continues=number > 0)
        parts.append(
            part._replace(after_scene_break=False, treatment=part.treatment._replace(pause=None)) if number else part
        )
    return parts


def _divided(segments: Sequence[Segment], lengths: Sequence[int]) -> Iterator[tuple[Segment, ...]]:
    """The segments shared out over pieces of the given spoken lengths, in order."""
    rest = list(segments)
    for length in lengths[:-1]:
        piece: list[Segment] = []
        missing = length
        while missing > 0:
            head, tail = _halves(rest.pop(0), missing)
            piece.append(head)
            missing -= len(head.spoken)
            if tail is not None:
                rest.insert(0, tail)
        yield tuple(piece)
    yield tuple(rest)


def _halves(segment: Segment, length: int) -> tuple[Segment, Segment | None]:
    """The first `length` spoken characters, and what is left. A written form that was reworded stays with its start."""
    if len(segment.spoken) <= length:
        return segment, None
    head, tail = segment.spoken[:length], segment.spoken[length:]
    if segment.written == segment.spoken:
        return Segment(head, head), Segment(tail, tail)
    return Segment(segment.written, head, segment.rule), Segment("", tail, segment.rule)


def pack(chapter: Chapter, places: Sequence[int], limit: int = LIMIT) -> list[Chunk]:
    """Chunks that carry the paragraphs at `places` (rising indexes), none of them across a gap or a change of voice.

    Greedy over each run of neighbours: when some of a run's chunks have been spoken and the rest is packed again, as
    after a crash, the very same chunks come out.
    """
    return [
        Chunk(chapter.number, tuple(place for place, _ in group), tuple(one for _, one in group))
        for run in _runs([(place, chapter.paragraphs[place]) for place in places])
        for group in _filled(run, limit)
    ]


def alike(one: Paragraph, other: Paragraph) -> bool:
    """Whether the two can be spoken in one request: by the same voice, in the same language."""
    return one.treatment._replace(pause=None) == other.treatment._replace(pause=None)


def _runs(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    run: list[Placed] = []
    for item in placed:
        if run and (item[0] != run[-1][0] + 1 or not alike(run[-1][1], item[1])):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _filled(run: Sequence[Placed], limit: int) -> Iterator[list[Placed]]:
    current: list[Placed] = []
    for item in run:
        if current and _joined_size([*current, item]) > limit:
            kept, carried = _parted(current, item, limit)
            yield kept
            current = carried
        current.append(item)
    if current:
        yield current


def _parted(current: list[Placed], following: Placed, limit: int) -> tuple[list[Placed], list[Placed]]:
    """What is sent now, and the headings at its end that go with what follows, where there is room for both."""
    end = len(current)
    while end and current[end - 1][1].kind is Kind.HEADING:
        end -= 1
    kept, carried = current[:end], current[end:]
    if not kept or _joined_size([*carried, following]) > limit:
        return current, []
    return kept, carried


def _joined_size(group: Sequence[Placed]) -> int:
    return sum(size(paragraph.spoken) for _, paragraph in group) + len(JOINER) * (len(group) - 1)
