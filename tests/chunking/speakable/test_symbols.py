import pytest

from chunking.speakable import Phrase, speakable
from chunking.speakable.symbols import invisible


def spoken(written: str, language: str = "en") -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, language)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Salt & pepper.", "Salt and pepper."),
        ("AT&T", "A T and T."),
        ("& so on.", "& so on."),
        ("A → B.", "A to B."),
        ("A→B.", "A to B."),
        ("a => b.", "a to b."),
        ("p->next.", "p->next."),
        ("x <-> y.", "x <-> y."),
        ("Press ← twice.", "Press left arrow twice."),
        ("More →", "More."),
        ("he said--and left.", "he said—and left."),
        ("“Wait--”", "“Wait—”"),
        ("well-known.", "well-known."),
        ("use --force now.", "use dash dash force now."),
        ("all --and then.", "all --and then."),
        ("a --- b.", "a — b."),
        ("~~~ Waves ~~~", "Waves."),
        ("* * * Waves", "Waves."),
        ("a === b.", "a === b."),
        ("C++ and a_b.", "C plus plus and a b."),
        ("2 * 3.", "2 times 3."),
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
    assert list(invisible(Phrase(written, "xx"))) == []


@pytest.mark.parametrize("written", ["***", "----", "•", "→", "⁂", "=====", "* * *", "\u200b"])
def test_ornaments_alone_say_nothing(written: str) -> None:
    assert spoken(written) == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "und"), ("en", "and"), ("es", "y"), ("fr", "et"), ("it", "e"), ("nl", "en"), ("pt", "e"), ("sv", "och")],
)
def test_an_ampersand_is_said_in_the_language_of_the_text(language: str, said: str) -> None:
    assert spoken("A & B.", language) == f"A {said} B."


def test_a_spanish_ampersand_before_an_i_is_e() -> None:
    assert spoken("Padre & Hijo, sal & hielo.", "es") == "Padre e Hijo, sal y hielo."


@pytest.mark.parametrize("language", ["en", "de", "ru", "xx"])
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a . . . b.", "a … b."),
        ("a..... b.", "a… b."),
        ("a!!! b??? c?!?!", "a! b? c?!"),
        ("a™ b® c†.", "a b c."),
        ("word.[1] word,[2][3] end.", "word. word, end."),
    ],
)
def test_some_signs_are_the_same_in_every_language(language: str, written: str, said: str) -> None:
    assert spoken(written, language) == said


@pytest.mark.parametrize("written", ["[1] First.", "x[1].", "args[1] is.", "a.. b.", "§ 5 !! b.", "*so* and *so*."])
def test_signs_that_may_mean_something_stay_in_other_languages(written: str) -> None:
    assert spoken(written, "xx") == written
