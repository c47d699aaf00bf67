import pytest

from chunking.languages import LANGUAGES
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
        "Lit. 🕯️",
        "Lit!) *",
        "Lit ...",
        "Lit ‥",
        "Lit？",
        "„Lit.“",
        "« Lit ! »",
    ],
)
def test_a_closed_text_stays(spoken: str) -> None:
    assert closing_mark(spoken, "en") == ""


OWN_MARKS = {"as": "।", "bn": "।", "hi": "।", "ja": "。", "ur": "۔", "zh": "。"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_open_text_gets_the_full_stop_of_its_language(language: str) -> None:
    mark = closing_mark("x", language)
    assert mark == OWN_MARKS.get(language, ".")
    assert closing_mark("x" + mark, language) == ""


@pytest.mark.parametrize(
    "spoken", ["Lit", "Lit)", "“Lit”", "Lit.x", "Lit 🕯", "Lit. 3", "Lit 3.5", "Lit,", "(Lit. now)"]
)
def test_a_text_without_closing_punctuation_is_open(spoken: str) -> None:
    assert closing_mark(spoken, "en") == "."


@pytest.mark.parametrize("spoken", ["", "—", "“”"])
def test_what_says_nothing_is_not_closed(spoken: str) -> None:
    assert closing_mark(spoken, "en") == ""
