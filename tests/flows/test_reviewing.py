"""`readcast subtitles --review`: one page that needs nothing else, for people who check subtitles."""

import re
import sys
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from chunking.document import Kind
from flows.chapters import books_in
from flows.tracks import TrackOrder, chapter_cues
from render.samples import Samples, Span, to_seconds
from render.subtitles import words
from render.timeline import TimedParagraph, TimedWord, Timeline

ODD = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_desk):
    desk = new_desk(tmp_path_factory.mktemp("made"))
    desk.edit("At noon the sea is flat.", "At `" + ODD + "` & noon.")
    desk.edit("## Night", "## Night `<b>`")
    desk.narrate()
    return desk.out


@pytest.fixture
def page(command, made, tmp_path):
    target = tmp_path / "a b#1" / "review.html"
    target.parent.mkdir()
    assert command("subtitles", made, "--review", target).code == 0
    return Page(target)


class Page(HTMLParser):
    """The elements and texts of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.text = path, path.read_text("utf-8")
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.shown.append(data)

    def named(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def test_every_cue_is_listed_with_its_times_and_text(page, made):
    cues = [cue for one in books_in(made)[0].chapters for cue in chapter_cues(one, TrackOrder()).cues]
    assert [(int(item["data-start"]), int(item["data-end"])) for item in page.named("li") if "data-start" in item] == [
        (cue.start, cue.end) for cue in cues
    ]
    shown = " ".join("".join(page.shown).split())
    assert all(line in shown for cue in cues for line in cue.lines)


def test_text_of_the_document_is_text_on_the_page(page):
    assert page.named("img") == []
    assert page.named("b") == []
    assert len(page.named("script")) == 1
    assert page.text.count("</script>") == 1


def test_the_recordings_are_found_by_their_way_from_the_page(page, made):
    sources = [unquote(str(one["src"])) for one in page.named("audio")]
    assert [(page.path.parent / source).resolve() for source in sources] == [
        one.audio.resolve() for one in books_in(made)[0].chapters
    ]
    assert not any(source.startswith(("/", "file:")) for source in sources)


def test_the_page_fetches_nothing(page):
    (policy,) = (one["content"] for one in page.named("meta") if "http-equiv" in one)
    assert str(policy).startswith("default-src 'none'")
    assert page.named("link") == page.named("track") == []
    assert [name for name in ("fetch(", "XMLHttpRequest", "@import", "url(") if name in page.text] == []
    assert re.findall(r"https?://", page.text.replace(str(policy), "")) == []


def test_the_outline_has_twenty_bytes_a_second_and_is_flat_where_it_is_silent(page, made):
    for canvas, one in zip(page.named("canvas"), books_in(made)[0].chapters, strict=True):
        outline = b64decode(str(canvas["data-peaks"]))
        _, timeline = one.words()
        assert len(outline) == int(to_seconds(timeline.length) * 20)
        heard = timeline.paragraphs[0].span
        assert max(outline[: heard.start // 1200 - 1]) == 0
        assert max(outline[heard.start // 1200 : heard.end // 1200]) > 50


def test_broken_limits_are_named_and_not_told_by_colour_alone(command, tmp_path):
    """Ten long words in a second are too fast for anybody."""
    spans = [Span(Samples(number * 2400), Samples(number * 2400 + 2000)) for number in range(10)]
    said = tuple(TimedWord("circumnavigation", span) for span in spans)
    paragraph = TimedParagraph(Kind.TEXT, " ".join(word.text for word in said), Span(Samples(0), Samples(24_000)), said)
    timeline = Timeline((paragraph,), Samples(26_000))
    (tmp_path / "01-fast.words.json").write_text(words.write("Fast", timeline), "utf-8")
    assert command("subtitles", tmp_path, "--review", tmp_path / "r.html").code == 0
    page = Page(tmp_path / "r.html")
    bad = [one for one in page.named("li") if one.get("class") == "bad"]
    assert len(bad) == len(page.named("strong")) > 0
    assert any("characters a second, over 20" in text for text in page.shown)


def test_words_files_alone_make_a_page_without_sound(command, made, tmp_path):
    for path in made.glob("*.words.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert command("subtitles", tmp_path, "--review", tmp_path / "r.html").code == 0
    page = Page(tmp_path / "r.html")
    assert page.named("audio") == page.named("canvas") == []
    assert len([item for item in page.named("li") if "data-start" in item]) > 3


def test_every_control_can_be_reached_by_keyboard_and_has_a_name(page):
    assert all("tabindex" not in attributes for _, attributes in page.elements)
    assert all(one.get("type") == "button" for one in page.named("button"))
    labels = {one["id"] for one in page.named("h2")}
    assert all(one["aria-labelledby"] in labels for one in [*page.named("audio"), *page.named("section")])


def test_only_a_page_is_written(command, made):
    before = (made / "01-morning.words.json").read_bytes()
    said = command("subtitles", made, "--review", made / "01-morning.words.json")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert (made / "01-morning.words.json").read_bytes() == before


@pytest.mark.soak
def test_the_page_plays_by_keyboard_in_chromium_and_axe_finds_nothing(page, made):
    sys.path.insert(0, str(Path(__file__).parents[1] / "render" / "subtitles"))
    from track_judges import in_node  # noqa: PLC0415

    (found,) = in_node(Path(__file__).with_name("review_in_a_browser.mjs"), page.path.resolve().as_uri())
    at, start, end = found["heard"]
    assert start <= at < end
    assert found["drawn"]
    assert (found["problems"], found["violations"]) == ([], [])
    audio = [one.audio.resolve().as_uri() for one in books_in(made)[0].chapters]
    assert set(found["requests"]) <= {page.path.resolve().as_uri(), *audio}
