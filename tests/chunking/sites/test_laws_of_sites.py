"""What holds for every site, whatever its files say."""

import json
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planting import NOW, only, plant, site

from chunking.errors import InputError
from chunking.sites import PRESETS

NAMES = st.text(st.sampled_from("ab-_ .1üß%+&#'[]{}:\t\u202e語"), min_size=1, max_size=12).filter(
    lambda name: name.strip(".") and "/" not in name
)
DATES = st.sampled_from(["2026-03-05-", "26-3-5-", "9999-99-99-", "0000-00-00-", "2026-03-05", "01-", "_", ""])
FOLDERS = st.sampled_from(
    [
        "",
        "content/",
        "content/posts/",
        "docs/",
        "blog/",
        "src/pages/",
        "src/content/blog/",
        "_posts/",
        "_drafts/",
        "a/_posts/",
    ]
)
PATHS = st.builds(lambda folder, date, name: f"{folder}{date}{name}.md", FOLDERS, DATES, NAMES)
VALUES = st.one_of(
    st.sampled_from(
        [
            *(
                "../../x",
                "/../..",
                "%2e%2e/x",
                "..%2f..%5cx",
                "a/./b",
                "//evil.example/x",
                "https://[x",
                "\x00\x1b[2J",
                "/a\nb",
            ),
            *(
                ":title",
                ":year/:month_:day",
                ":sections[1:]",
                ":sections[99999999999:]",
                ":::",
                "{{ x }}",
                "{{",
                "pretty",
            ),
            *("9999999-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-05", "x" * 5000, ""),
        ]
    ),
    st.text(max_size=30),
    st.none() | st.booleans() | st.integers() | st.floats(),
    st.dates() | st.datetimes(),
    st.lists(st.text(max_size=5) | st.integers() | st.dates(), max_size=3),
    st.dictionaries(st.sampled_from(["name", "created", "render", "narrate"]), st.text(max_size=5) | st.booleans()),
)
KEYS = st.sampled_from(
    [
        *(
            "date",
            "publishDate",
            "expiryDate",
            "title",
            "slug",
            "url",
            "permalink",
            "id",
            "draft",
            "published",
            "publish",
        ),
        *("author", "authors", "category", "categories", "build", "readcast", "narrate", "unlisted", "headless"),
    ]
)
HEADS = st.dictionaries(KEYS, VALUES, max_size=6)


def yaml_of(head: dict[str, object]) -> str:
    """As YAML that has dates, in which strings are quoted as in JSON."""

    def written(value: object) -> str:
        if isinstance(value, dict | list | str | bool | float | None):
            return json.dumps(value, default=str)
        return str(value)

    return "".join(f"{key}: {written(value)}\n" for key, value in head.items())


@settings(max_examples=100, deadline=None)
@given(preset=st.sampled_from(sorted(PRESETS)), files=st.dictionaries(PATHS, HEADS, min_size=1, max_size=4))
def test_every_permalink_is_a_plain_path_below_the_root_whatever_a_front_matter_says(
    preset: str, files: dict[str, dict[str, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plant(Path(folder), {name: f"---\n{yaml_of(head)}---\nWords.\n" for name, head in files.items()})
        try:
            found = site(Path(folder), preset=preset).posts
        except InputError as error:
            assert "no document to speak" in str(error)
            return
    for one in found:
        assert re.fullmatch(r"/[!-~]*", one.permalink)
        assert not one.permalink.startswith("//")
        parts = unquote(one.permalink, errors="strict").split("/")
        assert not {".", ".."} & {part.strip() for each in parts for part in re.split(r"[/\\]", each)}
        assert one.date is None or one.date.tzinfo
        assert one.name == one.name.encode().decode()


@settings(max_examples=50, deadline=None)
@given(names=st.sets(PATHS, min_size=1, max_size=8))
def test_in_a_plain_folder_every_file_is_listed_once(names: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plant(Path(folder), {name: "Words.\n" for name in names})
        visible = {name for name in names if not any(part.startswith(".") for part in name.split("/"))}
        if visible:
            assert [one.name for one in site(Path(folder), preset="plain").posts] == sorted(
                visible, key=lambda name: name.split("/")
            )


HOSTILE = [
    "---\n" + "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a,*a]\n" for n in range(50)) + "---\n",
    "---\nauthors: &a [*a, Ann]\n---\n",
    "---\ndate: &d {created: *d}\n---\n",
    "---\n" + "[" * 20_000 + "\n---\n",
    "---\n" + "x: y\n" * 2_000_000 + "---\nWords.\n",  # ten megabytes
    "---\n" * 100_000,
    "+++\n" + "a." * 5000 + "b = 1\n+++\n",
    '{"a": ' * 20_000,
    "---\n!!python/object/apply:os.system ['true']\n---\n",
    "\0\0\0",
    "\ufeff---\ndraft: true\n---\nx\n",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_no_head_makes_looking_at_a_folder_fail(tmp_path: Path, text: str) -> None:
    assert only(site(plant(tmp_path, {"a.md": text}))).name == "a.md"


def test_a_clock_of_any_zone_can_be_compared_with_any_date(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": "---\ndate: '0001-01-01T00:00:00+14:00'\n---\nx\n"})
    plant(
        tmp_path, {"b.md": "---\ndate: '9999-12-31T23:59:59-14:00'\n---\nx\n", "_config.yml": "timezone: Asia/Tokyo\n"}
    )
    assert [one.held for one in site(tmp_path, preset="plain", now=NOW).posts] == ["", "dated 9999-12-31"]
