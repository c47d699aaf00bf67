"""The 652 examples of CommonMark 0.31.2: the words that we read are those that the reference HTML shows, code too."""

import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from chunking.policy import Policy
from chunking.sources import markdown

pytestmark = pytest.mark.soak

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import corpora  # noqa: E402

POLICY = Policy(language="en", code="read", opening=())
BLOCKS = "p div pre blockquote ul ol li hr h1 h2 h3 h4 h5 h6 table tr td th br".split()  # noqa: SIM905
# Where we read otherwise, and why.
DIFFERENT = {
    156: "a tag that never ends: a browser shows nothing of it, the reference leaves it as it is",
    157: "the same",
    158: "the same",
    163: "<Warning> on lines of its own is a component of MDX, which says what kind of text comes",
    180: "a browser ends <?php at the first >, and shows the rest of the program; CommonMark and we end it at ?>",
    590: "![[foo]] is a picture that Obsidian embeds",
}


class Shown(HTMLParser):
    """What a browser shows of a page, with the alternative texts of its images."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.parts.append(" " if tag in BLOCKS else dict(attrs).get("alt") or "" if tag == "img" else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style") and self.hidden > 0
        self.parts.append(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def shown(page: str) -> list[str]:
    """The words of a piece of HTML. `<!-->` is a whole comment, which Python's parser does not know."""
    parser = Shown()
    parser.feed(page.replace("<!-->", "").replace("<!--->", ""))
    parser.close()
    return "".join(parser.parts).split()


def read(text: str) -> list[str]:
    """The words that are read of a Markdown text; a blank line before it keeps it from having a head of settings."""
    blocks = markdown.read(f"\n{text}", POLICY).blocks
    return " ".join(block.written for block in blocks if not block.left_out).split()


def test_the_words_of_every_example_are_those_of_its_reference(tmp_path: Path) -> None:
    examples = corpora.commonmark_examples(tmp_path)
    different = []
    for example in examples:
        source, reference = (str(example[name]).replace("→", "\t") for name in ("markdown", "html"))
        if read(source) != shown(reference):
            different.append(example["number"])
    assert different == list(DIFFERENT)
    assert len(examples) == 652
