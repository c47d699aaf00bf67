"""What an author asks for one block, in a comment before it or in it."""

import pytest

from chunking.document import PLAIN, Block, Treatment
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import markdown


def blocks(text: str, **policy: object) -> tuple[Block, ...]:
    return markdown.read(text, Policy(language="en", **policy)).blocks  # type: ignore[arg-type]


def treated(text: str) -> list[tuple[str, Treatment]]:
    return [(block.written, block.treatment) for block in blocks(text) if block.treatment != PLAIN]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("voice: morgan", Treatment(voice="morgan")),
        ("language: de", Treatment(language="de")),
        ("lang: pt-BR", Treatment(language="pt")),
        ("pause: 2s", Treatment(pause=2000)),
        ("pause: 500ms", Treatment(pause=500)),
        ("PAUSE: 1.5 s", Treatment(pause=1500)),
        ("pause: 60s", Treatment(pause=60_000)),
        ("voice: ann; language: de; pause: 0s", Treatment("de", "ann", 0)),
        ("\n  voice: ann;\n  pause: 1s\n", Treatment(voice="ann", pause=1000)),
    ],
)
def test_the_next_block_is_treated_as_asked(asked: str, expected: Treatment) -> None:
    assert treated(f"<!-- readcast: {asked} -->\n\nOne.\n\nTwo.") == [("One.", expected)]


def test_two_comments_hold_together() -> None:
    text = "<!-- readcast: voice: ann -->\n<!-- readcast: pause: 1s -->\n\nOne."
    assert treated(text) == [("One.", Treatment(voice="ann", pause=1000))]


def test_a_whole_list_is_treated_and_the_pause_stands_before_its_first_item() -> None:
    voice = Treatment(voice="ann")
    text = "<!-- readcast: voice: ann; pause: 1s -->\n\n- One\n  - Two\n- Three\n\nFour."
    assert treated(text) == [("One", Treatment(voice="ann", pause=1000)), ("Two", voice), ("Three", voice)]


def test_a_comment_in_a_paragraph_holds_for_it_alone() -> None:
    assert treated("One. <!-- readcast: voice: ann -->\n\nTwo.") == [("One.", Treatment(voice="ann"))]


def test_a_comment_in_a_cell_holds_for_its_row() -> None:
    text = "|A|\n|-|\n|x <!-- readcast: voice: ann -->|\n|y|"
    assert treated(text) == [("A: x", Treatment(voice="ann"))]


def test_a_comment_at_the_end_of_a_list_item_holds_for_nothing_outside() -> None:
    assert treated("- One\n\n  <!-- readcast: voice: ann -->\n\nTwo.") == []


@pytest.mark.parametrize(
    "block",
    [
        "Not this.",
        "- a\n- b\n\n  c",
        "> a\n>\n> b",
        "> [!NOTE]\n> a",
        ":::note\n\na\n\nb\n\n:::",
        "!!! note\n    a\n\n    b",
        "|A|\n|-|\n|x|\n|y|",
        "```\nx\n```",
        "    x",
        "$$\nx\n$$",
        "<div>a</div>",
        "![a](b)",
        "a[^1]\n\n[^1]: b",
        "A\n: b",
        "## Heading",
        '{{< figure alt="a" >}}',
    ],
)
def test_a_block_of_any_kind_is_skipped_whole_and_shown_to_proof_readers(block: str) -> None:
    after = [one for one in blocks(f"<!-- readcast: skip -->\n\n{block}\n\nAfter.") if not one.left_out]
    assert [one.written for one in after] == ["After."]
    assert any("directive" in one.left_out or one.left_out for one in blocks(f"<!-- readcast: skip -->\n\n{block}"))


def test_what_is_said_instead_of_words_leaves_them_written() -> None:
    (block,) = blocks("<!-- readcast: say: the lamp -->\n\nTHE LMP.")
    assert (block.written, block.say) == ("THE LMP.", "the lamp")


def test_what_is_said_instead_of_code_is_shown_too_and_points_into_the_comment() -> None:
    text = "<!-- readcast: say: It prints one. -->\n\n```\nprint(1)\n```"
    said, code = blocks(text)
    assert (said.written, said.say, said.left_out) == ("It prints one.", "It prints one.", "")
    assert text[said.pieces[0].start :].startswith("It prints one.")
    assert code.left_out


def test_a_picture_without_a_text_is_given_one() -> None:
    (block,) = blocks("<!-- readcast: say: A lamp -->\n\n![](lamp.png)")
    assert (block.written, block.say, block.left_out) == ("A lamp", "A lamp", "")


def test_words_to_be_said_may_have_semicolons() -> None:
    assert blocks("<!-- readcast: say: One; two; pause: 1s -->\n\nX.")[0].say == "One; two"


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("loud", "loud"),
        ("", "asks for nothing"),
        ("skip: this", "skip"),
        ("voice:", "voice"),
        ("language: tlh", "tlh"),
        ("language: auto", "auto"),
        ("pause: 61s", "61s"),
        ("pause: soon", "soon"),
        ("pause: -1s", "-1s"),
        ("say:", "no words"),
        ("voice: a; loud: yes", "loud: yes"),
    ],
)
@pytest.mark.parametrize("form", ["One.\n\n<!-- readcast: {} -->\n\nTwo.", "One.\n\nTwo. <!-- readcast: {} -->"])
def test_what_cannot_be_done_is_refused_with_its_line(asked: str, named: str, form: str) -> None:
    with pytest.raises(InputError, match=rf"^line 3: .*{named}"):
        blocks(form.format(asked))


def test_a_comment_that_is_not_for_us_is_nothing() -> None:
    assert [block.written for block in blocks("<!-- readcasts: skip -->\n\nOne. <!-- TODO -->")] == ["One."]
