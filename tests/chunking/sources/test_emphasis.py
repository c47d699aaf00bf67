"""What an author emphasised is known to the word, whatever the source's format."""

from pathlib import Path

import pytest
from epubs import book, page, zipped

from chunking.mapping import written_words
from chunking.policy import Policy
from chunking.sources import read_document

CASES = [
    (".md", "He said *so*, and “*The Ship*” sailed.", ["so,", "“The", "Ship”"]),
    (".md", "**Bold** is not, ***both*** is, un*believ*able is not.", ["both"]),
    (".md", "An _old\ntale_ <em>of</em> <i>two</i> and [*a* link](x).", ["old", "tale", "of", "two", "a"]),
    (".md", "<p>An <i>old</i> tale</p>\n\n> *quoted\n> words* and more", ["old", "quoted", "words"]),
    (".md", "Say `<em>` and `</em>` in *code `x`*.", ["code", "x."]),
    (".html", "<p>An <em class='a'>old</em> <cite>Tale</cite> <img alt=ship> <i>left open</p>", ["old", "Tale"]),
    (".txt", "An _old tale_ of snake_case.\n\nAnd =so= on_", ["old", "tale", "so"]),
]


@pytest.mark.parametrize(("suffix", "text", "expected"), CASES)
def test_emphasis_is_found_to_the_word(suffix, text, expected, tmp_path):
    (tmp_path / f"one{suffix}").write_text(text, "utf-8")
    assert emphasised(tmp_path / f"one{suffix}") == expected


def test_the_files_of_a_book_keep_their_emphasis(tmp_path):
    (tmp_path / "01-first.md").write_text("# One\n\nA *first* word.\n", "utf-8")
    (tmp_path / "02-second.md").write_text("# Two\n\nA second *word*.\n", "utf-8")
    assert emphasised(tmp_path) == ["first", "word."]


def test_the_files_of_an_epub_keep_their_emphasis(tmp_path):
    pages = {"a.xhtml": page("<p>An <em>old</em> tale</p>"), "b.xhtml": page("<p>“<i>The Ship</i>” <i/>sailed</p>")}
    (tmp_path / "book.epub").write_bytes(zipped(book(pages)))
    assert emphasised(tmp_path / "book.epub") == ["old", "“The", "Ship”"]


def emphasised(path: Path) -> list[str]:
    document = read_document(path, Policy(boilerplate="read"))
    paragraphs = (one for chapter in document.chapters for one in chapter.paragraphs)
    return [word.text for one in paragraphs for word in written_words(one, document.text) if word.emphasised]
