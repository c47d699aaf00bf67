import hashlib
import os
from pathlib import Path

import pytest

from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import READERS, read_document, title_from_name


def refusal(path: Path, policy: Policy | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path, policy or Policy())
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and "\n" not in message
    return message.removeprefix(f"{path}: ")


def written(folder: Path, content: bytes, name: str = "a.md") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_document_has_its_name_hash_title_settings_and_chapters(tmp_path: Path) -> None:
    content = b"---\nauthor: Ann\n---\n# Lamps\n\nLit.\n"
    document = read_document(written(tmp_path, content), Policy())
    assert (document.name, document.title, dict(document.front)) == ("a.md", "Lamps", {"author": "Ann"})
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert [paragraph.spoken for paragraph in document.chapters[0].paragraphs] == ["Lamps.", "Lit."]


def test_a_text_file_is_read_with_any_line_ends(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfThe Ferry\r\n\r\nIt leaves\r\nat six.\r\n", "ferry.txt")
    document = read_document(path, Policy())
    assert document.title == "The Ferry"
    assert [paragraph.spoken for paragraph in document.chapters[0].paragraphs] == ["The Ferry.", "It leaves at six."]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.md")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert "not a regular file" in refusal(tmp_path / "a.md")


@pytest.mark.parametrize("name", ["a.docx", "README"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    message = refusal(written(tmp_path, b"x", name))
    assert all(suffix in message for suffix in READERS)


@pytest.mark.parametrize("name", ["a.MD", "a.Markdown"])
def test_the_case_of_a_suffix_does_not_matter(tmp_path: Path, name: str) -> None:
    assert read_document(written(tmp_path, b"Lit.", name), Policy()).name == name


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(10**12)  # a hole, a terabyte long
    assert "1,000,000,000,000 bytes are over the limit of 20,000,000" in refusal(path)


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"Lit.")
    assert read_document(path, Policy(max_bytes=4)).chapters
    assert "over the limit" in refusal(path, Policy(max_bytes=3))


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    assert "byte 2 is zero" in refusal(written(tmp_path, b"PK\0\0"))


def test_text_in_another_encoding_is_refused_with_its_place(tmp_path: Path) -> None:
    assert "line 2, byte 8" in refusal(written(tmp_path, "Lit.\ncafé".encode("latin-1")))


def test_places_count_a_byte_order_mark(tmp_path: Path) -> None:
    assert "line 1, byte 3" in refusal(written(tmp_path, b"\xef\xbb\xbf\xff"))


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf# Lamps\r\n\r\nLit.\r\n")
    assert read_document(path, Policy()).title == "Lamps"


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "empty" in refusal(written(tmp_path, content))


@pytest.mark.parametrize("content", [b"---\ntitle: x\n---\n", b"***\n", b"<!-- x -->", b"[a]: b"])
def test_a_file_without_anything_to_speak_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "nothing to speak" in refusal(written(tmp_path, content))


def test_broken_front_matter_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 3: the front matter" in refusal(written(tmp_path, b"---\na: 1\nb: c: d\n---\nx"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"Lit.")
    path.chmod(0)
    assert "cannot be read" in refusal(path)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("the-quiet_lamp.md", "The quiet lamp"),
        ("2026-03-05-a-week.md", "A week"),
        ("2026-03-05.md", "2026 03 05"),
        ("éclair.md", "Éclair"),
        ("-.md", "-"),
    ],
)
def test_a_file_name_becomes_a_title(name: str, title: str) -> None:
    assert title_from_name(Path(name)) == title
