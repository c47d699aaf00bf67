"""Seven real novels as plain text: the right chapters, no word lost or doubled, every piece where it says it is."""

import re
import subprocess
import sys
from collections import Counter
from functools import cache as cached
from pathlib import Path

import pytest

from chunking.chapters import chapters_of
from chunking.document import Chapter, Kind, Piece, Reading
from chunking.policy import Policy
from chunking.sources import read_document
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
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("novels")


@pytest.fixture(scope="session")
def texts(cache: Path) -> dict[str, str]:
    return {**corpora.austen_novels(cache), MOBY_DICK: corpora.moby_dick(cache)}


@cached
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


def markdown(novel: tuple[Chapter, ...]) -> str:
    """The novel as CommonMark: a heading for each chapter, and every sign as it is."""
    parts = []
    for chapter in novel:
        parts.append(f"# {plain(chapter.title)}")
        parts += [plain(one.written) for one in chapter.paragraphs if one.kind is not Kind.HEADING]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    return re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", text)


@pytest.mark.parametrize("version", ["epub3", "epub2"])
@pytest.mark.parametrize("title", CHAPTERS)
def test_an_epub_made_by_pandoc_says_what_its_source_says(
    texts: dict[str, str], title: str, version: str, cache: Path
) -> None:
    source = cache / f"{title}.md"
    source.write_text(markdown(chapters(texts[title])), "utf-8")
    book = source.with_suffix(f".{version}.epub")
    program = corpora.pandoc(cache)
    subprocess.run([program, "-f", "commonmark", "-t", version, "-M", f"title={title}", source, "-o", book], check=True)
    ours, theirs = read_document(source, POLICY).chapters, read_document(book, POLICY).chapters
    assert [one.title for one in theirs] == [one.title for one in ours]
    assert [written(one) for one in theirs] == [written(one) for one in ours]
    assert len(theirs) == CHAPTERS[title]


def written(chapter: Chapter) -> list[str]:
    return [paragraph.written for paragraph in chapter.paragraphs]
