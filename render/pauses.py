"""The silence between two takes. It is ours, so a chapter sounds the same however its takes were asked for."""

from dataclasses import dataclass

from chunking.document import Kind, Paragraph
from render.samples import Samples, from_milliseconds


@dataclass(frozen=True, slots=True)
class Pauses:
    """Milliseconds of silence between what is said."""

    head: int = 600  # before the first word of a chapter; listeners' platforms ask for 0.5 to 1 s
    tail: int = 1500  # after the last word; they ask for 1 to 5 s
    paragraph: int = 650
    item: int = 450  # between the items of a list or the rows of a table
    heading: int = 1100  # after a heading
    before_heading: int = 1400
    scene: int = 1800  # where a thematic break stands
    piece: int = 300  # between the parts of a paragraph that was too long for one request

    def between(self, before: Paragraph, after: Paragraph) -> Samples:
        """The silence after `before` and before `after`."""
        return from_milliseconds(self._milliseconds(before, after))

    def _milliseconds(self, before: Paragraph, after: Paragraph) -> int:
        if after.treatment.pause is not None:
            return after.treatment.pause
        if after.continues:
            return self.piece
        if after.after_scene_break:
            return self.scene
        if before.kind is Kind.HEADING:
            return self.heading
        if after.kind is Kind.HEADING:
            return self.before_heading
        listed = before.kind is after.kind and after.kind in (Kind.ITEM, Kind.ROW)
        return self.item if listed else self.paragraph
