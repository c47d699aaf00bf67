import datetime
from pathlib import Path

import pytest

from chunking.errors import InputError
from chunking.sites import Wanted, site_in

NOW = Wanted(now=datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC))


def plant(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names_in(folder: Path) -> list[str]:
    return [post.name for post in site_in(folder, NOW).posts]


def test_documents_are_ordered_by_the_parts_of_their_paths(tmp_path: Path) -> None:
    plant(tmp_path, "b.md", "a/z.md", "a-b/c.markdown", "a/b/c.md", "notes.txt", "B.MD")
    assert names_in(tmp_path) == ["B.MD", "a/b/c.md", "a/z.md", "a-b/c.markdown", "b.md"]


def test_plain_text_and_html_are_left_out_where_there_is_anything_else(tmp_path: Path) -> None:
    plant(tmp_path, "robots.txt", "theme/page.html", "x/index.htm", "y/old.xhtml", "post.mdx", "book.epub", "a.Rmd")
    assert names_in(tmp_path) == ["a.Rmd", "book.epub", "post.mdx"]


def test_plain_text_and_html_are_documents_where_there_is_nothing_else(tmp_path: Path) -> None:
    plant(tmp_path, "emma.txt", "site/page.html", "style.css")
    assert names_in(tmp_path) == ["emma.txt", "site/page.html"]


def test_hidden_folders_and_files_and_node_modules_are_left_out(tmp_path: Path) -> None:
    plant(tmp_path, "a.md", ".git/b.md", "x/.venv/c.md", "node_modules/d.md", "._a.md")
    assert names_in(tmp_path) == ["a.md"]


def test_a_hidden_folder_is_read_when_it_is_named(tmp_path: Path) -> None:
    plant(tmp_path, ".notes/a.md")
    assert names_in(tmp_path / ".notes") == ["a.md"]


def test_links_that_lead_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    plant(tmp_path, "out/secret.md", "in/a.md")
    (tmp_path / "in/file.md").symlink_to(tmp_path / "out/secret.md")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    assert names_in(tmp_path / "in") == ["a.md"]


def test_a_link_within_the_folder_is_a_document_and_a_circle_of_folders_ends(tmp_path: Path) -> None:
    plant(tmp_path, "a/a.md")
    (tmp_path / "b.md").symlink_to("a/a.md")
    (tmp_path / "a/round").symlink_to(tmp_path)
    (tmp_path / "broken.md").symlink_to("none.md")
    assert names_in(tmp_path) == ["a/a.md", "b.md"]


def test_a_folder_that_is_reached_by_a_link_is_read(tmp_path: Path) -> None:
    plant(tmp_path, "real/a.md")
    (tmp_path / "link").symlink_to("real")
    assert names_in(tmp_path / "link") == ["a.md"]


def test_a_folder_with_the_name_of_a_document_is_not_one(tmp_path: Path) -> None:
    plant(tmp_path, "a.md", "folder.md/b.md")
    assert names_in(tmp_path) == ["a.md", "folder.md/b.md"]


@pytest.mark.parametrize(
    ("name", "reason"), [("none", "no such folder"), ("a.md", "not a folder"), ("empty", "no document")]
)
def test_what_holds_no_documents_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    plant(tmp_path, "a.md")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=reason):
        site_in(tmp_path / name, NOW)


def test_a_file_that_may_not_be_looked_at_is_named_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, "a.md")

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_symlink", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        site_in(tmp_path, NOW)
