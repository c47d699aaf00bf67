"""The laws of packing, over any text."""

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from chunking.document import Chapter, Chunk, Kind, Paragraph, Segment
from chunking.packing import cut, pack, size
from chunking.places import Lines

LIMIT = 40
letters = st.text(alphabet="abc é, .;—👩‍👩‍👧日本。\n", min_size=1, max_size=130)
segments = st.one_of(letters.map(lambda text: Segment(text, text)), st.builds(Segment, letters, letters))
paragraphs = st.builds(
    Paragraph,
    kind=st.sampled_from([Kind.TEXT, Kind.TEXT, Kind.HEADING]),
    segments=st.lists(segments, min_size=1, max_size=4).map(tuple),
    lines=st.just(Lines(1, 1)),
)
short = st.builds(
    lambda kind, text: Paragraph(kind, (Segment(text, text),), Lines(1, 1)),
    st.sampled_from([Kind.TEXT, Kind.TEXT, Kind.HEADING]),
    st.text(alphabet="abc👩", min_size=1, max_size=18),
)
chapters = st.lists(short, min_size=1, max_size=30).map(lambda items: Chapter(1, "One", tuple(items)))


def chunks_of(chapter: Chapter, places: list[int] | None = None) -> list[Chunk]:
    return pack(chapter, range(len(chapter.paragraphs)) if places is None else places, LIMIT)


@given(paragraphs)
def test_the_pieces_of_a_paragraph_join_to_its_written_and_spoken_form(paragraph: Paragraph) -> None:
    parts = cut(paragraph, "en", LIMIT)
    assert "".join(part.spoken for part in parts) == paragraph.spoken
    assert "".join(part.written for part in parts) == paragraph.written


@given(paragraphs)
def test_a_piece_never_exceeds_the_limit(paragraph: Paragraph) -> None:
    assert all(size(part.spoken) <= LIMIT for part in cut(paragraph, "en", LIMIT))


@given(paragraphs)
@example(Paragraph(Kind.TEXT, (Segment(";" * 31 + "\u200d👧👧👧" * 4, ";" * 31 + "\u200d👧👧👧" * 4),), Lines(1, 1)))
def test_a_cut_never_parts_a_grapheme_cluster(paragraph: Paragraph) -> None:
    whole = {match.start() for match in regex.finditer(r"\X", paragraph.spoken)}
    position = 0
    for part in cut(paragraph, "en", LIMIT)[:-1]:
        position += len(part.spoken)
        assert position in whole


@given(chapters)
def test_a_chunk_never_exceeds_the_limit(chapter: Chapter) -> None:
    assert all(size(chunk.text) <= LIMIT for chunk in chunks_of(chapter))


@given(chapters)
def test_nothing_is_lost_added_or_reordered(chapter: Chapter) -> None:
    chunks = chunks_of(chapter)
    assert [place for chunk in chunks for place in chunk.places] == list(range(len(chapter.paragraphs)))
    assert "\n\n".join(chunk.text for chunk in chunks) == "\n\n".join(one.spoken for one in chapter.paragraphs)


@given(chapters)
def test_a_heading_stays_with_what_follows_where_both_fit(chapter: Chapter) -> None:
    for chunk, following in zip(chunks_of(chapter), chunks_of(chapter)[1:], strict=False):
        last, first = chunk.paragraphs[-1], following.paragraphs[0]
        alone = all(one.kind is Kind.HEADING for one in chunk.paragraphs)
        if last.kind is Kind.HEADING and not alone:
            trailing = [last.spoken, first.spoken]
            for one in reversed(chunk.paragraphs[:-1]):
                if one.kind is not Kind.HEADING:
                    break
                trailing.insert(0, one.spoken)
            assert size("\n\n".join(trailing)) > LIMIT


@given(chapters, st.data())
def test_what_is_left_after_a_crash_packs_into_the_same_chunks(chapter: Chapter, data: st.DataObject) -> None:
    chunks = chunks_of(chapter)
    left = [chunk for chunk in chunks if data.draw(st.booleans())]
    assert chunks_of(chapter, [place for chunk in left for place in chunk.places]) == left


def test_a_chunk_never_reaches_across_a_paragraph_that_has_a_take() -> None:
    chapter = Chapter(1, "One", tuple(Paragraph(Kind.TEXT, (Segment(t, t),), Lines(1, 1)) for t in "abcd"))
    assert [chunk.places for chunk in pack(chapter, [0, 1, 3])] == [(0, 1), (3,)]
