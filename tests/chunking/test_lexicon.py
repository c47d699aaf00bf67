"""A lexicon's file, read: every wrong line is named."""

from collections.abc import Callable

import pytest

from chunking.errors import InputError
from chunking.lexicon import LONGEST, Lexicon, LexiconEntry, from_csv, from_toml

TOML = r"""
[terms]
LMNT = "element"
"C++" = "see plus plus"

[[entry]]
written = '(\d+)bn'
spoken = '\1 billion'
regex = true

[[entry]]
written = "US"
spoken = "U S"
case = true
language = "en-US"
"""
CSV = r"""written,spoken,regex,case,language
LMNT,element
C++,see plus plus,,,
(\d+)bn,\1 billion,yes

US,U S,no,true,en-US
"""
FOUND = (
    LexiconEntry("LMNT", "element"),
    LexiconEntry("C++", "see plus plus"),
    LexiconEntry(r"(\d+)bn", r"\1 billion", regex=True),
    LexiconEntry("US", "U S", case=True, language="en"),
)


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (from_toml, TOML),
        (from_toml, "\ufeff" + TOML),
        (from_csv, CSV),
        (from_csv, "\ufeff" + CSV),
        (from_csv, CSV.replace(",", ";")),
        (from_csv, CSV.replace(",", "\t")),
        (from_csv, CSV.replace("\n", "\r\n")),
        (from_csv, CSV.replace("written,spoken", "Written , SPOKEN")),
    ],
)
def test_the_same_entries_come_from_toml_and_from_csv(parse: Callable[[str], Lexicon], text: str) -> None:
    assert parse(text).entries == FOUND


@pytest.mark.parametrize(("parse", "text"), [(from_toml, ""), (from_toml, "# none\n"), (from_csv, "written,spoken\n")])
def test_a_lexicon_without_entries_is_sound(parse: Callable[[str], Lexicon], text: str) -> None:
    assert parse(text) == Lexicon()


def test_a_form_in_quotes_may_hold_the_sign_that_parts_columns() -> None:
    assert from_csv('written,spoken\n"1,5","one, five"\n').entries == (LexiconEntry("1,5", "one, five"),)


def test_each_entry_knows_where_it_stands() -> None:
    assert [one.where for one in from_csv(CSV).entries] == ["line 2", "line 3", "line 4", "line 6"]
    assert [one.where for one in from_toml(TOML).entries] == [
        "[terms] 'LMNT'",
        "[terms] 'C++'",
        "[[entry]] 1",
        "[[entry]] 2",
    ]


def test_nothing_may_be_said_for_a_word() -> None:
    assert from_csv("written,spoken\n[sic],\n").entries == (LexiconEntry("[sic]", ""),)


WRONG_TOML = {
    "no TOML": ("[terms", "not valid TOML"),
    "the line of what is no TOML": ("[terms]\na = b", "line 2"),
    "another table": ("[term]\na = 'b'", "did you mean `terms`?"),
    "terms no table": ("terms = 1", r"\[terms\]"),
    "entry no list": ("entry = 1", r"\[\[entry\]\]"),
    "entry one table": ("[entry]\nwritten = 'a'", r"\[\[entry\]\]"),
    "a number as a form": ("[terms]\na = 1", r"\[terms\] 'a': `spoken` is not a text"),
    "no spoken form": ("[[entry]]\nwritten = 'a'", r"\[\[entry\]\] 1: there is no `spoken`"),
    "an empty written form": ("[terms]\n' ' = 'a'", "`written` is empty"),
    "an unknown field": ("[[entry]]\nwriten = 'a'", r"entry\]\] 1: .*did you mean `written`"),
    "a text as a flag": ("[[entry]]\nwritten = 'a'\nspoken = 'b'\ncase = 'no'", "true or false"),
    "a language nobody speaks": ("[[entry]]\nwritten = 'a'\nspoken = 'b'\nlanguage = 'tlh'", "cannot be spoken"),
    "a language that is no text": ("[[entry]]\nwritten = 'a'\nspoken = 'b'\nlanguage = 1", "not a text"),
    "a bad expression": ("[[entry]]\nwritten = '('\nspoken = 'b'\nregex = true", "not a sound regular expression"),
    "a group that is not there": ("[[entry]]\nwritten = 'a'\nspoken = '\\2'\nregex = true", "not a sound regular"),
    "a form too long": (f"[terms]\na = '{'b' * (LONGEST + 1)}'", "1,001 characters long"),
    "brackets without end": ("a = " + "[" * 100_000, "not valid TOML"),
    "a number without end": ("a = " + "1" * 10_000, "not valid TOML"),
}
WRONG_CSV = {
    "no header": ("LMNT,element\n", "line 1: .*`lmnt`"),
    "no spoken column": ("written,case\na,yes\n", "line 1: there is no column `spoken`"),
    "an empty file": ("", "there is no column `written`"),
    "an unknown column": ("written,spokn\n", "did you mean `spoken`"),
    "a comma too many": ("written,spoken\na,b\nc,d, e\n", "line 3 has 3 columns and line 1 has 2"),
    "a missing form": ("written,spoken\na\n", "line 2: there is no `spoken`"),
    "a flag that is none": ("written,spoken,case\na,b,perhaps\n", "line 2: `case` is 'perhaps'"),
    "an open quote": ('written,spoken\n"a,b\n', "not valid CSV"),
    "a control character": ("written,spoken\na\x1b,b\n", "line 2: `written` has a control character"),
    "a bad expression": ("written,spoken,regex\n[,b,yes\n", "line 2: .*not a sound"),
}


@pytest.mark.parametrize(("text", "named"), WRONG_TOML.values(), ids=WRONG_TOML)
def test_what_is_wrong_in_toml_is_named(text: str, named: str) -> None:
    with pytest.raises(InputError, match=named):
        from_toml(text)


@pytest.mark.parametrize(("text", "named"), WRONG_CSV.values(), ids=WRONG_CSV)
def test_what_is_wrong_in_csv_is_named_by_its_line(text: str, named: str) -> None:
    with pytest.raises(InputError, match=named):
        from_csv(text)
