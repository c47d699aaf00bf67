"""Markdown → blocks. The only user of markdown-it.

CommonMark and GFM (tables, strikethrough, addresses, task lists), and what writers add to them: front matter,
footnotes, definition lists, admonitions (`> [!NOTE]`, `:::note`, `!!! note`), formulas (`$x$`, `$$x$$`), names of
emoji, attributes (`{#id}`), wiki links, shortcodes of Hugo, tags of Liquid, components of MDX.

    text ──parser──▶ block tokens ──walk──▶ texts ──parser──▶ tokens with places ──phrasing──▶ pieces ──▶ Blocks

What a listener hears: headings, paragraphs, list items, quotations; tables row by row with their column names; images
by their alternative text; a footnote after the paragraph that refers to it; three words where a block of code stood.
`Policy` changes that for a document, a comment for one block (see `chunking.sources.directives`).

Of templates (shortcodes, tags, components) the markup is dropped and the text within is read. A table of ours (`known`)
says which of their attributes are for readers; what is not in it is named in `Reading.unknown`. Braces are MDX only in
files that are: by their name, or because a component or an import stands outside of code. Within code nothing is looked
for. With `footnotes = "end"` a note is heard at the end of its chapter, as `chunking.chapters` finds it.
"""

import re
from typing import Final

from chunking.detection import language_of
from chunking.document import Reading
from chunking.opening import opening
from chunking.places import SourceText
from chunking.policy import Policy
from chunking.sources.front_matter import split_front_matter
from chunking.sources.markdown.mdx import looks_like_mdx
from chunking.sources.markdown.parser import parser
from chunking.sources.markdown.setting import Setting
from chunking.sources.markdown.walk import Walk

_BREAKING: Final = re.compile(r"[\v\f\x1c-\x1f\x85\u2028\u2029]")  # ends of lines to Python, not to Markdown


def read(text: str, policy: Policy) -> Reading:
    """The blocks of a Markdown text. Raises InputError for a broken head, and for nesting too deep to be read."""
    return _read(text, policy, is_mdx=False)


def read_mdx(text: str, policy: Policy) -> Reading:
    """The same of a file that says that it is MDX."""
    return _read(text, policy, is_mdx=True)


def _read(text: str, policy: Policy, is_mdx: bool) -> Reading:
    front, body = split_front_matter(_BREAKING.sub(" ", text))
    policy = policy.for_document(front)
    language = language_of(body, policy.language)
    reader = parser(is_mdx or looks_like_mdx(body))
    found = reader.blocks(body)
    source = SourceText.of(text)
    setting = Setting(body, source, found.ends, policy, language)
    blocks = Walk(reader, found, setting).document()
    head = text[: len(text) - len(body.lstrip())]
    said_first = opening(head, front, policy, language, blocks)
    unknown = tuple(setting.unknown.values())
    source = SourceText.of(text, setting.emphasis)
    return Reading((*said_first, *blocks), source, language, front, unknown=unknown)
