"""Passages → blocks: what the policy makes of code, tables and quotations."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from chunking.document import PLAIN, Block, Kind, Piece, Treatment
from chunking.languages import LANGUAGES, primary_subtag
from chunking.places import SourceText
from chunking.policy import Policy
from chunking.sources.hypertext.passage import Passage
from chunking.speakable.notices import CODE_OMITTED, QUOTATION, table_summary


def blocks_of(passages: Iterable[Passage], text: SourceText, policy: Policy, language: str) -> Iterator[Block]:
    """The blocks that a page's or a book's passages are. `language` is that of the document."""
    maker = _Maker(text, policy, language)
    for (kind, _), run in groupby(passages, key=_run):
        if kind is Kind.CODE:
            yield from maker.code(list(run))
        elif kind is Kind.ROW:
            yield from maker.table(list(run))
        else:
            for passage in run:
                yield from maker.plain(passage)


def _run(passage: Passage) -> tuple[Kind, int]:
    """Equal for neighbours of which one thing is said: code that follows code, rows of one table."""
    if passage.left_out or passage.kind not in (Kind.CODE, Kind.ROW):
        return Kind.TEXT, 0
    return passage.kind, passage.group if passage.kind is Kind.ROW else 0


class _Maker:
    """Makes blocks. One for each reading."""

    def __init__(self, text: SourceText, policy: Policy, language: str) -> None:
        self._text, self._policy, self._language = text, policy, language
        self._quoted = False  # the block before is of a quotation

    def plain(self, passage: Passage) -> Iterator[Block]:
        """One passage; nothing where only a break at the end of a file is told."""
        if passage.kind is Kind.QUOTE and self._policy.quotes == "announce" and not self._quoted:
            yield from self._announced(QUOTATION.get(self._language, ""), [passage], passage.start)
        elif passage.pieces:
            yield self._block(passage)
        self._quoted = passage.kind is Kind.QUOTE

    def code(self, lines: Sequence[Passage]) -> Iterator[Block]:
        """The lines of code that stand together."""
        self._quoted = False
        said = CODE_OMITTED.get(self._language, "") if self._policy.code == "announce" else ""
        yield from self._announced(said, lines, lines[-1].end, "" if self._policy.code == "read" else "code")

    def table(self, rows: Sequence[Passage]) -> Iterator[Block]:
        """The rows of one table."""
        self._quoted = False
        wanted = self._policy.tables == "summary"
        said = table_summary(rows[-1].columns, len(rows), self._language) if wanted else ""
        yield from self._announced(said, rows, rows[-1].end, "" if self._policy.tables == "rows" else "table")

    def _announced(self, said: str, passages: Sequence[Passage], end: int, left_out: str = "") -> Iterator[Block]:
        """Passages with a notice before them, which stands for what is up to `end`."""
        first = passages[0]
        if said:
            notice = (Piece(said, first.start, end),)
            yield self._block(Passage(Kind.NOTICE, notice, 0, first.after_break, first.start, end))
            first = first._replace(after_break=False)
        for passage in (first, *passages[1:]):
            yield self._block(passage._replace(left_out=passage.left_out or left_out))

    def _block(self, passage: Passage) -> Block:
        return Block(
            passage.kind,
            passage.pieces,
            self._text.lines(passage.start, passage.end),
            passage.level,
            passage.after_break,
            self._treatment(passage),
            left_out=passage.left_out,
        )

    def _treatment(self, passage: Passage) -> Treatment:
        language = primary_subtag(passage.language)
        return Treatment(language) if language in LANGUAGES and language != self._language else PLAIN
