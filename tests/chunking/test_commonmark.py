"""The 652 examples of CommonMark 0.31.2: the words that we read are those that a browser shows of the reference HTML."""

import re
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from chunking.policy import Policy
from chunking.sources import markdown

pytestmark = pytest.mark.soak

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import corpora  # noqa: E402

POLICY = Policy(language="en", code="skip", opening=())
WORD = re.compile(r"\w+")
# Where we read otherwise, and why.
DIFFERENT = {
    148: "<pre> in raw HTML without <code> is text to us: verse, not a program",
    163: "<Warning> is a component of MDX, which says what it is",
    590: "![[foo]] is a picture that Obsidian embeds",
}
_BLOCK = re.compile(r"<(?=(?:p|li|h\d|blockquote|br|td|th|tr|hr|div|ul|ol|pre)\b)")
_EMPTY = re.compile(r"\s*(?:<!--.*?-->|<![A-Za-z][^>]*>|\s)*", re.S)


def shown(page: str) -> list[str]:
    """The words of a piece of HTML less its code, as lxml sees them; a picture shows its alternative text."""
    text = re.sub(r'<img[^>]*?alt="([^"]*)"[^>]*>', r"\1", page)
    text = _BLOCK.sub(" <", re.sub(r"<pre>.*?</pre>", " ", text, flags=re.S))
    if _EMPTY.fullmatch(text):
        return []
    tree = html.fragment_fromstring(text, create_parent="div")
    for hidden in [*tree.iter("script", "style"), *tree.iter(etree.Comment)]:
        hidden.text = ""
    return WORD.findall("".join(tree.itertext()))


def read(text: str) -> list[str]:
    """The words that are read of a Markdown text; a blank line before it keeps it from having a head of settings."""
    blocks = markdown.read(f"\n{text}", POLICY).blocks
    return WORD.findall(" ".join(block.written for block in blocks if not block.left_out))


def test_the_words_of_every_example_are_those_of_its_reference(tmp_path: Path) -> None:
    different = []
    for example in corpora.commonmark_examples(tmp_path):
        source, reference = (str(example[name]).replace("→", "\t") for name in ("markdown", "html"))
        if read(source) != shown(reference):
            different.append(example["number"])
    assert different == list(DIFFERENT)
