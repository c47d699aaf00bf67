"""`plan --html`: one page that a person can proof-read with, and nothing but a browser."""

import re
import time
from html.parser import HTMLParser

import proofread
import pytest

from chunking import sources
from flows.proof_page import STYLE

EMPTY = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """The page as a browser sees it: its elements, and the text of each."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements = [], []  # elements: (name, attributes, texts within)
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, name, attributes):
        element = (name, dict(attributes), [])
        self.elements.append(element)
        if name not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, name):
        assert self.open.pop()[0] == name

    def handle_data(self, text):
        for element in self.open:
            element[2].append(text)

    def all(self, name, **attributes):
        """Attributes and text of each element with these."""
        return [
            (found, "".join(texts))
            for tag, found, texts in self.elements
            if tag == name and all(found.get(key.strip("_")) == value for key, value in attributes.items())
        ]

    def texts(self, name, **attributes):
        return [text for _, text in self.all(name, **attributes)]


@pytest.fixture
def written(desk, command, monkeypatch):
    """The page of the source with everything in it."""
    monkeypatch.setattr(sources, "READERS", {**sources.READERS, ".proof": proofread.read})
    desk.book = desk.write(proofread.TEXT, "ferry.proof")
    desk.write(proofread.LEXICON, "lexicon.csv")
    desk.write('lexicon = "lexicon.csv"\n', "readcast.toml")
    target = desk.folder / "page.html"
    said = command("plan", *desk.words()[1:], "--html", target)
    assert said.code == 0, said.err
    return target.read_text("utf-8")


@pytest.fixture
def page(written):
    return Page(written)


def test_what_was_written_and_what_is_said_stand_side_by_side(page):
    assert page.texts("p", class_="w")[:2] == ["The Ferry", "Written: He paid & left for LMNT's quay."]
    assert page.texts("p", class_="s")[:2] == ["The Ferry.", "Said: He paid and left for element's quay."]


def test_changed_words_are_marked_with_the_rule_that_changed_them(page):
    assert [(one.get("title"), text) for one, text in page.all("mark")] == [
        ("ampersands", " & "),
        ("lexicon: LMNT", "LMNT"),
        ("ampersands", " and "),
        ("lexicon: LMNT", "element"),
        ("ampersands", " & "),
        ("ampersands", " and "),
    ]


def test_what_is_left_out_is_shown_with_its_reason(page):
    (text,) = page.texts("div", class_="b out")
    assert text == 'ferry.proof:3 left out: codenpm install <ferry> && "run"'


def test_blocks_that_are_not_changed_can_be_told_from_those_that_are(page):
    assert len(page.all("div", class_="b same")) == 4
    assert len(page.all("div", class_="b changed")) == 2
    assert page.all("input", id="only")
    assert "#only:checked" in STYLE


def test_all_text_is_escaped(written, page):
    assert "<b>" not in written
    assert "The <b>end</b> & no more" in page.texts("p", class_="w")[-1]


def test_text_of_another_language_says_so_and_runs_its_own_way(page):
    tongues = [(one.get("lang"), one.get("dir")) for one, _ in page.all("p", class_="w")]
    assert tongues[3:5] == [("de", None), ("ar", "rtl")]
    assert page.all("html")[0][0]["lang"] == "en"


def test_unknown_constructs_are_listed(page):
    assert "{{< gallery >}}" in page.texts("code")
    assert any("ferry.proof:6" in text for text in page.texts("li"))


def test_there_is_a_way_to_each_chapter(page):
    targets = {one["id"] for _, one, _ in page.elements if "id" in one}
    links = [one["href"] for one, _ in page.all("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= targets
    assert len(page.all("nav")) == len(page.all("main")) == len(page.all("header")) == len(page.all("h1")) == 1
    assert page.texts("h2") == ["1 The Ferry"]


def test_nothing_is_fetched_and_no_script_is_there(written, page):
    assert not [name for name, *_ in page.elements if name in ("script", "link", "img", "iframe", "object")]
    assert "://" not in written
    assert "url(" not in written
    assert any("default-src 'none'" in one.get("content", "") for one, _ in page.all("meta"))


def test_every_heading_is_one_level_below_the_one_above_it_and_no_id_is_given_twice(desk, command):
    desk.write("# One\n\nThe first.\n", "posts/a.md")
    desk.write("# Two\n\n## Aa\n\nThe second.\n\n## Bb\n\nThe third.\n", "posts/b.md")
    target = desk.folder / "page.html"
    assert command("plan", desk.folder / "posts", *desk.words()[2:], "--html", target).code == 0
    page = Page(target.read_text("utf-8"))
    levels = [int(name[1]) for name, *_ in page.elements if re.fullmatch("h[1-6]", name)]
    assert levels == [1, 2, 3, 2, 3, 3]
    ids = [one["id"] for _, one, _ in page.elements if "id" in one]
    assert len(ids) == len(set(ids))


def colours(style):
    """The values of the page's colours, light and dark."""
    return [dict(re.findall(r"--(\w+):(#\w+)", rule)) for rule in re.findall(r":root\{[^}]*\}", style)]


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(("text", "ground"), [("ink", "paper"), ("soft", "paper"), ("on", "mark")])
def test_text_can_be_read_on_its_ground(scheme, text, ground):
    """WCAG 2.2, success criterion 1.4.3: a contrast of 4.5 to 1 at least."""
    found = colours(STYLE)[scheme]
    light, dark = sorted((luminance(found[text]), luminance(found[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_page_is_written_over_what_stands_there_but_never_over_a_source(desk, command):
    target = desk.write("an old page", "page.html")
    assert command("plan", *desk.words()[1:], "--html", target).code == 0
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    before = desk.book.read_bytes()
    said = command("plan", *desk.words()[1:], "--html", desk.book)
    assert (said.code, "among the sources" in said.err) == (2, True)
    assert desk.book.read_bytes() == before


def test_a_page_does_not_become_a_source_itself(desk, command):
    desk.write("# One\n\nText.\n", "posts/a.md")
    target = desk.folder / "posts" / "page.html"
    said = command("plan", desk.folder / "posts", *desk.words()[2:], "--html", target)
    assert (said.code, "among the sources" in said.err) == (2, True)
    assert not target.exists()


def test_a_folder_that_is_not_there_is_named(desk, command):
    said = command("plan", *desk.words()[1:], "--html", desk.folder / "nowhere" / "page.html")
    assert said.code == 2
    assert "page.html cannot be written: No such file or directory; name another file with --html." in said.err


def test_the_page_of_a_novel_is_made_in_seconds_and_is_no_heavy_load(desk, command):
    """120,000 words: 61 chapters of 34 paragraphs of 58 words, in each of them something to be marked."""
    text = (
        "The ferry left at six & nobody was on it but the cook who sang to the engine. " * 3 + "And so on they went. "
    )
    chapters = (f"## Chapter {n}\n\n" + "\n\n".join(f"{m}th: {text}" for m in range(34)) for n in range(61))
    desk.write("# A novel\n\n" + "\n\n".join(chapters))
    target = desk.folder / "page.html"
    begun = time.process_time()
    assert command("plan", *desk.words()[1:], "--html", target).code == 0
    assert time.process_time() - begun <= 5
    assert target.stat().st_size <= 20_000_000
