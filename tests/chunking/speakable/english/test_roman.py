import pytest

from chunking.document import Kind
from chunking.speakable import Phrase, speakable


def spoken(written: str, kind: Kind) -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, "en", kind)))


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("IV. The Lamp", "four. The Lamp."),
        ("XII", "twelve."),
        ("I.", "one."),
        ("I", "one."),
        ("XLII: Home", "forty-two: Home."),
        ("CHAPTER XL", "CHAPTER forty."),
        ("I Am Legend", "I Am Legend."),
        ("C. Notes", "C. Notes."),
        ("CV", "CV."),
        ("MIX", "MIX."),
        ("X marks the spot", "X marks the spot."),
    ],
)
def test_a_heading_may_begin_with_its_number(heading: str, said: str) -> None:
    assert spoken(heading, Kind.HEADING) == said


@pytest.mark.parametrize("written", ["I. The Lamp.", "X.", "V: five."])
def test_other_text_does_not_begin_with_a_number(written: str) -> None:
    assert spoken(written, Kind.TEXT) == written
