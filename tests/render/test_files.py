"""Files are written whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from render.files import DRAFT, draft_of, put_if_absent, remove_drafts, written_whole

BOTH = pytest.mark.parametrize("write", [written_whole, put_if_absent], ids=lambda write: write.__name__)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@BOTH
def test_a_written_file_has_its_content_and_leaves_nothing_beside_it(
    tmp_path: Path, write: Callable[[Path, bytes], None]
) -> None:
    write(tmp_path / "a.srt", b"content")
    assert (tmp_path / "a.srt").read_bytes() == b"content"
    assert names(tmp_path) == ["a.srt"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.mp3"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), draft_of(target) as draft:
        draft.write_bytes(b"half of the n")
        raise KeyboardInterrupt
    assert (target.read_bytes(), names(tmp_path)) == (b"old", ["a.mp3"])


def test_the_target_is_untouched_while_its_draft_is_written(tmp_path: Path) -> None:
    target = tmp_path / "a.mp3"
    target.write_bytes(b"old")
    with draft_of(target) as draft:
        draft.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


def test_a_draft_lies_beside_its_target_so_that_a_rename_is_enough(tmp_path: Path) -> None:
    with draft_of(tmp_path / "a.mp3") as draft:
        draft.touch()
        assert draft.parent == tmp_path


def test_a_draft_that_was_never_written_is_an_error_and_not_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), draft_of(tmp_path / "a.mp3"):
        pass
    assert names(tmp_path) == []


def test_the_second_of_two_writers_leaves_the_first_ones_file(tmp_path: Path) -> None:
    put_if_absent(tmp_path / "key", b"first")
    put_if_absent(tmp_path / "key", b"second")
    assert ((tmp_path / "key").read_bytes(), names(tmp_path)) == (b"first", ["key"])


def test_writing_whole_replaces_what_was_there(tmp_path: Path) -> None:
    written_whole(tmp_path / "key", b"first")
    written_whole(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"second"


def test_drafts_of_a_killed_run_are_removed_and_nothing_else(tmp_path: Path) -> None:
    kept = [".hidden", f"note{DRAFT}", "a.mp3"]
    for name in [*kept, f".a.mp3.01234567{DRAFT}"]:
        (tmp_path / name).touch()
    remove_drafts(tmp_path)
    assert names(tmp_path) == sorted(kept)


def test_what_draft_of_writes_to_is_what_remove_drafts_removes(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), draft_of(tmp_path / "a.mp3") as draft:
        draft.touch()
        remove_drafts(tmp_path)
        assert names(tmp_path) == []


@BOTH
@pytest.mark.parametrize("letter", ["a", "é", "日", "😀"])
def test_a_name_as_long_as_the_disk_allows_can_be_written(
    tmp_path: Path, letter: str, write: Callable[[Path, bytes], None]
) -> None:
    target = tmp_path / (letter * (251 // len(letter.encode())) + ".mp3")
    write(target, b"content")
    assert target.read_bytes() == b"content"


@BOTH
def test_a_place_that_cannot_be_written_is_an_os_error(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="Not a directory"):
        write(tmp_path / "file" / "a.srt", b"content")
