"""What each passage of a file is: text, a heading, or something that is not spoken, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from chunking.front import told
from chunking.sources.text.brackets import Kind, bracket
from chunking.sources.text.contents import contents
from chunking.sources.text.gutenberg import CREDITED, Frame, heads_notes, is_credit
from chunking.sources.text.headings import Headings, headings, titled
from chunking.sources.text.numbering import chains, numbered, page_number, rising
from chunking.sources.text.passages import Passage, Shape

LICENCE = "licence"
CONTENTS = "contents"
PAGE_NUMBER = "page number"
_SENTENCE_END = tuple('.!?…:;"”’»)]*_')
_APPENDED = 60  # passages at the end among which the transcriber's notes stand


@dataclass(frozen=True, slots=True)
class Parts:
    """The passages of a file and what they are."""

    passages: Sequence[Passage]
    left_out: Mapping[int, str]  # why, by the index of the passage
    headings: Headings


def parts(passages: Sequence[Passage], frame: Frame, *, boilerplate: bool) -> Parts:
    """Every passage's part in the file. `boilerplate`: licences and contents are text, too."""
    left_out: dict[int, str] = {}
    if not boilerplate:
        left_out |= dict(_licence(passages, frame))
    left_out |= dict.fromkeys(_page_numbers(passages, _rest(passages, left_out)), PAGE_NUMBER)
    tables = contents(passages, _rest(passages, left_out))
    listed = {index for first, last in tables for index in range(first, last + 1) if index not in left_out}
    if not boilerplate:
        left_out |= dict.fromkeys(listed, CONTENTS)
    body = [index for index in _rest(passages, left_out) if index not in listed]
    body = [index for index in body if passages[index].shape is not Shape.BREAK]
    title = told(frame.front, "title")
    return Parts(passages, MappingProxyType(left_out), headings(passages, body, title))


def _rest(passages: Sequence[Passage], left_out: Mapping[int, str]) -> list[int]:
    return [index for index in range(len(passages)) if index not in left_out]


def _licence(passages: Sequence[Passage], frame: Frame) -> Iterator[tuple[int, str]]:
    """Licence, credits and the notes of who made the file, of Project Gutenberg's files only."""
    if not frame.is_gutenberg:
        return
    inside: list[int] = []
    for index, passage in enumerate(passages):
        if not frame.has(passage.start):
            yield index, LICENCE
        else:
            inside.append(index)
    yield from ((index, LICENCE) for index in _made_by(passages, inside))
    title = titled(passages, inside, told(frame.front, "title")) or 0
    yield from ((index, LICENCE) for index in inside if index < title and passages[index].may_be_title)


def _made_by(passages: Sequence[Passage], inside: Sequence[int]) -> Iterator[int]:
    """Credits, and notes of those who made the file: a bracket, what follows a heading, all to the end."""
    heads = [place for place, index in enumerate(inside) if heads_notes(passages[index].text)]
    ending = next((place for place in heads if 2 * place > len(inside) and place >= len(inside) - _APPENDED), None)
    for place, index in enumerate(inside):
        text = passages[index].text
        found = bracket(text)
        noted = place in heads or place - 1 in heads or (ending is not None and place > ending)
        if noted or (found and found.kind is Kind.TRANSCRIBER) or (place < CREDITED and is_credit(text)):
            yield index


def _page_numbers(passages: Sequence[Passage], body: Sequence[int]) -> list[int]:
    """Passages that are numbers of pages, not of chapters: pages end in the middle of sentences."""
    found = [(index, page) for index in body if (page := page_number(passages[index].text)) is not None]
    pages = rising(found)
    numbers = [one for index in pages if (one := numbered(index, passages[index])) and one.bare]
    chapters = {one.place for chain in chains(numbers) for one in chain}
    before = [passages[one.place - 1].text for one in numbers if one.place in chapters and one.value > 1]
    ended = sum(text.endswith(_SENTENCE_END) for text in before)
    if ended * 5 >= len(before) * 4:
        pages = [index for index in pages if index not in chapters]
    return pages
