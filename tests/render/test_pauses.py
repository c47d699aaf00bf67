"""Which silence stands between two paragraphs."""

import pytest

from chunking.document import Kind, Paragraph, Segment
from chunking.places import Lines
from render.pauses import Pauses
from render.samples import from_milliseconds

PAUSES = Pauses(paragraph=1, item=2, heading=3, before_heading=4, scene=5, piece=6)


def one(kind: Kind, **marks: bool) -> Paragraph:
    return Paragraph(kind, (Segment("Text", "Text"),), Lines(1, 1), **marks)


TEXT, HEADING, ITEM, ROW = one(Kind.TEXT), one(Kind.HEADING), one(Kind.ITEM), one(Kind.ROW)
AFTER_SCENE, CONTINUED = one(Kind.TEXT, after_scene_break=True), one(Kind.TEXT, continues=True)


@pytest.mark.parametrize(
    ("before", "after", "setting"),
    [
        (TEXT, TEXT, "paragraph"),
        (TEXT, ITEM, "paragraph"),
        (ITEM, TEXT, "paragraph"),
        (ITEM, ROW, "paragraph"),
        (one(Kind.QUOTE), one(Kind.QUOTE), "paragraph"),
        (ITEM, ITEM, "item"),
        (ROW, ROW, "item"),
        (HEADING, TEXT, "heading"),
        (HEADING, HEADING, "heading"),
        (TEXT, HEADING, "before_heading"),
        (TEXT, AFTER_SCENE, "scene"),
        (HEADING, AFTER_SCENE, "scene"),
        (TEXT, one(Kind.HEADING, after_scene_break=True), "scene"),
        (TEXT, CONTINUED, "piece"),
        (ITEM, one(Kind.ITEM, continues=True), "piece"),
    ],
)
def test_the_pause_is_the_setting_for_what_meets(before: Paragraph, after: Paragraph, setting: str) -> None:
    assert PAUSES.between(before, after) == from_milliseconds(getattr(PAUSES, setting))


def test_a_pause_of_nothing_is_allowed() -> None:
    assert Pauses(paragraph=0).between(TEXT, TEXT) == 0
