"""Plain text → blocks: Project Gutenberg's books, and ordinary text files.

What a listener hears: chapters' headings, paragraphs with their hard-wrapped lines joined, list items, the captions of
illustrations, footnotes where the policy wants them. Not spoken: licences, tables of contents, page numbers.

    text ──passages──▶ Passages ──parts──▶ what each is ──blocks──▶ Blocks ──outline──▶ levels and chapters
"""

from chunking.detection import language_of
from chunking.document import Reading
from chunking.places import SourceText
from chunking.policy import Policy
from chunking.sources.text import brackets, gutenberg, outline
from chunking.sources.text.blocks import blocks
from chunking.sources.text.parts import parts
from chunking.sources.text.passages import passages


def read(text: str, policy: Policy) -> Reading:
    """The blocks of a text file. Raises InputError where its head names a language that cannot be spoken."""
    frame = gutenberg.frame(text, policy)
    policy = policy.for_document(frame.front)
    body = "".join(text[start:end] for start, end in frame.texts)
    found = parts(list(brackets.joined(passages(text), text)), frame, boilerplate=policy.boilerplate == "read")
    laid = blocks(text, found, policy, is_gutenberg=frame.is_gutenberg)
    return Reading(
        blocks=laid.blocks,
        text=SourceText.of(text),
        language=language_of(body, policy.language),
        front=frame.front,
        contents=outline.entries(laid.blocks, laid.ranks),
    )
