"""What the tables of `spoken/` cannot show: kinds of paragraph, places of words, and time."""

import time

import pytest

from chunking.document import Kind, Segment
from chunking.speakable import RULES, Phrase, Rule, speakable

HOSTILE = [
    "Ctrl+",
    "A. ",
    "a.js/",
    ".js",
    "a.",
    "a@",
    "a@a.",
    "http://a/",
    "www.a.",
    "a/",
    "#a",
    "* ",
    "a + ",
    "⌘+",
    "→ ",
    "🎉",
    "👩‍",
    "Mr. ",
    "A St. ",
    "U.S.",
    "etc. ",
    "he/she ",
    "1.1.1.1",
    "(^",
    ") ",
    "FAQs;",
]


def spoken(written: str, kind: Kind) -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, "en", kind)))


def test_a_check_mark_alone_in_a_cell_is_yes_and_elsewhere_a_check_mark() -> None:
    assert spoken("Lit: ✓; Oil: ❌; ✔️", Kind.ROW) == "Lit: yes; Oil: no; yes."
    assert spoken("Lit: ✓ well", Kind.ROW) == "Lit: check mark well."
    assert spoken("✓", Kind.TEXT) == "check mark."


def test_each_written_word_keeps_its_own_place() -> None:
    assert speakable(Phrase("Mr. and Mrs. Lee, J. R. Hart.", "en")) == (
        Segment("Mr.", "Mister", "titles"),
        Segment(" and ", " and "),
        Segment("Mrs.", "Missus", "titles"),
        Segment(" Lee, J", " Lee, J"),
        Segment(".", "", "initials"),
        Segment(" R", " R"),
        Segment(".", "", "initials"),
        Segment(" Hart.", " Hart."),
    )


def test_each_key_of_a_chord_keeps_its_own_place() -> None:
    assert speakable(Phrase("Ctrl + C.", "en")) == (
        Segment("Ctrl", "Control", "keyboard-keys"),
        Segment(" + ", " ", "keyboard-keys"),
        Segment("C.", "C."),
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_without_its_cue_finds_nothing(rule: Rule) -> None:
    plain = Phrase("The old lamp was lit at dusk, and nobody said a word about it; so we left", "en")
    assert list(rule.find(plain)) == []


@pytest.mark.parametrize("seed", HOSTILE)
def test_a_long_row_of_anything_costs_no_more_than_its_length(seed: str) -> None:
    began = time.process_time()
    speakable(Phrase((seed * 30_000)[:30_000], "en"))
    assert time.process_time() - began < 5
