import pytest

from chunking.speakable import Phrase, speakable


def spoken(written: str, language: str = "en") -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, language)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Salt & pepper.", "Salt and pepper."),
        ("AT&T", "AT and T."),
        ("& so on.", "& so on."),
        ("A → B.", "A to B."),
        ("A→B.", "A to B."),
        ("a => b.", "a to b."),
        ("p->next.", "p->next."),
        ("x <-> y.", "x <-> y."),
        ("Press ← twice.", "Press ← twice."),
        ("More →", "More."),
        ("he said--and left.", "he said—and left."),
        ("“Wait--”", "“Wait—”"),
        ("well-known.", "well-known."),
        ("use --force now.", "use --force now."),
        ("a --- b.", "a — b."),
        ("~~~ Waves ~~~", "Waves."),
        ("* * * Waves", "Waves."),
        ("a === b.", "a === b."),
        ("C++ and a_b.", "C++ and a_b."),
        ("2 * 3.", "2 * 3."),
        ("Home • Log.", "Home Log."),
        ("★★★ Good.", "Good."),
        ("light\u00adhouse.", "lighthouse."),
        ("zero\u200bwidth\ufeff.", "zerowidth."),
        ("\u200eleft.", "left."),
        ("[x] Done.", "Done."),
        ("[ ] Open.", "Open."),
        ("oil,", "oil."),
        ("“oil,”", "“oil”."),
    ],
)
def test_signs_are_said_or_left_out(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("written", ["नमस्‍ते।", "می‌خواهم.", "👩‍🚀 flies."])
def test_joiners_that_shape_a_word_or_an_emoji_stay(written: str) -> None:
    assert spoken(written, "xx") == written


@pytest.mark.parametrize("written", ["***", "----", "•", "→", "⁂", "=====", "* * *", "\u200b"])
def test_ornaments_alone_say_nothing(written: str) -> None:
    assert spoken(written) == ""
