"""A book spoken by Piper, alone and together with espeak-ng. Needs the extra; run by `make neural`."""

import json

import pytest

from chunking.errors import InputError
from manifests.verify import differences
from render.server.engines import obstacle
from render.speech.service import chosen

pytestmark = [
    pytest.mark.neural,
    pytest.mark.skipif(bool(obstacle("piper", "espeak")), reason="needs pip install 'readcast[neural]'"),
]
TWO = "# Two\n\nJoe begins.\n\n<!-- readcast: voice: morgan -->\n\nMorgan goes on.\n\nJoe ends."


def delivery(desk):
    return json.loads((desk.out / "manifest.json").read_text("utf-8"))["delivery"]


def test_a_run_with_piper_is_spoken_by_joe_unless_somebody_says_otherwise(desk):
    report = desk.narrate(speech="local:piper")
    assert (delivery(desk)["voice"], delivery(desk)["service"]) == ("joe", chosen("local:piper", None).name)
    assert report.flagged == 0
    assert list(differences(desk.out)) == []
    with pytest.raises(InputError, match="joe"):
        desk.narrate(speech="local:piper", voice="leah", out=desk.folder / "leah")


def test_joe_is_the_same_however_he_was_asked_for(desk):
    assert desk.narrate(speech="local:piper").spent.requests > 0
    assert desk.narrate(speech="local", voice="joe").spent.requests == 0


def test_one_book_has_voices_of_both_engines(desk):
    book = desk.write(TWO, "two.md")
    assert desk.narrate(book, speech="local", voice="joe").flagged == 0
    assert desk.plan(book, speech="local", voice="joe").requests == 0
    assert desk.plan(book, speech="local", voice="morgan", out=desk.folder / "morgan").reused_characters == len(
        "Morgan goes on."
    )


def test_who_goes_back_to_leah_is_asked_about_the_voice(desk):
    desk.narrate(speech="local:piper")
    with pytest.raises(InputError, match="--voice leah"):
        desk.plan(speech=None)
