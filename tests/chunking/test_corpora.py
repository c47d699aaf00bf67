"""Real documentation and real books: nothing is lost, no markup is spoken, and nothing unknown goes unreported."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from chunking.chapters import chapters_of
from chunking.document import Chapter, Kind, Mark, Reading
from chunking.policy import Policy
from chunking.sources import READERS

pytestmark = pytest.mark.soak

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import corpora  # noqa: E402

POLICY = Policy(language="en")
MARKUP = re.compile(
    r"\{\{|\}\}|\{%|%\}|\]\(|```|~~~|(?<![\w|.])</?[A-Za-z][^>]*>|^\||\|$|\[\^|^:::|^!!!"
    r"|\*\*\w|\w\*\*|^#+ |<!--|-->"
)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpora")


def read(name: str, text: str) -> tuple[Reading, tuple[Chapter, ...]]:
    reading = READERS[Path(name).suffix](text.encode(), POLICY)
    return reading, chapters_of(reading, POLICY.for_document(reading.front), "Untitled")[1]


def prose(chapter: Chapter) -> Iterator[str]:
    """What is shown of each paragraph, less its code and mathematics: there a sign of markup is what was meant."""
    for paragraph in chapter.paragraphs:
        if paragraph.kind not in (Kind.CODE, Kind.MATH):
            yield "".join(piece.text if piece.mark is Mark.TEXT else "x" for piece in paragraph.pieces)


@pytest.mark.parametrize("package", ["fastify", "next", "react-router"])
def test_no_markup_of_real_documentation_is_spoken(package: str, cache: Path) -> None:
    found = [
        (name, text)
        for name, source in corpora.markdown_files(cache, [package])
        for chapter in read(name, source)[1]
        for text in prose(chapter)
        if MARKUP.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("package", ["fastify", "next", "react-router"])
def test_what_is_unknown_in_real_documentation_is_reported(package: str, cache: Path) -> None:
    unknown: Counter[str] = Counter()
    for name, source in corpora.markdown_files(cache, [package]):
        reading, _ = read(name, source)
        for one in reading.unknown:
            unknown[one.what.split()[0]] += 1
            assert reading.text.slice(one.offset, one.offset + 1), name
    print(f"\n{package}: {sum(unknown.values())} unknown: {dict(unknown.most_common(20))}")
