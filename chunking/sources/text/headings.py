"""Which passages are headings, and of what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from chunking.sources.text.contents import words_of
from chunking.sources.text.divisions import Rank, division, is_capitals, is_title_case
from chunking.sources.text.numbering import Numbered, chains, is_heading, numbered
from chunking.sources.text.passages import Passage, Shape

_ROWS = 3  # that a heading may be wrapped to
_LONGEST = 250  # code points
_MOST_GAP = 5  # blank lines between a heading and its title
_TITLE_PAGE = 12  # passages at the beginning among which the title stands
_SEVERAL = 3  # lines in capitals that make such lines headings, in a text without other headings
_REPEATED = 2  # a line that comes again more often is no heading, as the names in a play are none


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a text."""

    ranks: Mapping[int, Rank]  # by the index of their passage
    titles: Mapping[int, int]  # the passage in which a heading's title stands by itself, by that of the heading


def headings(passages: Sequence[Passage], body: Sequence[int], title: str) -> Headings:
    """The headings among the passages that `body` names. `title`: of the whole text, where its head tells it."""
    ranks, bare = _numbered_parts(passages, body)
    titles = dict(_titles(passages, body, ranks, bare))
    taken = set(titles.values())
    ranks = {index: rank for index, rank in ranks.items() if index not in taken}
    for index in _capitals(passages, [index for index in body if index not in taken], ranks):
        ranks[index] = Rank.CAPITALS
    whole = titled(passages, body, title)
    if whole is None:
        whole = _title(passages, body, ranks)
    if whole is not None:
        ranks[whole] = Rank.TITLE
    return Headings(MappingProxyType(ranks), MappingProxyType(titles))


def _numbered_parts(passages: Sequence[Passage], body: Sequence[int]) -> tuple[dict[int, Rank], set[int]]:
    """The headings of chapters and the like, and those of them that are a number without a title."""
    ranks: dict[int, Rank] = {}
    bare: set[int] = set()
    for index in body:
        passage = passages[index]
        found = division(passage.rows[0]) if _may_be_heading(passage) else None
        if found:
            ranks[index] = found.rank
            if found.bare and "\n" not in passage.text:
                bare.add(index)
    for one, rank in _numbers(passages, body):
        ranks.setdefault(one.place, rank)
        if one.bare:
            bare.add(one.place)
    return ranks, bare


def _may_be_heading(passage: Passage) -> bool:
    if passage.shape not in (Shape.PROSE, Shape.UNDERLINED, Shape.ITEM) or len(passage.text) > _LONGEST:
        return False
    rows = passage.rows
    return len(rows) <= _ROWS and not any(division(row) for row in rows[1:])


def _numbers(passages: Sequence[Passage], body: Sequence[int]) -> Iterator[tuple[Numbered, Rank]]:
    """Numbers that count, each kind by itself: a line with nothing else, and one with a title."""
    kinds: dict[tuple[bool, bool], list[Numbered]] = {}
    for index in body:
        if passages[index].text[0] in "IVXLC0123456789_=*" and (one := numbered(index, passages[index])):
            kinds.setdefault((one.roman, one.bare), []).append(one)
    for (_, bare), numbers in kinds.items():
        for chain in chains(numbers):
            yield from ((one, Rank.NUMBER if bare else Rank.NUMBERED) for one in chain)


def _titles(
    passages: Sequence[Passage], body: Sequence[int], ranks: Mapping[int, Rank], bare: set[int]
) -> Iterator[tuple[int, int]]:
    """Heading and title, where the title of a numbered part stands in the passage after its number."""
    for place, index in enumerate(body[:-2]):
        after = body[place + 1]
        if index in bare and after not in ranks and _is_title(passages[after]):
            yield index, after


def _is_title(passage: Passage) -> bool:
    near = passage.shape is Shape.PROSE and passage.gap <= _MOST_GAP
    return near and passage.may_be_title and is_heading(passage.text)


def _capitals(passages: Sequence[Passage], body: Sequence[int], ranks: Mapping[int, Rank]) -> list[int]:
    """Short lines in capitals: in a text that has chapters, those that stand apart; in others, where it has several."""
    found = [index for index in body[:-1] if index not in ranks and _is_capitals(passages[index])]
    times = Counter(words_of(passages[index].text) for index in found)
    found = [index for index in found if times[words_of(passages[index].text)] <= _REPEATED]
    if set(ranks.values()) - {Rank.NAMED}:
        return [index for index in found if passages[index].gap > 1]
    return found if len(found) + len(ranks) >= _SEVERAL else []


def _is_capitals(passage: Passage) -> bool:
    if passage.shape is not Shape.PROSE or not passage.may_be_title or not is_capitals(passage.text):
        return False
    return is_heading(passage.text)


def titled(passages: Sequence[Passage], body: Sequence[int], title: str) -> int | None:
    """The passage near the beginning that is the title which the head tells, or begins it."""
    words = words_of(title)
    for index in body[:_TITLE_PAGE] if words else ():
        found = words_of(passages[index].text) if passages[index].may_be_title else ""
        if found and (words == found or (words.startswith(f"{found} ") and " " in found)):
            return index
    return None


def _title(passages: Sequence[Passage], body: Sequence[int], ranks: Mapping[int, Rank]) -> int | None:
    """The first passage, where it reads like the title of the whole text."""
    if len(body) < 2 or ranks.get(body[0], Rank.CAPITALS) is not Rank.CAPITALS:
        return None
    first, second = passages[body[0]], passages[body[1]]
    if first.shape is not Shape.PROSE or not first.may_be_title or second.gap == 0:
        return None
    if second.text[0].islower() and not is_title_case(first.text):
        return None  # the beginning of a sentence
    if body[0] in ranks and body[1] not in ranks and not (second.may_be_title and is_heading(second.text)):
        return None  # the first of several headings
    text = first.text.removesuffix(";")  # `Frankenstein;` stands above `or, the Modern Prometheus`
    plain = is_heading(text) and (is_capitals(text) or text[-1] not in ".!?…”")
    return body[0] if plain else None
