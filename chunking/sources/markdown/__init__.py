"""Markdown → blocks: CommonMark, GFM, and what the makers of sites and books add to them.

text ──embedded──▶ text without other languages' markup ──parser──▶ tokens ──walk──▶ Blocks

What a listener hears: headings, paragraphs, list items, quotations; tables row by row with their column names; images
by their alternative text; a footnote after the paragraph that refers to it; three words where a block of code stood.
`Policy` changes each of these, and `directives` what holds for a single block.
"""

from chunking.detection import language_of
from chunking.document import Reading
from chunking.errors import InputError
from chunking.opening import opening
from chunking.places import SourceText
from chunking.policy import Policy
from chunking.sources.front_matter import split_front_matter
from chunking.sources.markdown.embedded import embedded
from chunking.sources.markdown.inline import Ground
from chunking.sources.markdown.parser import tokens_of
from chunking.sources.markdown.walk import Walk, refuse_deep

_BREAKING = {ord(sign): " " for sign in "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"}  # lines to Python, not to Markdown


def read(text: str, policy: Policy) -> Reading:
    """The blocks of a Markdown text. Raises InputError for a broken head, and for nesting too deep to be read."""
    return _read(text, policy, mdx=False)


def read_mdx(text: str, policy: Policy) -> Reading:
    """The blocks of an MDX text: Markdown with components, expressions and imports."""
    return _read(text, policy, mdx=True)


def _read(text: str, policy: Policy, mdx: bool) -> Reading:
    front, body = split_front_matter(text)
    policy = policy.for_document(front)
    language = language_of(body, policy.language)
    found = embedded(body.translate(_BREAKING), mdx)
    try:
        tokens, inline_notes = tokens_of(found.text)
    except RecursionError as error:
        raise InputError("lists, quotations or images are nested too deeply to be read; make them flatter") from error
    refuse_deep(tokens)
    ground = Ground(found.text)
    walk = Walk(ground, policy, language, found.events)
    walk.document(tokens, inline_notes)
    blocks = (*opening(text, front, policy, language, walk.blocks), *walk.blocks)
    return Reading(blocks, SourceText.of(text), language, front, unknown=tuple(found.unknown))
