"""Inline code, and lines of code that are read."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import Kind, Mark
from chunking.speakable import Phrase, Stretch, speakable
from chunking.speakable.code import blocks, inline

TABLES = Path(__file__).parent / "spoken" / "marked"
PARTS = [
    "foo",
    "Bar",
    "x1",
    "_",
    "-",
    "--",
    ".",
    "/",
    "<",
    ">",
    "</",
    "/>",
    "()",
    "[",
    "]",
    "{",
    "}",
    " ",
    "=",
    "=>",
    "'",
]
PARTS += [
    '"',
    "é",
    "灯",
    "v1.2",
    "0xF",
    "#fff",
    "16px",
    "//",
    "# ",
    "/* ",
    " */",
    "<div",
    "$",
    "@",
    ":",
    ",",
    "!",
    "?",
    "*",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PARTS)).map("".join))
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl", "pl", "zh"])


def cases_of(table: str) -> list[tuple[str, list[str]]]:
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [(written, spoken.split(" | ")) for written, spoken in (line.split("\t") for line in lines)]


def marked(text: str, language: str = "en") -> Phrase:
    """Prose with code in backticks, as a reader would give it."""
    plain, stretches = "", []
    for number, part in enumerate(text.split("`")):
        if number % 2:
            stretches.append(Stretch(len(plain), len(plain) + len(part), Mark.CODE))
        plain += part
    return Phrase(plain, language, Kind.TEXT, tuple(stretches))


def spoken(phrase: Phrase) -> str:
    return "".join(segment.spoken for segment in speakable(phrase))


def of_code(text: str, language: str = "en") -> Phrase:
    return Phrase(text, language, Kind.TEXT, (Stretch(0, len(text), Mark.CODE),))


@pytest.mark.parametrize(("written", "accepted"), cases_of("code_inline"))
def test_inline_code_is_spoken_as_its_table_says(written: str, accepted: list[str]) -> None:
    assert spoken(marked(written)) in {form for one in accepted for form in (one, f"{one}.")}


@pytest.mark.parametrize(("written", "accepted"), cases_of("code_block"))
def test_a_line_of_code_is_spoken_as_its_table_says(written: str, accepted: list[str]) -> None:
    assert spoken(Phrase(written, "en", Kind.CODE)) in {form for one in accepted for form in (one, f"{one}.")}


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de", "`next.config.js`", "next Punkt config Punkt J S."),
        ("de", "`a === b`", "a dreifach gleich b."),
        ("fr", "`max_retries`", "max retries."),
        ("fr", "`<div>`", "balise div."),
        ("es", "`--dry-run`", "guion guion dry run."),
        ("it", "`ann@example.com`", "ann chiocciola example punto com."),
        ("pt", "`v1.2.3`", "versão 1 ponto 2 ponto 3."),
        ("nl", "`src/app`", "src slash app."),
        ("pl", "`getUserName(a, b)`", "get user name a, b."),
        ("pl", "`v1.2.3`", "v 1.2.3."),
    ],
)
def test_other_languages_have_their_own_words_for_signs_or_none(language: str, written: str, said: str) -> None:
    assert spoken(marked(written, language)) == said


def test_each_word_of_code_is_a_segment_of_its_own() -> None:
    segments = speakable(of_code("app.maxRetries = 3"))
    assert [(one.written, one.spoken) for one in segments if one.written != one.spoken][:3] == [
        (".", " dot "),
        ("maxRetries", "max retries"),
        (" = ", " equals "),
    ]


def test_rules_of_prose_do_not_touch_code() -> None:
    assert spoken(marked("Say `Dr`, `5 km` & `I`.")) == "Say Dr, five km and I."


def test_prose_is_no_code() -> None:
    assert list(inline(Phrase("snake_case and a.b", "en"))) == []


def test_the_lines_of_a_block_are_read_one_by_one() -> None:
    phrase = Phrase("# Set it up\nx = 1\n});\nrun() // now", "en", Kind.CODE)
    assert spoken(phrase) == "Set it up\nx equals one\n\nrun, now."


def test_comments_in_a_block_are_left_to_the_rules_of_prose() -> None:
    phrase = Phrase("# 5 & 6", "en", Kind.CODE)
    assert [phrase.text[one.start : one.end] for one in blocks(phrase)] == ["# "]


@given(TEXTS, LANGUAGES)
def test_what_is_said_of_code_covers_all_of_it_in_order(text: str, language: str) -> None:
    done = 0
    for found in inline(of_code(text, language)):
        assert found.start == done < found.end
        done = found.end
    assert done == len(text)


@given(TEXTS, LANGUAGES)
def test_a_block_of_any_text_is_read_in_order(text: str, language: str) -> None:
    done = 0
    for found in blocks(Phrase(text, language, Kind.CODE)):
        assert done <= found.start <= found.end <= len(text)
        done = found.end


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_no_letter_or_digit_of_code_is_lost(text: str) -> None:
    """In a language without words for signs, what is left is names and numbers."""
    said = "".join(one.spoken for one in inline(of_code(text, "pl")))
    assert letters(said) == letters(text)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


@pytest.mark.parametrize(
    "part", ["<", "a<", "<A.", "aA", "1.", "{", "_", "-", "/* ", "é", "v1.", "</a", "0x", "//", "'s"]
)
def test_a_hundred_thousand_characters_of_anything_take_seconds(part: str) -> None:
    text = part * (100_000 // len(part))
    begun = time.process_time()
    assert list(inline(of_code(text)))
    assert list(blocks(Phrase(text, "en", Kind.CODE)))
    assert time.process_time() - begun < 10
