"""Plain text → blocks: Project Gutenberg's books, and ordinary text files.

What a listener hears: chapters' headings, paragraphs with their hard-wrapped lines joined, list items, the captions of
illustrations, footnotes where the policy wants them. Not spoken: licences, tables of contents, page numbers.

    text ──passages──▶ Passages ──parts──▶ what each is ──blocks──▶ Blocks ──outline──▶ levels and chapters
"""

from collections.abc import Mapping

from chunking.detection import language_of
from chunking.document import Reading
from chunking.opening import opening
from chunking.places import SourceText
from chunking.policy import Policy
from chunking.sources.text import brackets, gutenberg, outline
from chunking.sources.text.blocks import blocks
from chunking.sources.text.divisions import Rank
from chunking.sources.text.headings import Headings
from chunking.sources.text.parts import parts
from chunking.sources.text.passages import passages
from chunking.sources.text.title_page import with_author


def read(text: str, policy: Policy) -> Reading:
    """The blocks of a text file. Raises InputError where its head names a language that cannot be spoken."""
    frame = gutenberg.frame(text, policy)
    policy = policy.for_document(frame.front)
    body = "".join(text[start:end] for start, end in frame.texts)
    found = parts(list(brackets.joined(passages(text), text)), frame, boilerplate=policy.boilerplate == "read")
    laid = blocks(text, found, policy, is_gutenberg=frame.is_gutenberg)
    language = language_of(body, policy.language)
    said = opening(text, _unsaid(frame.front, found.headings), policy, language, laid.blocks)
    ranks = {index + len(said): rank for index, rank in laid.ranks.items()}
    spoken = (*said, *laid.blocks)
    return Reading(
        blocks=spoken,
        text=SourceText.of(text, laid.emphasis),
        language=language,
        front=with_author(frame.front, found.passages, found.headings),
        contents=outline.entries(spoken, ranks),
    )


def _unsaid(front: Mapping[str, object], headings: Headings) -> Mapping[str, object]:
    """What the licence's head tells; less the title where the text begins with it."""
    titled = Rank.TITLE in headings.ranks.values()
    return {name: value for name, value in front.items() if not (titled and name == "title")}
