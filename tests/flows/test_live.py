"""`narrate -`: a text is narrated while it is being written."""

import asyncio
import subprocess
from collections.abc import AsyncIterator

import pytest

from chunking.errors import InputError
from flows.live import TEXT, narrated_live
from flows.options import Options
from flows.reporter import Quiet
from manifests.files import load

FIRST = b"# The Ferry\n\nThe ferry leaves at six.\n\n"
SECOND = b"Nobody is on it but the cook. He si"
LAST = b"ngs.\n\n## Noon\n\nAt noon the sea is flat.\n"


class Watching(Quiet):
    """Tells what was made as it is made, and lets the writer go on then."""

    def __init__(self) -> None:
        self.made = asyncio.Event()
        self.characters: list[int] = []

    def spoke(self, characters: int) -> None:
        self.characters.append(characters)

    def stopped(self) -> None:
        self.made.set()


def narrate(desk, pieces, transport="requests", **given):
    watching = Watching()

    async def written() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece
            if piece is FIRST:
                await watching.made.wait()

    options = Options(speech=desk.speech, store=desk.store, transport=transport, **given)
    return asyncio.run(narrated_live(written(), desk.out, options, watching)), watching


@pytest.mark.parametrize("transport", ["requests", "sessions"])
def test_what_is_complete_is_spoken_while_the_rest_is_written(desk, transport):
    report, watching = narrate(desk, [FIRST, SECOND, LAST], transport)
    assert len(watching.characters) == 2
    assert sum(watching.characters) == report.spent.characters
    assert (desk.out / TEXT).read_bytes() == FIRST + SECOND + LAST


@pytest.mark.parametrize("transport", ["requests", "sessions"])
def test_the_end_is_what_a_run_over_the_whole_text_makes(desk, transport):
    narrate(desk, [FIRST, SECOND, LAST], transport)
    again = desk.narrate(desk.out / TEXT)
    assert again.spent.requests == 0
    written = [one.written for chapter in load(desk.out).chapters for one in chapter.paragraphs]
    assert written == [
        "The Ferry",
        "The ferry leaves at six.",
        "Nobody is on it but the cook. He sings.",
        "Noon",
        "At noon the sea is flat.",
    ]


def test_a_file_line_by_line_with_carriage_returns(desk):
    text = (FIRST + SECOND + LAST).replace(b"\n", b"\r\n")
    report, _ = narrate(desk, text.splitlines(keepends=True))
    assert sum(len(chapter.paragraphs) for chapter in report.made[0].manifest.chapters) == 5


def test_the_text_is_kept_when_the_writer_fails(desk):
    async def broken() -> AsyncIterator[bytes]:
        yield SECOND
        raise InputError("the pen broke")

    options = Options(speech=desk.speech, store=desk.store)
    with pytest.raises(InputError, match="the pen broke"):
        asyncio.run(narrated_live(broken(), desk.out, options, Quiet()))
    assert (desk.out / TEXT).read_bytes() == SECOND


@pytest.mark.parametrize("pieces", [[], [b"\n\n\n"], [b"---\ntitle: x\n", b"---\n\n"]])
def test_a_text_without_a_word_is_an_error(desk, pieces):
    with pytest.raises(InputError, match=r"nothing to speak|file is empty"):
        narrate(desk, pieces)


def test_what_needs_the_whole_document_is_refused(desk):
    with pytest.raises(InputError, match="go with a document that is there"):
        narrate(desk, [FIRST], force=True)


def test_the_command_reads_standard_input_to_its_end(desk, readcast_path):
    command = [readcast_path, "narrate", "-", "-o", desk.out, "--store", desk.store, "--speech", desk.speech]
    ended = subprocess.run(command, input=FIRST + SECOND + LAST, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert b"5 paragraphs" in ended.stdout


def test_a_session_has_no_temperature(desk, monkeypatch):
    monkeypatch.setenv("READCAST_TEMPERATURE", "0.5")
    with pytest.raises(InputError, match="no temperature"):
        narrate(desk, [FIRST], "sessions")
