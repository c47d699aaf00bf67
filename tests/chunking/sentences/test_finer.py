"""Where a sentence that is too long is cut. A bar marks each border."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.sentences import clauses, words
from chunking.sentences.finer import quoted_sentences


@pytest.mark.parametrize(
    "marked",
    [
        "Yes, |but no; |that is: |all of it.",
        "“Fine,” |she said—|then left – |quickly -- |at once.",
        "„Ja,“ |sagte er; |„nein“: |gut.",
        "«Oui», |dit-il ; |« non ».",
        "—Hola |—dijo Juan—. Vamos.",
        "第一，|第二、|第三；|说：|“好，”|走了——|真的。",
        "行った、|と「彼、|彼女」は言った。",
        "مرحبا، |كيف؛ |نعم: |لا",
        "“Go—” |he said, |“now.”",
        "word—|“quote”, |(a, |b), |c",
    ],
)
def test_a_clause_ends_after_its_mark_and_the_closing_quote(marked: str) -> None:
    assert clauses(marked.replace("|", "")) == marked.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "1,234 at 3:30 or 2:1 on 5–7 May",
        "1，234 和 3：30",
        "https://example.org/a,b;c:8080—d?e=1,2",
        "he stopped—",
        "a well-known man",
    ],
)
def test_nothing_is_cut_within_a_number_an_address_or_a_word(text: str) -> None:
    assert clauses(text) == [text]


def test_a_comma_after_an_address_ends_a_clause() -> None:
    assert clauses("See https://example.org/a, and go.") == ["See https://example.org/a, ", "and go."]


def test_a_quotation_is_cut_where_its_sentences_end() -> None:
    quoted = "“Stop! |Don’t move. |Mr. Hale is here,” he said."
    assert quoted_sentences(quoted.replace("|", ""), "en") == quoted.split("|")


@given(st.text(alphabet="a1 ,;:—–-、，：،\"'“”「」/.\n"))
def test_parts_joined_are_the_text(text: str) -> None:
    assert "".join(clauses(text)) == text
    assert "".join(words(text)) == text
    assert "".join(quoted_sentences(text, "en")) == text
