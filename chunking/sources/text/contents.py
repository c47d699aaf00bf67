"""Tables of contents: chapters' headings with nothing to read in between. They are not spoken, and begin no chapter.

Where one ends is told by its first entry: the chapter that it names begins, further down, with the same words.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from chunking.sources.text.divisions import Rank, division
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
_TAIL = 40  # code points at the end of a row where the number of a page stands
_LONGEST = 250  # code points of an entry that are looked at
_MOST = 500  # passages of a table whose end only its looks tell
_FEWEST = 3  # chapters in a row that make a table that is not headed as one
_HEADINGS_ABOVE = 4  # the text: its title, and those of a book, a part and a chapter
_FIRST_WORDS = 12  # of an entry, that a heading may consist of


def contents(passages: Sequence[Passage], body: Sequence[int]) -> list[Stretch]:
    """Where the tables of contents are, among the passages that `body` names."""
    tables = _Tables([passages[index] for index in body])
    found: list[Stretch] = []
    done = 0
    while done < len(body):
        end = tables.end(done)
        if end > done:
            found.append((body[done], body[end - 1]))
        done = max(end, done + 1)
    return found


class _Tables:
    """Finds the end of a table of contents. Places are indexes of passages, less those left out before."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._places = _headings_by_words(passages)
        self._lengths = list(accumulate((len(one.text) for one in passages), initial=0))
        self._prose = list(accumulate(map(_is_prose, passages), initial=0))
        self._runs = _runs(passages)

    def end(self, first: int) -> int:
        """The place after the table that begins with this passage; its own where none does."""
        passage = self._passages[first]
        if not passage.may_be_title and "\n" not in passage.text:
            return first
        if _HEADINGS.fullmatch(passage.rows[0].strip("_=* ")):
            return self._headed(first)
        return self._unheaded(first) if self._runs[first] else first + self._is_block(passage)

    def _headed(self, first: int) -> int:
        near = range(first, min(first + 3, len(self._passages)))
        entries = [(place, entry) for place in near for entry in self._passages[place].rows][1:]
        entries = [(place, entry) for place, entry in entries if not _COLUMNS.fullmatch(entry[:_LONGEST])]
        for rank, (place, entry) in enumerate(entries[:3]):
            end = self._return_of(entry, place)
            prose = self._prose[end] - self._prose[first + 1] if end else 0
            length = self._lengths[end] - self._lengths[first + 1] if end else 0
            if end and (prose == 0 if rank else length <= _ARGUMENT * max(1, end - first - 1)):
                return end
        return self._as_far_as_entries_go(first)

    def _unheaded(self, first: int) -> int:
        """A run of chapters' headings, the first of which comes again."""
        if self._runs[first] < _FEWEST:
            return first
        again = self._return_of(self._passages[first].text, first)
        return min(first + self._runs[first], again) if again else first

    def _is_block(self, passage: Passage) -> bool:
        """A table in one passage, a chapter on each line, that is not headed as one."""
        rows = passage.rows
        return len(rows) >= _FEWEST and all(map(division, rows)) and words_of(rows[0]) in self._places

    def _return_of(self, entry: str, place: int) -> int:
        """Where, after the entry's own place, a heading of its words stands; 0: nowhere."""
        words = words_of(entry).split(" ")[:_FIRST_WORDS]
        for length in range(len(words), 0, -1):
            places = self._places.get(" ".join(words[:length]), ())
            after = bisect_right(places, place)
            if after < len(places):
                return places[after]
        return 0

    def _as_far_as_entries_go(self, first: int) -> int:
        """Up to the text, less its headings; or up to where many blank lines follow. Nothing where neither comes."""
        passages = self._passages
        end, widest, last = first + 1, 1, min(len(passages), first + _MOST)
        while end < last and self._prose[end + 1] == self._prose[end]:
            if end > first + 1 and passages[end].gap >= min(_GAP, 2 * widest + 1):
                return end
            widest = max(widest, passages[end].gap)
            end += 1
        if end == last:
            return first
        for _ in range(_HEADINGS_ABOVE):
            if end > first + 2 and _is_heading_of(passages[end - 1], passages[end]):
                end -= 1
        return end


def _runs(passages: Sequence[Passage]) -> list[int]:
    """For each passage, how many chapters' headings stand there one after the other."""
    runs = [0]
    for passage in reversed(passages):
        runs.append(runs[-1] + 1 if _is_division(passage) else 0)
    return runs[:0:-1]


def _is_division(passage: Passage) -> bool:
    return passage.shape is Shape.PROSE and passage.may_be_title and division(passage.rows[0]) is not None


def _is_heading_of(passage: Passage, after: Passage) -> bool:
    return passage.may_be_title and (after.gap > 1 or passage.gap > 1 or _is_division(passage))


def _is_prose(passage: Passage) -> bool:
    if not passage.text.endswith((".", "!", "?", '"', "”", "»", "。")):
        return False
    rows = passage.rows
    if _PAGE.search(rows[-1][-_TAIL:]):
        return False
    if len(rows) == 1:
        return len(passage.text) > _LONG_ROW
    return sum(map(len, rows[:-1])) >= _FULL_ROW * (len(rows) - 1)


def _headings_by_words(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """Where short passages stand, by their words, and by those that entries have of them."""
    places: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        if passage.may_be_title and passage.shape is not Shape.BREAK:
            words = words_of(passage.text)
            places.setdefault(words, []).append(place)
            first, _, rest = words.partition(" ")
            found = division(passage.rows[0]) if rest else None
            if found:  # entries often leave out `Chapter`, or what stands below `Preface`
                places.setdefault(first if found.rank is Rank.NAMED else rest, []).append(place)
    return places


def words_of(entry: str) -> str:
    """The words of a heading or an entry, without the number of its page, to compare them."""
    return " ".join(re.findall(r"\w+", _PAGE.sub("", entry[:_LONGEST].casefold())))
