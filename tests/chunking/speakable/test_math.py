"""Formulas in LaTeX."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import Kind, Mark, Segment
from chunking.speakable import Phrase, Stretch, speakable
from chunking.speakable.mathematics import LONGEST, spoken_formula

TABLE = Path(__file__).parent / "spoken" / "marked" / "math.tsv"
PARTS = [
    "\\frac",
    "{",
    "}",
    "^",
    "_",
    "(",
    ")",
    "[",
    "]",
    "|",
    "\\|",
    "\\left",
    "\\right",
    "x",
    "y",
    "12",
    "\\sum",
    "\\int",
]
PARTS += [
    "\\begin{matrix}",
    "\\end{matrix}",
    "\\begin{cases}",
    "\\end{cases}",
    "&",
    "\\\\",
    "\\text",
    "\\mathbb",
    "\\sqrt",
]
PARTS += [
    "+",
    "-",
    "=",
    ",",
    ".",
    ":",
    "\\to",
    "\\alpha",
    " ",
    "\n",
    "%",
    "$",
    "\\(",
    "\\)",
    "'",
    "!",
    "\\{",
    "\\}",
    "\\foo",
]
PARTS += [
    "\\operatorname",
    "\\not",
    "\\underset",
    "\\langle",
    "\\lim",
    "\\log",
    "#",
    "~",
    "\\",
    "\\hat",
    "\\SI",
    "\\ce",
]
FORMULAS = st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "pl", "ja"])


def cases() -> list[tuple[str, list[str]]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [(written, spoken.split(" | ")) for written, spoken in (line.split("\t") for line in lines)]


def marked(text: str, language: str = "en") -> Phrase:
    """Prose with formulas in dollars, as a reader would give it."""
    plain, stretches = "", []
    for number, part in enumerate(text.split("$")):
        if number % 2:
            stretches.append(Stretch(len(plain), len(plain) + len(part), Mark.MATH))
        plain += part
    return Phrase(plain, language, Kind.TEXT, tuple(stretches))


def spoken(phrase: Phrase) -> str:
    return "".join(segment.spoken for segment in speakable(phrase))


@pytest.mark.parametrize(("written", "accepted"), cases())
def test_a_formula_is_spoken_as_its_table_says(written: str, accepted: list[str]) -> None:
    assert spoken(marked(written)) in {form for one in accepted for form in (one, f"{one}.")}


@pytest.mark.parametrize(
    ("language", "latex", "said"),
    [
        ("de", r"a^2 + b^2 = c^2", "a Quadrat plus b Quadrat gleich c Quadrat"),
        ("de", r"\sum_{i=1}^n x_i", "Summe von i gleich 1 bis n von x i"),
        ("de", r"\sqrt{2} \leq 1{,}5", "Wurzel aus 2 kleiner oder gleich 1,5"),
        ("fr", r"\frac{a}{b} \neq \infty", "a sur b différent de l'infini"),
        ("fr", r"n!", "factorielle n"),
        ("es", r"\lim_{x \to 0} f(x)", "límite cuando x tiende a 0 de f de x"),
        ("pl", r"x^2 + 1 = 5", "x² + 1 = 5"),
        ("pl", r"\alpha \cdot \text{masa}", "alpha masa"),
    ],
)
def test_other_languages_say_what_they_have_words_for(language: str, latex: str, said: str) -> None:
    assert spoken_formula(latex, language) == said


def test_a_formula_is_one_segment_so_that_its_words_keep_their_place() -> None:
    assert speakable(marked("So $x^2$ grows.")) == (
        Segment("So ", "So "),
        Segment("x^2", "x squared", "math"),
        Segment(" grows.", " grows."),
    )


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\frac{a}{b", "a over b"),
        (r"a}b", "a b"),
        (r"\frac{a}", "a"),
        (r"\begin{matrix} a & b", "a b"),
        (r"x^", "x"),
        (r"\left( a", "a"),
        (r"\right) a", "a"),
        (r"(a", "a"),
        (r"a $ b", "a b"),
        (r"50% of x", "fifty percent o f x"),
        ("", ""),
        ("\\", ""),
    ],
)
def test_a_formula_with_faults_is_read_as_far_as_it_goes(latex: str, said: str) -> None:
    assert spoken_formula(latex, "en") == said


@given(FORMULAS, LANGUAGES)
def test_any_text_can_be_read_as_a_formula(latex: str, language: str) -> None:
    said = spoken_formula(latex, language)
    assert said == said.strip()
    assert "  " not in said


@given(st.lists(st.sampled_from(["x", "{y}", "^{z}", "_w", "+", "(u)", "|v|", r"\frac{r}{s}", r"\hat t"])).map("".join))
def test_no_letter_is_lost(latex: str) -> None:
    """In a language without words for formulas, what is left is letters and numbers."""
    letters = latex.replace(r"\frac", "").replace(r"\hat", "")
    said = spoken_formula(latex, "pl")
    assert sorted(filter(str.isalpha, said)) == sorted(filter(str.isalpha, letters))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{", "}"),
        ("(", ")"),
        ("|", "|"),
        (r"\left(", r"\right)"),
        (r"\frac{", "}{y}"),
        (r"\sqrt{", "}"),
        (r"\sqrt[", "]"),
        ("x^{", "}"),
        ("({", "})"),
        (r"\begin{matrix}", r"\end{matrix}"),
        ("{", ""),
        ("(", ""),
        (r"\(", ""),
    ],
)
@pytest.mark.parametrize("times", [15, 200, 2_000])
def test_nesting_of_any_depth_is_read(opening: str, closing: str, times: int) -> None:
    assert "z" in spoken_formula(opening * times + "z" + closing * times, "en")


def test_a_formula_that_nobody_can_follow_is_read_by_its_names() -> None:
    assert spoken_formula(r"\alpha + x^2 " * (LONGEST // 10), "en").startswith("alpha plus x 2 alpha plus x 2")
