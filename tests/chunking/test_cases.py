"""The golden cases: a title, a source, and what is spoken of it.

    # Title of the case

    ~~~~ source language=de code=skip format=txt
    the source; settings of the policy, and the format (else Markdown), are optional
    ~~~~ speech
    kind first-last | spoken text of one paragraph
    heading2 3-3 break | the level of a heading; `break` where a scene break stands before it
    ~~~~

The last line break of a source is not part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chunking.chapters import chapters_of
from chunking.document import Chapter, Paragraph
from chunking.policy import Policy
from chunking.sources import READERS

CASES = Path(__file__).parent / "cases"
_CASE = re.compile(
    r"^# (?P<title>.+)\n+~~~~ source(?P<settings>.*)\n(?P<source>(?:.*\n)*?)~~~~ speech\n(?P<speech>(?:.*\n)*?)~~~~$",
    re.M,
)


@dataclass(frozen=True)
class Case:
    file: str
    title: str
    policy: Policy
    format: str  # a suffix
    source: str
    speech: list[str]  # one line for each paragraph

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def all_cases() -> Iterator[Case]:
    for file in sorted(CASES.glob("*.md")):
        for found in _CASE.finditer(file.read_text(encoding="utf-8")):
            settings = dict(_setting(*one.split("=")) for one in found["settings"].split())
            suffix = str(settings.pop("format", "md"))
            source = found["source"].removesuffix("\n")
            policy = Policy(**{"language": "en", **settings})
            yield Case(file.stem, found["title"], policy, suffix, source, found["speech"].splitlines())


def _setting(name: str, text: str) -> tuple[str, object]:
    """`yes` → True, `2` → 2, `title,date` and `title,` → tuples; else the text itself."""
    if "," in text:
        several = filter(None, text.split(","))
        return name, frozenset(several) if name == "rules_off" else tuple(several)
    return name, int(text) if text.isdigit() else {"yes": True, "no": False}.get(text, text)


def speech_of(case: Case) -> list[str]:
    """What is spoken of a case's source, in the notation of the cases."""
    return [_line(paragraph) for chapter in chapters(case, case.source) for paragraph in chapter.paragraphs]


def chapters(case: Case, source: str) -> tuple[Chapter, ...]:
    reading = READERS[f".{case.format}"](source.encode(), case.policy)
    return chapters_of(reading, case.policy.for_document(reading.front), "Untitled")[1]


def _line(paragraph: Paragraph) -> str:
    level = paragraph.level or ""
    scene = " break" if paragraph.after_scene_break else ""
    return f"{paragraph.kind}{level} {paragraph.lines.first}-{paragraph.lines.last}{scene} | {paragraph.spoken}"


EVERY_CASE = list(all_cases())


@pytest.mark.parametrize("case", EVERY_CASE, ids=str)
def test_a_construct_is_spoken_as_its_case_says(case: Case) -> None:
    assert speech_of(case) == case.speech


@pytest.mark.parametrize("case", EVERY_CASE, ids=str)
def test_windows_line_ends_change_nothing(case: Case) -> None:
    assert chapters(case, case.source.replace("\n", "\r\n")) == chapters(case, case.source)


def test_every_case_in_the_files_is_run() -> None:
    written = sum(file.read_text(encoding="utf-8").count("\n~~~~ speech\n") for file in CASES.glob("*.md"))
    assert len(EVERY_CASE) == written >= 60


def test_no_two_cases_have_the_same_title() -> None:
    assert len({str(case) for case in EVERY_CASE}) == len(EVERY_CASE)
