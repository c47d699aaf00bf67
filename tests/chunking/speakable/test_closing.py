import pytest

from chunking.speakable.closing import closing_mark


@pytest.mark.parametrize(
    "spoken",
    [
        "Lit.",
        "Lit!",
        "Lit?”",
        "Lit.)",
        "Lit…",
        "Lit:",
        "Lit;",
        "Lit—",
        "灯。",
        "灯！」",
        "من؟",
        "دیا۔",
        "दीपक।",
        "Լույս։",
        "ብርሃን።",
    ],
)
def test_a_closed_text_stays(spoken: str) -> None:
    assert closing_mark(spoken, "en") == ""


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("en", "."),
        ("de", "."),
        ("zh", "。"),
        ("ja", "。"),
        ("hi", "।"),
        ("bn", "।"),
        ("mr", "।"),
        ("as", "।"),
        ("ar", "."),
    ],
)
def test_an_open_text_gets_the_full_stop_of_its_language(language: str, mark: str) -> None:
    assert closing_mark("x", language) == mark


@pytest.mark.parametrize("spoken", ["Lit", "Lit)", "“Lit”", "Lit.x", "Lit 🕯"])
def test_a_text_without_closing_punctuation_is_open(spoken: str) -> None:
    assert closing_mark(spoken, "en") == "."


@pytest.mark.parametrize("spoken", ["", "—", "“”"])
def test_what_says_nothing_is_not_closed(spoken: str) -> None:
    assert closing_mark(spoken, "en") == ""
