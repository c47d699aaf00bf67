"""Tables of contents: chapters' headings with nothing to read in between. They are not spoken, and begin no chapter.

Where one ends is told by its first entry: the chapter that it names begins, further down, with the same words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from chunking.sources.text.divisions import division
from chunking.sources.text.passages import Passage, Shape

Stretch = tuple[int, int]  # the indexes of the first passage and of the last

_HEADINGS = re.compile(
    r"(?:the )?(?:(?:table of |list of )?(?:contents|illustrations)|inhalt|inhalts-?verzeichni(?:s|ß)|"
    r"table(?: des (?:mati[èe]res|chapitres))?|[íi]ndice(?: general)?|sumario|indice|índice|inhoud(?:sopgave)?|"
    r"оглавление|содержание|目录|目錄|目次|차례)[ .:]*",
    re.I,
)
_PAGE = re.compile(r"(?:(?:\s*\.){2,}\s*|\s{2,}|\t)(?:page )?[\divxlc]{1,5}\s*$", re.I)
_COLUMNS = re.compile(r"(?:(?:chapter|chap|page|p)[. ]*){1,3}", re.I)  # above the entries and the numbers of pages
_ARGUMENT = 300  # code points: what a table tells of a chapter is shorter on average
_LONG_ROW = 90  # code points: entries are shorter
_FULL_ROW = 45  # code points: rows of prose are longer
_GAP = 4  # blank lines after a table without an end that can be told
_FEWEST = 3  # chapters in a row that make a table that is not headed as one
_FIRST_WORDS = 12  # of an entry, that a heading may consist of


def contents(passages: Sequence[Passage], body: Sequence[int]) -> list[Stretch]:
    """Where the tables of contents are, among the passages that `body` names."""
    places = _headings_by_words(passages, body)
    found: list[Stretch] = []
    done = 0
    while done < len(body):
        last = _table(passages, body, done, places)
        if last > done or (last == done and _is_block(passages[body[done]], places)):
            found.append((body[done], body[last]))
        done = max(last, done) + 1
    return found


Places = Mapping[str, Sequence[int]]  # words → where a short passage of these words is, rising


def _table(passages: Sequence[Passage], body: Sequence[int], first: int, places: Places) -> int:
    """Where the table ends that begins with this passage; before its beginning where none does."""
    if not passages[body[first]].may_be_title and "\n" not in passages[body[first]].text:
        return first - 1
    head = passages[body[first]].rows[0]
    if _HEADINGS.fullmatch(head.strip("_=* ")):
        return _headed(passages, body, first, places)
    return _unheaded(passages, body, first, places)


def _headed(passages: Sequence[Passage], body: Sequence[int], first: int, places: Places) -> int:
    entries = [entry for index in body[first : first + 3] for entry in passages[index].rows][1:]
    for rank, entry in enumerate([one for one in entries if not _COLUMNS.fullmatch(one)][:3]):
        for last in _returns(entry, first, places):
            between = [passages[index] for index in body[first + 1 : last]]
            if _is_table(between, strictly=rank > 0):
                return last - 1
    return _as_far_as_entries_go(passages, body, first)


def _unheaded(passages: Sequence[Passage], body: Sequence[int], first: int, places: Places) -> int:
    """A run of chapters' headings, the first of which comes again."""
    end = first
    while end < len(body) and _is_division(passages[body[end]]):
        end += 1
    if end - first < _FEWEST:
        return first - 1
    again = next(iter(_returns(passages[body[first]].text, first, places)), 0)
    if not again:
        return first - 1
    return min(end, again) - 1


def _is_division(passage: Passage) -> bool:
    return passage.shape is Shape.PROSE and passage.may_be_title and division(passage.rows[0]) is not None


def _is_block(passage: Passage, places: Places) -> bool:
    """A table in one passage, a chapter on each line, that is not headed as one."""
    if passage.text.count("\n") + 1 < _FEWEST:
        return False
    rows = passage.rows
    return all(division(row) for row in rows) and words_of(rows[0]) in places


def _returns(entry: str, first: int, places: Places) -> Iterator[int]:
    """Where, after the table's heading and its own place, a heading of the entry's words stands."""
    words = words_of(entry).split(" ")[:_FIRST_WORDS]
    for length in range(len(words), 0, -1):
        found = [place for place in places.get(" ".join(words[:length]), ()) if place > first + 1]
        if found:
            yield found[0]
            return


def _is_table(between: Sequence[Passage], *, strictly: bool) -> bool:
    if strictly:
        return not any(map(_is_prose, between))
    return sum(len(passage.text) for passage in between) <= _ARGUMENT * max(1, len(between))


def _as_far_as_entries_go(passages: Sequence[Passage], body: Sequence[int], first: int) -> int:
    end = first + 1
    while end < len(body) and not _is_prose(passages[body[end]]):
        if passages[body[end]].gap >= _GAP and end > first + 1:
            return end - 1
        end += 1
    while end > first + 2 and end < len(body) and _is_heading_of(passages[body[end - 1]], passages[body[end]]):
        end -= 1
    return end - 1


def _is_heading_of(passage: Passage, after: Passage) -> bool:
    return passage.may_be_title and (after.gap > 1 or passage.gap > 1 or _is_division(passage))


def _is_prose(passage: Passage) -> bool:
    rows = passage.rows
    if _PAGE.search(rows[-1]) or not passage.text.endswith((".", "!", "?", '"', "”", "»", "。")):
        return False
    if len(rows) == 1:
        return len(passage.text) > _LONG_ROW
    return sum(map(len, rows[:-1])) >= _FULL_ROW * (len(rows) - 1)


def _headings_by_words(passages: Sequence[Passage], body: Sequence[int]) -> dict[str, list[int]]:
    """Where short passages stand in the body, by their words; chapters also by those of their number alone."""
    places: dict[str, list[int]] = {}
    for place, index in enumerate(body):
        passage = passages[index]
        if passage.may_be_title and passage.shape is not Shape.BREAK:
            places.setdefault(words_of(passage.text), []).append(place)
            first, _, rest = words_of(passage.text).partition(" ")
            if rest and division(passage.rows[0]):
                places.setdefault(rest, []).append(place)
    return places


def words_of(entry: str) -> str:
    """The words of a heading or an entry, without the number of its page, to compare them."""
    return " ".join(re.findall(r"\w+", _PAGE.sub("", entry.casefold())))
