"""A folder that is a book: one document, its chapters in order, every piece in its own file."""

import os
from pathlib import Path

import pytest

from chunking.document import Document
from chunking.errors import InputError
from chunking.places import Lines, Place
from chunking.policy import Policy
from chunking.sources import is_book, read_document

SUMMARY = """\
# Summary

[Before](before.md)

# The Boat

- [The *Ferry*](ferry.md)
    - [Down below](deep/down.md)
- [To be written]()

---

# The Sea

* [`Flat`](flat%20sea.md#noon)
"""
FILES = {
    "book.toml": '[book]\ntitle = "The Ferry"\nauthors = ["Ann Oar", "Ben"]\nlanguage = "en-GB"\n',
    "src/SUMMARY.md": SUMMARY,
    "src/before.md": "It is early.\n",
    "src/ferry.md": "# A ferry\n\nIt leaves\nat six.\n\n## Noon\n\nIt is *flat*.\n",
    "src/deep/down.md": "The cook &amp; his engine.\n",
    "src/flat sea.md": "# Flat\n\nAll is flat.\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return planted(tmp_path / "my-book", FILES)


def planted(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def read(folder: Path, **settings: object) -> Document:
    return read_document(folder, Policy(**{"language": "en", **settings}))


def refusal(folder: Path, **settings: object) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, **settings)
    message = str(caught.value)
    assert message.startswith(f"{folder}: ") and "\n" not in message
    return message.removeprefix(f"{folder}: ")


def spoken(document: Document) -> list[list[str]]:
    return [[one.spoken for one in chapter.paragraphs] for chapter in document.chapters]


def test_a_book_has_the_name_of_its_folder_and_the_title_author_and_language_of_its_settings(book: Path) -> None:
    document = read(book)
    assert (document.name, document.title, document.language) == ("my-book", "The Ferry", "en")
    assert document.front["author"] == ["Ann Oar", "Ben"]


def test_each_file_is_a_chapter_with_the_title_of_the_order_file(book: Path) -> None:
    assert [chapter.title for chapter in read(book).chapters] == ["Before", "The Ferry", "Down below", "Flat"]


def test_the_books_title_opens_it_and_the_titles_of_parts_open_their_first_chapters(book: Path) -> None:
    assert spoken(read(book)) == [
        ["The Ferry.", "It is early."],
        ["The Boat.", "A ferry.", "It leaves at six.", "Noon.", "It is flat."],
        ["The cook and his engine."],
        ["The Sea.", "Flat.", "All is flat."],
    ]


def test_every_paragraph_knows_its_file_and_lines(book: Path) -> None:
    ferry = read(book).chapters[1].paragraphs
    assert [one.lines for one in ferry[:3]] == [
        Lines(5, 5, "src/SUMMARY.md"),
        Lines(1, 1, "src/ferry.md"),
        Lines(3, 4, "src/ferry.md"),
    ]


def test_every_piece_points_at_its_characters_in_its_file(book: Path) -> None:
    document = read(book)
    pieces = [piece for chapter in document.chapters for one in chapter.paragraphs for piece in one.pieces]
    for piece in pieces:
        end = piece.start + len(piece.text) if piece.end is None else piece.end
        stands = document.text.slice(piece.start, end)
        assert stands.replace("\n", " ") == piece.text or (stands, piece.text) == ("&amp;", "&")
    assert document.text.place(pieces[-1].start) == Place(3, 1, "src/flat sea.md")


def test_a_book_may_be_named_by_the_folder_of_its_order_file(book: Path) -> None:
    assert [chapter.title for chapter in read(book / "src").chapters] == ["Before", "The Ferry", "Down below", "Flat"]


def test_a_book_may_be_named_as_the_folder_that_one_is_in(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book)
    assert read(Path()).name == "my-book"


@pytest.mark.parametrize("changed", ["book.toml", "src/SUMMARY.md", "src/flat sea.md"])
def test_the_hash_is_of_all_files_that_make_the_book(book: Path, changed: str) -> None:
    before = read(book).sha256
    planted(book, {"src/elsewhere.md": "x"})
    assert read(book).sha256 == before
    planted(book, {changed: FILES[changed] + "\n"})
    assert read(book).sha256 != before


def test_the_hash_tells_apart_how_the_same_bytes_are_divided(tmp_path: Path) -> None:
    one = planted(tmp_path / "one", {"1-a.md": "ab", "2-a.md": "c"})
    two = planted(tmp_path / "two", {"1-a.md": "a", "2-a.md": "bc"})
    assert read(one).sha256 != read(two).sha256


def test_documents_that_the_order_file_does_not_list_are_reported(book: Path) -> None:
    planted(book, {"src/draft.md": "x", "src/README.md": "x", "src/.hidden.md": "x", "notes.md": "x"})
    assert [one.what for one in read(book).unknown] == ["not in SUMMARY.md: src/draft.md"]


def test_what_a_chapter_has_that_is_unknown_is_reported_with_its_place(book: Path) -> None:
    planted(book, {"src/flat sea.md": "# Flat\n\nAll is {{< odd-thing >}} flat.\n"})
    document = read(book)
    (unknown,) = document.unknown
    assert document.text.place(unknown.offset)[::2] == (3, "src/flat sea.md")


def test_a_file_without_a_title_in_the_order_has_that_of_its_head_its_heading_or_its_name(tmp_path: Path) -> None:
    files = {"1.md": "---\ntitle: One\n---\nA.\n", "2.md": "Before.\n\n## Two\n\nB.\n", "03-the-three.md": "C.\n"}
    document = read(planted(tmp_path, files))
    assert [chapter.title for chapter in document.chapters] == ["One", "Two", "03 the three"]


def test_the_marks_of_leanpub_are_not_read(tmp_path: Path) -> None:
    chapter = (
        '{frontmatter}\r\n\r\n-# Lights\r\n\r\n{width=50%, alt: "é"}\r\n![A lamp](a.png)\r\n\r\n'
        "A> It is\r\nA> *lit*.\r\n\r\n{blurb, class: tip}\r\nTrim it {slowly}.\r\n{/blurb}\r\n"
    )
    folder = planted(tmp_path, {"Book.txt": "a.txt\n", "a.txt": chapter})
    paragraphs = read(folder).chapters[0].paragraphs
    assert [one.written for one in paragraphs] == ["Lights", "A lamp", "It is lit.", "Trim it {slowly}."]
    assert [one.lines.first for one in paragraphs] == [3, 6, 8, 12]


def test_an_empty_file_is_no_chapter(book: Path) -> None:
    planted(book, {"src/before.md": "\n"})
    assert [chapter.title for chapter in read(book).chapters] == ["The Ferry", "Down below", "Flat"]


def test_a_chapter_in_another_language_is_spoken_in_it(book: Path) -> None:
    planted(book, {"src/before.md": "---\nlanguage: de\n---\nEs ist früh.\n"})
    chapters = read(book).chapters
    assert [chapter.paragraphs[-1].treatment.language for chapter in chapters] == ["de", None, None, None]


# What is refused


def test_missing_files_are_named(book: Path) -> None:
    (book / "src/before.md").unlink()
    (book / "src/deep/down.md").unlink()
    message = refusal(book)
    assert message.startswith("src/SUMMARY.md lists src/before.md, src/deep/down.md, and there is no such file")


@pytest.mark.parametrize("path", ["../../secret.md", "/etc/secret.md", "deep/../../../secret.md", "%2e%2e/%2e%2e/s.md"])
def test_a_path_that_leads_out_of_the_folder_is_refused(book: Path, path: str) -> None:
    planted(book, {"src/SUMMARY.md": f"- [Secret]({path})\n"})
    assert "outside of the book's folder" in refusal(book)


def test_a_path_that_stays_in_the_folder_is_read(book: Path) -> None:
    planted(book, {"src/SUMMARY.md": "- [Read me](../README.md)\n", "README.md": "Hello.\n"})
    assert spoken(read(book))[0][-1] == "Hello."


def test_a_link_that_leads_out_of_the_folder_is_refused(book: Path) -> None:
    planted(book.parent, {"secret.md": "x"})
    (book / "src/before.md").unlink()
    (book / "src/before.md").symlink_to(book.parent / "secret.md")
    assert "src/before.md, outside of the book's folder" in refusal(book)


@pytest.mark.parametrize("source", ["../..", "/etc", "..", "\\u0000"])
def test_settings_cannot_lead_out_of_the_folder(book: Path, source: str) -> None:
    planted(book.parent, {"SUMMARY.md": "- [A](a.md)\n", "a.md": "x"})
    planted(book, {"book.toml": f'[book]\nsrc = "{source}"\n'})
    assert not is_book(book)


def test_a_pipe_among_the_files_is_refused_and_not_waited_for(book: Path) -> None:
    (book / "src/before.md").unlink()
    os.mkfifo(book / "src/before.md")
    assert "src/before.md, and there is no such file" in refusal(book)


def test_all_files_together_are_within_the_limit(book: Path) -> None:
    size = sum(len(text) for name, text in FILES.items())
    assert read(book, max_bytes=size).chapters
    assert f"over the limit of {size - 1:,} bytes" in refusal(book, max_bytes=size - 1)


def test_a_file_over_the_limit_is_refused_unread(book: Path) -> None:
    with (book / "src/before.md").open("wb") as file:
        file.truncate(10**12)
    assert refusal(book).startswith("src/before.md: 1,000,000,000,000 bytes are over the limit")


def test_a_chapter_that_cannot_be_read_is_named_with_its_line(book: Path) -> None:
    (book / "src/before.md").write_bytes(b"caf\xe9")
    assert refusal(book).startswith("src/before.md: line 1, byte 3: not UTF-8")


def test_a_head_that_cannot_be_read_is_named_with_its_file(book: Path) -> None:
    planted(book, {"src/ferry.md": "---\na: 1\nb: c: d\n---\nx"})
    assert refusal(book).startswith("src/ferry.md: line 3: the front matter")


def test_an_order_without_any_document_is_refused(book: Path) -> None:
    planted(book, {"src/SUMMARY.md": "# Summary\n\n- [Site](https://example.org/a.md)\n- [Draft]()\n"})
    assert "lists no Markdown file" in refusal(book)


def test_a_language_that_nobody_speaks_is_refused(book: Path) -> None:
    planted(book, {"book.toml": '[book]\nlanguage = "la"\n'})
    assert "'la' cannot be spoken" in refusal(book)


def test_a_folder_that_is_no_book_is_refused_with_the_kinds_that_there_are(tmp_path: Path) -> None:
    planted(tmp_path, {"a.md": "x", "b.md": "y"})
    message = refusal(tmp_path)
    assert "is a folder, and no book" in message and "mdBook" in message
