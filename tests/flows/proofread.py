"""A source with a little of everything that a proof shows, for the tests of `plan --spoken` and `--html`."""

from chunking.document import Block, Kind, Piece, Reading, Treatment, Unknown
from chunking.places import Lines, SourceText

TEXT = """\
The Ferry
He paid & left for LMNT's quay.
npm install <ferry> && "run"
Nur auf Deutsch.
ليل
{{< gallery >}}
The <b>end</b> & no more
"""
LEXICON = "written,spoken\nLMNT,element\nFoo,bar\n"


def read(data: bytes, policy: object) -> Reading:
    """A heading, a text, code that is left out, two texts of other languages, something unknown, a last text."""
    text = data.decode()
    lines = text.splitlines()
    starts = [sum(len(one) + 1 for one in lines[:number]) for number in range(len(lines))]
    kinds = [Kind.HEADING, Kind.TEXT, Kind.CODE, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT]
    treatments = {3: Treatment("de", "rufus", 2000), 4: Treatment("ar")}
    blocks = tuple(
        Block(
            kind,
            (Piece(line, start),),
            Lines(number, number),
            level=1 if kind is Kind.HEADING else 0,
            treatment=treatments.get(number - 1, Treatment()),
            left_out="code" if kind is Kind.CODE else "",
        )
        for number, (kind, line, start) in enumerate(zip(kinds, lines, starts, strict=True), 1)
    )
    return Reading(blocks, SourceText.of(text), "en", unknown=(Unknown("{{< gallery >}}", starts[5]),))
