import pytest

from chunking.document import Segment
from chunking.speakable import RULES, Phrase, Rules, speakable
from chunking.speakable.emoji import LANGUAGES, emoji


def spoken(written: str, language: str) -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, language)))


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de", "Los 🎉🔥 jetzt", "Los konfettibombe, feuer jetzt."),
        ("fr", "Bravo👏", "Bravo applaudissements."),
        ("zh", "今天🎉很好", "今天拉炮彩带很好。"),
        ("ja", "今日🎉🔥は", "今日クラッカー、火は。"),
        ("sv", "Hej 🎉, du", "Hej, du."),
        ("fi", "🎉 Hei", "Hei."),
    ],
)
def test_an_emoji_is_named_in_the_language_of_the_text_or_not_said(language: str, written: str, said: str) -> None:
    assert spoken(written, language) == said


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_that_is_listed_has_names(language: str) -> None:
    (found,) = emoji(Phrase("🔥", language))
    assert found.spoken.isprintable() and found.spoken not in ("", "🔥", "fire" * (language != "en"))


@pytest.mark.parametrize("written", ["👍🏻", "👍🏽", "👍🏿", "👍"])
def test_tones_of_skin_are_not_said(written: str) -> None:
    assert spoken(written, "en") == "thumbs up."


@pytest.mark.parametrize("written", ["👩‍🚒", "👨‍🚒", "🧑🏾‍🚒"])
def test_who_does_a_job_is_not_said(written: str) -> None:
    assert spoken(written, "en") == "firefighter."


@pytest.mark.parametrize("written", ["© 1 # * 0", "→ ← ✓ ★", "Ⓜ", "‼"])
def test_signs_of_print_are_no_emoji(written: str) -> None:
    assert list(emoji(Phrase(written, "en"))) == []


def test_each_emoji_keeps_its_own_place() -> None:
    assert speakable(Phrase("Go 🎉 🔥!", "en")) == (
        Segment("Go ", "Go "),
        Segment("🎉", "party popper", "emoji"),
        Segment(" 🔥", ", fire", "emoji"),
        Segment("!", "!"),
    )


def test_the_rule_can_be_switched_off() -> None:
    others = tuple(rule for rule in RULES if rule.name != "emoji")
    assert speakable(Phrase("Go 🎉.", "en"), Rules(others)) == (Segment("Go 🎉.", "Go 🎉."),)
