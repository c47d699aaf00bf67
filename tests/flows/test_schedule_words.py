"""What the options of `readcast schedule` come to, and what is wrong with them. No server is asked."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chunking.errors import InputError
from flows import timing
from flows.scheduling import default_name, lasting, lasting_source
from flows.timing import every_so_often, timing_of
from flows.up.place import Place


@pytest.mark.parametrize(
    ("every", "seconds"), [("5s", 5), ("15m", 900), ("6h", 21_600), ("1d", 86_400), ("2w", 1_209_600), (" 3 m ", 180)]
)
def test_an_interval_is_a_number_and_a_unit(every, seconds):
    assert timing_of(None, every, None, "UTC").every == timedelta(seconds=seconds)


@given(st.integers(1, 999_999), st.sampled_from("smhdw"))
def test_an_interval_is_told_as_it_can_be_given(number, unit):
    given_so = timing_of(None, f"{number}{unit}", None, "UTC").every
    told = every_so_often(given_so).removeprefix("every ")
    assert timing_of(None, told, None, "UTC").every == given_so


@pytest.mark.parametrize("every", ["", "m", "0m", "-1h", "1.5h", "15", "15 minutes", "1y", "9999999s"])
def test_what_is_no_interval_is_refused(every):
    with pytest.raises(InputError, match="--every takes a time such as 15m"):
        timing_of(None, every, None, "UTC")


@pytest.mark.parametrize("said", [(None, None, None), ("* * * * *", "1h", None), ("* * * * *", "1h", "FREQ=DAILY")])
def test_when_is_said_exactly_once(said):
    with pytest.raises(InputError, match="say when, and only once"):
        timing_of(*said, None)


def test_the_time_zone_is_that_of_the_machine_unless_it_is_said(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert timing_of("0 6 * * *", None, None, None).timezone == "Asia/Tokyo"
    assert timing_of("0 6 * * *", None, None, "Europe/Berlin").timezone == "Europe/Berlin"


def test_a_machine_names_its_time_zone_by_a_link(monkeypatch, tmp_path):
    monkeypatch.delenv("TZ", raising=False)
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Paris")
    monkeypatch.setattr(timing, "LOCAL", tmp_path / "localtime")
    assert timing.local_timezone() == "Europe/Paris"
    monkeypatch.setattr(timing, "LOCAL", tmp_path / "none")
    assert timing.local_timezone() == "UTC"


def test_a_name_is_the_same_for_the_same_and_another_for_others():
    name = default_name(["/home/ada/blog"], "/home/ada/out")
    assert name == default_name(["/home/ada/blog"], "/home/ada/out")
    assert name.startswith("blog-")
    others = [(["/home/bob/blog"], "/home/ada/out"), (["/home/ada/blog"], "/home/ada/out2")]
    assert name not in [default_name(*one) for one in others]


@pytest.mark.parametrize(
    ("source", "begin"),
    [
        ("https://example.org/team/blog.git", "blog-"),
        ("git@example.org:team/blog", "blog-"),
        ("/posts/Über uns/", "uber-uns-"),
        ("/posts/…", "narration-"),
    ],
)
def test_a_name_comes_from_the_source(source, begin):
    assert default_name([source], "/out").startswith(begin)


def test_a_path_is_kept_as_it_is_found_from_anywhere_and_an_address_as_it_is(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blog").mkdir()
    assert lasting_source("blog") == str(tmp_path / "blog")
    assert lasting("out") == str(tmp_path / "out")
    for address in ("https://example.org/blog.git", "ssh://git@example.org/blog", "git@example.org:blog", "s3://b/out"):
        assert lasting_source(address) == lasting(address) == address


def test_a_source_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="is not there"):
        lasting_source(str(tmp_path / "blgo"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cron", "0 6 * *"], '--cron: Invalid cron string: "0 6 * *".'),
        (["--cron", "0 6 31 2 *"], "the schedule has no date to run on: failed to find next date."),
        (["--rrule", "FREQ=DAILYS"], "--rrule: Invalid RRule string \"FREQ=DAILYS\": invalid 'FREQ': DAILYS."),
        (["--rrule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], "the schedule has no date to run on"),
        (["--every", "1h", "--timezone", "Mars/Base"], "--timezone: there is no time zone 'Mars/Base'"),
        (["--cron", "0 6 * * *", "--timezone", "Mars/Base"], '--timezone: Invalid timezone: "Mars/Base"'),
        ([], "say when, and only once"),
    ],
)
def test_a_time_that_is_none_is_one_line_and_exit_code_2(command, tmp_path, words, said):
    ended = command("schedule", tmp_path, "-o", tmp_path / "out", *words)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"readcast: {said}")


def test_without_a_server_it_is_exit_code_4_and_says_how_to_have_one(command, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    ended = command("schedule", tmp_path, "-o", tmp_path / "out", "--every", "1h")
    assert (ended.code, ended.out, ended.err.count("\n")) == (4, "", 1)
    assert "start `readcast up`" in ended.err


def test_a_source_called_like_a_command_is_given_as_a_path(command, tmp_path, monkeypatch):
    (tmp_path / "list").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "say when" in command("schedule", "./list").err
    assert "need a Prefect server" in command("schedule", "list").err


@pytest.mark.parametrize(
    ("host", "page", "is_open"),
    [
        ("127.0.0.1", "http://127.0.0.1:4200", False),
        ("::1", "http://[::1]:4200", False),
        ("localhost", "http://localhost:4200", False),
        ("0.0.0.0", "http://127.0.0.1:4200", True),
        ("192.168.1.5", "http://192.168.1.5:4200", True),
    ],
)
def test_a_server_is_open_to_others_only_where_it_is_told_to(host, page, is_open):
    place = Place(host, 4200)
    assert (place.page, place.is_open) == (page, is_open)


HOSTILE = [
    "[click](javascript:alert(1))",
    "<script>alert(1)</script>",
    "![x](https://example.org/x.png)",
    "https://example.org www.example.org a@example.org",
    "# heading\n\n- list `code` *stars* _lines_ ~~gone~~ | table |",
    "&lt;b&gt; &amp; \\<b\\>",
    "\x1b[31mred\x07",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_of_an_artifact_shows_a_title_as_it_is(title):
    """Judged by a Markdown parser that we did not write."""
    from flows.tracked.artifacts import escaped  # noqa: PLC0415 - Prefect, which takes two seconds

    made = MarkdownIt("gfm-like", {"linkify": False}).render(f"- {escaped(title)}")
    inner = made.strip().removeprefix("<ul>\n<li>").removesuffix("</li>\n</ul>")
    assert "<" not in inner
    assert "\x1b" not in inner
