import datetime

import pytest

from chunking.errors import InputError
from chunking.sources.front_matter import split_front_matter


def test_settings_give_way_to_as_many_spaces() -> None:
    front, rest = split_front_matter("---\ntitle: x\n---\nText\n")
    assert dict(front) == {"title": "x"}
    assert rest == "   \n        \n   \nText\n"


def test_a_date_is_a_date() -> None:
    assert split_front_matter("---\ndate: 2026-03-05\n---\n")[0]["date"] == datetime.date(2026, 3, 5)


def test_keys_are_text() -> None:
    assert dict(split_front_matter("---\n1: a\n---\n")[0]) == {"1": "a"}


def test_a_blank_line_may_follow_the_first_when_settings_follow() -> None:
    assert dict(split_front_matter("---\n\ntitle: x\n---\n")[0]) == {"title": "x"}


@pytest.mark.parametrize(
    "text", ["", "Text", "--- x\na: b\n---\n", "---\na: b\n", " ---\na: b\n---\n", "---\n\nText\n---\n"]
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    front, rest = split_front_matter(text)
    assert (dict(front), rest) == ({}, text)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("a: 1\nb: c: d", 3),
        ("a: [1", 3),
        ("a: 1\n\tb: 2", 3),
        ("- one\n- two", 2),
        ("just text", 2),
        ("a: 2026-02-30", 2),
        ("a: !!int x", 2),
        ("a: !!timestamp x", 2),
        ("a: !!bool x", 2),
        ("a: !!python/object:os.system x", 2),
        ("a: " + "[" * 3000, "[23]"),  # as libyaml is there or not
        ("a: " + "9" * 5000, 2),
        ("? [a]\n: b", 2),
    ],
)
def test_broken_settings_are_refused_with_their_line(head: str, line: int | str) -> None:
    with pytest.raises(InputError, match=rf"^line {line}: the front matter .*blank line"):
        split_front_matter(f"---\n{head}\n---\nText\n")


@pytest.mark.parametrize(
    "head",
    ["+++\na = \n+++\n", "+++\na = 1\na = 2\n+++\n", '{\n  "a": 1,\n}\n', '{"a": ' + "[" * 5000, '{\n  "a": tru\n}\n'],
)
def test_broken_toml_and_json_are_refused_with_a_line(head: str) -> None:
    with pytest.raises(InputError, match=r"^line \d+: the front matter .*blank line"):
        split_front_matter(f"{head}Text\n")


@pytest.mark.parametrize("text", ["{a} b", "{{< a >}}", "{% a %}", "+++ a\n", "+++\na\n", "{#id}\n"])
def test_other_braces_and_plus_signs_are_text(text: str) -> None:
    front, rest = split_front_matter(text)
    assert (dict(front), rest) == ({}, text)


def test_a_date_in_toml_is_a_date() -> None:
    assert split_front_matter("+++\ndate = 2026-03-05\n+++\n")[0]["date"] == datetime.date(2026, 3, 5)
