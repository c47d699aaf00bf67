"""The rule that a lexicon is: whole words, phrases, expressions, languages."""

import time

import pytest

from chunking.document import Mark, Segment
from chunking.errors import InputError
from chunking.lexicon import Lexicon, LexiconEntry
from chunking.policy import Policy
from chunking.speakable import Phrase, Rules, Stretch, rules_for, speakable
from chunking.speakable.terms import rule_of


def said(text: str, *entries: LexiconEntry, language: str = "en") -> str:
    """The text as it is said by the lexicon alone; with a full stop, so that nothing is put in at its end."""
    segments = speakable(Phrase(text, language), Rules([rule_of(Lexicon(entries))]))
    assert "".join(one.written for one in segments) == text
    return "".join(one.spoken for one in segments)


def terms(**spoken: str) -> list[LexiconEntry]:
    return [LexiconEntry(written.replace("_", " "), form) for written, form in spoken.items()]


WHOLE = [  # entry, text, said
    ("cat", "A cat, a Cat; cats, concat, cat_1.", "A X, a X; cats, concat, cat_1."),
    ("LMNT", "LMNT's and LMNT-based (lmnt).", "X's and X-based (X)."),
    ("can", "I can, but I can't. Can’t I can’s.", "I X, but I can't. Can’t I X’s."),
    ("don't", "I don't and don’t, but don.", "I X and X, but don."),
    ("C++", "C++, C++! C+++ C++11 ObjC++ (C++).", "X, X! C+++ C++11 ObjC++ (X)."),
    (".NET", ".NET and ASP.NET, (.NET) ..NET.", "X and ASP.NET, (X) ..NET."),
    ("New York", "New York, new\u00a0york, New  York, Newyork, New Yorker.", "X, X, X, Newyork, New Yorker."),
    ("Zürich", "Zürich, Zu\u0308rich, ZÜRICH, Zürichs.", "X, X, X, Zürichs."),
    ("straße", "Die Straße, STRASSE.", "Die X, X."),
    ("→", "a → b, c→d.", "a X b, c X d."),
    ("§", "§5 and § 6.", "X 5 and X 6."),
    ("北京", "在北京，北 京.", "在X，北 京."),
    ("LMNT", "我用LMNT说.", "我用X说."),
    ("กา", "กากา.", "XX."),
    ("कम", "कम, कमी.", "X, कमी."),
    ("1984", "In 1984, not 19845.", "In X, not 19845."),
    ("a", "b.", "b."),
]


@pytest.mark.parametrize(("written", "text", "spoken"), WHOLE)
def test_a_word_is_found_as_a_whole(written: str, text: str, spoken: str) -> None:
    assert said(text, LexiconEntry(written, "X")) == spoken


def test_the_longest_of_several_that_fit_wins() -> None:
    entries = terms(New="N", New_York="NY", New_York_City="NYC")
    assert said("New York City, New York, New.", *entries) == "NYC, NY, N."
    assert said("New York Citadel.", *entries) == "NY Citadel."


def test_an_entry_that_tells_case_wins_over_one_that_does_not() -> None:
    entries = [LexiconEntry("us", "you and me"), LexiconEntry("US", "U S", case=True)]
    assert said("US to us, Us.", *entries) == "U S to you and me, you and me."


def test_of_two_entries_for_the_same_word_the_first_is_used() -> None:
    assert said("A word.", LexiconEntry("word", "one"), LexiconEntry("Word", "two")) == "A one."


def test_an_entry_of_another_language_is_not_used() -> None:
    entry = LexiconEntry("die", "dee", language="de")
    assert said("die.", entry) == "die."
    assert said("die.", entry, language="de") == "dee."


def test_an_expression_may_use_its_groups_and_comes_before_words() -> None:
    entries = [
        LexiconEntry("bn", "BN"),
        LexiconEntry(r"(\d+) ?bn\b", r"\1 billion", regex=True),
        LexiconEntry(r"(?<n>\d)km", r"\g<n>  kilometres", regex=True),
    ]
    assert said("5bn, 6 BN, 7km, bn.", *entries) == "5 billion, 6 billion, 7 kilometres, BN."


def test_an_expression_that_finds_nothing_but_a_place_does_nothing() -> None:
    assert said("abc.", LexiconEntry("x*", "y", regex=True)) == "abc."


def test_an_expression_tells_case_only_where_that_is_asked_for() -> None:
    assert said("Ab ab.", LexiconEntry("ab", "x", regex=True, case=True)) == "Ab x."


@pytest.mark.parametrize("expression", [r"(a+)+$", r"(.*a){20}x"])
def test_an_expression_that_takes_too_long_is_named(expression: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chunking.speakable.terms.PATIENCE", 0.05)
    entry = LexiconEntry(expression + "(?!)", "x", regex=True, where="line 7")
    with pytest.raises(InputError, match="line 7"):
        said("ab" * 20 + "a" * 5000 + "c.", entry)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("See https://lmnt.com/x and lmnt.", "See https://lmnt.com/x and X."),
        ("Write to ann@lmnt.com, LMNT.", "Write to ann@lmnt.com, X."),
        ("On www.lmnt.com!", "On www.lmnt.com!"),
        ("Ask @lmnt.", "Ask @X."),
    ],
)
def test_what_stands_in_an_address_is_left_to_the_rules_for_addresses(text: str, spoken: str) -> None:
    assert said(text, LexiconEntry("LMNT", "X")) == spoken


def test_a_whole_address_can_be_an_entry() -> None:
    assert said("See https://lmnt.com/x.", LexiconEntry("https://lmnt.com/x", "our page")) == "See our page."


def test_a_formulas_letters_are_no_words_but_those_of_code_are() -> None:
    rule = rule_of(Lexicon((LexiconEntry("pi", "pie"),)))
    phrase = Phrase("2 pi, pi pi.", "en", stretches=(Stretch(0, 4, Mark.MATH), Stretch(6, 8, Mark.CODE)))
    assert "".join(one.spoken for one in speakable(phrase, Rules([rule]))) == "2 pi, pie pie."


def test_a_segment_tells_the_entry_that_was_used_also_where_it_keeps_a_word_as_it_is() -> None:
    rules = rules_for(Policy(lexicon=Lexicon((LexiconEntry("LMNT", "element"), LexiconEntry("a & b", "a & b")))))
    assert speakable(Phrase("LMNT a & b & c.", "en"), rules) == (
        Segment("LMNT", "element", "lexicon: LMNT"),
        Segment(" ", " "),
        Segment("a & b", "a & b", "lexicon: a & b"),
        Segment(" & ", " and ", "ampersands"),
        Segment("c.", "c."),
    )


def test_ten_thousand_entries_cost_hardly_more_than_ten() -> None:
    entries = [LexiconEntry(f"word{n}", "x") for n in range(10_000)]
    text = Phrase("The ferry leaves at six with word77 and nobody else on it. " * 2000, "en")

    def spent(number: int) -> float:
        rule = rule_of(Lexicon(tuple(entries[-number:] + entries[77:78])))
        begun = time.process_time()
        assert len(list(rule.find(text))) == 2000
        return time.process_time() - begun

    assert min(spent(10_000) for _ in range(3)) < 3 * min(spent(10) for _ in range(3))


def test_many_entries_that_begin_alike_cost_no_more() -> None:
    rule = rule_of(Lexicon(tuple(LexiconEntry(f"the word{n}", "x") for n in range(10_000))))
    begun = time.process_time()
    assert not list(rule.find(Phrase("the " * 100_000, "en")))
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("text", ["a" * 500_000, "a@" * 100_000, "http:" * 100_000, "'" * 300_000, "www." * 100_000])
def test_odd_texts_cost_no_more_than_their_length(text: str) -> None:
    rule = rule_of(Lexicon(tuple(terms(a="x", http="y", www="z"))))
    begun = time.process_time()
    list(rule.find(Phrase(text, "en")))
    assert time.process_time() - begun < 5


def test_a_rule_that_is_not_there_cannot_be_switched_off() -> None:
    with pytest.raises(InputError, match="did you mean dashes"):
        rules_for(Policy(rules_off=frozenset({"dashs"})))


def test_a_rule_is_switched_off_by_its_name() -> None:
    rules = rules_for(Policy(rules_off=frozenset({"dashes"})))
    assert "dashes" not in [rule.name for rule in rules.rules]
    assert len(rules.rules) == len(rules_for(Policy()).rules) - 1
