"""Seven real novels as plain text: the right chapters, no word lost or doubled, every piece where it says it is."""

import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from chunking.chapters import chapters_of
from chunking.document import Chapter, Piece, Reading
from chunking.policy import Policy
from chunking.sources.text import read

pytestmark = pytest.mark.soak

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import corpora  # noqa: E402

POLICY = Policy(language="en")
MOBY_DICK = "MOBY-DICK"
CHAPTERS = {
    "PRIDE AND PREJUDICE": 61,
    "EMMA": 55,
    "SENSE AND SENSIBILITY": 50,
    "MANSFIELD PARK": 48,
    "NORTHANGER ABBEY": 31,
    "PERSUASION": 24,
    MOBY_DICK: 138,  # 135, etymology, extracts and epilogue
}


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("novels")
    return {**corpora.austen_novels(folder), MOBY_DICK: corpora.moby_dick(folder)}


@cache
def reading(text: str) -> Reading:
    return read(text, POLICY)


def chapters(text: str) -> tuple[Chapter, ...]:
    return chapters_of(reading(text), POLICY, "Untitled")[1]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def stretch(piece: Piece) -> tuple[int, int]:
    return piece.start, piece.start + len(piece.text) if piece.end is None else piece.end


@pytest.mark.parametrize("title", CHAPTERS)
def test_a_novel_has_its_chapters(texts: dict[str, str], title: str) -> None:
    assert len(chapters(texts[title])) == CHAPTERS[title]


def test_every_chapter_of_moby_dick_has_its_own_number_and_title(texts: dict[str, str]) -> None:
    titles = [chapter.title for chapter in chapters(texts[MOBY_DICK])]
    assert titles[0].startswith("ETYMOLOGY.")
    assert titles[1].startswith("EXTRACTS.")
    assert titles[-1].startswith("Epilogue")
    numbered = [re.match(r"CHAPTER (\d+)\. \S", title) for title in titles[2:-1]]
    assert [int(found[1]) for found in numbered if found] == list(range(1, 136))


def test_the_chapters_of_emma_say_in_which_volume_they_are(texts: dict[str, str]) -> None:
    titles = [chapter.title for chapter in chapters(texts["EMMA"])]
    assert (titles[0], titles[18], titles[54]) == (
        "VOLUME I: CHAPTER I",
        "VOLUME II: CHAPTER I",
        "VOLUME III: CHAPTER XIX",
    )


@pytest.mark.parametrize("title", CHAPTERS)
def test_no_word_of_a_novel_is_lost_or_doubled(texts: dict[str, str], title: str) -> None:
    text = texts[title]
    spoken = words("\n".join(one.written for chapter in chapters(text) for one in chapter.paragraphs))
    left_out = words("\n".join(block.written for block in reading(text).blocks if block.left_out))
    assert spoken + left_out == words(text)


@pytest.mark.parametrize("title", CHAPTERS)
def test_only_the_contents_of_a_novel_are_left_out(texts: dict[str, str], title: str) -> None:
    reasons = [block.left_out for block in reading(texts[title]).blocks if block.left_out]
    assert reasons == (["contents"] if title == MOBY_DICK else [])


@pytest.mark.parametrize("title", CHAPTERS)
def test_every_piece_of_a_novel_points_at_its_characters(texts: dict[str, str], title: str) -> None:
    text, done = texts[title], 0
    for block in reading(text).blocks:
        for piece in block.pieces:
            start, end = stretch(piece)
            assert done <= start < end
            if piece.end is None:
                assert text[start:end].replace("\n", " ") == piece.text
            done = end
    assert words(text[done:]) == Counter()


@pytest.mark.parametrize("title", CHAPTERS)
def test_nothing_of_a_novels_markup_is_left(texts: dict[str, str], title: str) -> None:
    written = "\n".join(one.written for chapter in chapters(texts[title]) for one in chapter.paragraphs)
    assert re.findall(r"\b_|_\b|\n\n|  ", written) == []
