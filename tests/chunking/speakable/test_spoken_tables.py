"""The tables of written → spoken forms: one class of rules a file, one case a line.

    written<TAB>spoken | another right answer

A written form that stands there twice must stay as it is. Lines that begin with `# ` are comments. What is spoken is
compared without the full stop that closes a paragraph.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from chunking.speakable import Phrase, speakable

TABLES = sorted((Path(__file__).parent / "spoken").glob("*.tsv"))
ALLOWED = 0.02  # share of cases of a class that may fail


class Case(NamedTuple):
    written: str
    accepted: tuple[str, ...]


def cases_of(table: Path) -> list[Case]:
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
    return [Case(written, tuple(spoken.split(" | "))) for written, spoken in (line.split("\t") for line in lines)]


def spoken(written: str) -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, "en")))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_written_forms_of_a_class_are_spoken_as_its_table_says(table: Path) -> None:
    cases = cases_of(table)
    wrong = [
        f"{case.written!r} is spoken {said!r}"
        for case in cases
        if (said := spoken(case.written)) not in {form for one in case.accepted for form in (one, f"{one}.")}
    ]
    assert len(wrong) <= ALLOWED * len(cases), "\n".join(wrong)


def test_no_written_form_stands_in_two_tables() -> None:
    written = [case.written for table in TABLES for case in cases_of(table)]
    assert len(set(written)) == len(written)
