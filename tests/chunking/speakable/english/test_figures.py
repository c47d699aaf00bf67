"""What holds for all rules of figures; what each says stands in `spoken/*.tsv`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import Kind
from chunking.policy import Policy
from chunking.speakable import Phrase, Rules, rules_for, speakable
from chunking.speakable.english.figures import FIGURES

PARTS = [
    *"0123456789.,:-–/$€£¢%°'\"+−×x^#()½⅓²§ \u00a0",
    *(
        "10",
        "1984",
        "24/7",
        "1,234",
        "1/2",
        " am",
        " p.m.",
        " km",
        "GB",
        " in.",
        "Jan. ",
        "May ",
        "5 May ",
        "p. ",
        "No. ",
    ),
    *(
        "v1.2",
        "IV",
        " I ",
        "Chapter ",
        "Henry ",
        " BC",
        "AD ",
        "s",
        "st",
        "th",
        " million",
        "'90s",
        "٣",
        "ISBN ",
        "call ",
    ),
    *(
        "+44 ",
        "(555) ",
        "123-4567",
        "US$",
        "20 USD",
        "in ",
        "the ",
        "°C",
        "–present",
        "Mon–Fri",
        "A–Z",
        "WWII",
        "2nd ed.",
    ),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=24).map("".join)


def segments(written: str) -> list[tuple[str, str]]:
    """What is reworded, and how."""
    return [(one.written, one.spoken) for one in speakable(Phrase(written, "en")) if one.written and one.rule]


@given(TEXTS, st.sampled_from([Kind.TEXT, Kind.HEADING]))
def test_no_text_makes_them_fail_or_loses_what_was_written(written: str, kind: Kind) -> None:
    assert "".join(one.written for one in speakable(Phrase(written, "en", kind), Rules(FIGURES))) == written


@given(TEXTS)
def test_what_they_say_has_no_more_figures(written: str) -> None:
    said = [one.spoken for one in speakable(Phrase(written, "en"), Rules(FIGURES)) if one.rule]
    assert not [one for one in said if any(sign in "0123456789$€£%°" for sign in one)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("$5 million.", [("$5", "five"), ("million", "million dollars")]),
        ("$5.50.", [("$5.50", "five dollars and fifty cents")]),
        ("20 USD.", [("20", "twenty"), ("USD", "US dollars")]),
        ("Jan. 5, 2024.", [("Jan.", "January"), ("5", "fifth"), ("2024", "twenty twenty-four")]),
        ("2024-01-05.", [("2024-01-05", "January fifth, twenty twenty-four")]),
        ("at 3:30 pm sharp.", [("3:30", "three thirty"), ("pm", "p.m.")]),
        ("5–10 km.", [("5–10", "five to ten"), ("km", "kilometers")]),
        ("16GB.", [("16GB", "sixteen gigabytes")]),
        ("(555) 123-4567.", [("(555)", "five five five;"), ("123-4567", "one two three; four five six seven")]),
        (
            "ISBN 0306406152.",
            [("ISBN", "I S B N;"), ("0306406152", "zero three zero; six four zero; six one five two")],
        ),
        ("pp. 12–15.", [("pp.", "pages"), ("12–15", "twelve to fifteen")]),
        ("5 %.", [("5", "five"), ("%", "percent")]),
        ("44 BC.", [("44", "forty-four"), ("BC.", "B C.")]),
        ("Henry VIII.", [("VIII", "the eighth")]),
        ("2 1/2 cups.", [("2 1/2", "two and a half")]),
    ],
)
def test_each_written_word_has_words_of_its_own_where_the_order_is_kept(
    written: str, words: list[tuple[str, str]]
) -> None:
    assert segments(written) == words


def test_a_rule_that_is_switched_off_leaves_what_it_would_say() -> None:
    rules = rules_for(Policy(language="en", rules_off=frozenset({"money"})))
    assert "".join(one.spoken for one in speakable(Phrase("It cost $5 in 1984.", "en"), rules)) == (
        "It cost $5 in nineteen eighty-four."
    )


@pytest.mark.parametrize("language", ["de", "fr", "zh"])
def test_figures_in_other_languages_are_left_to_the_voice(language: str) -> None:
    written = "$5, 10 km, 5%, 3:30, 1984–1989, IV, 1st, 1/2."
    assert "".join(one.spoken for one in speakable(Phrase(written, language))) == written


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1/", "1 - ", "1:11:", "+1 ", "$1", "1'", '"', "I ", "1st ", "1.1.1.", "Jan 1 "]
)
def test_long_runs_of_one_thing_are_read_in_time_that_grows_with_them(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert "".join(one.written for one in speakable(Phrase(text, "en"), Rules(FIGURES))) == text
