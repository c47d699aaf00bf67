"""A sample's pitch and pace → espeak-ng's figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.server.likeness import likeness

HERTZ = st.none() | st.floats(60, 500)
PACE = st.none() | st.floats(0.1, 20)


@given(HERTZ, PACE, st.sampled_from(["", "U", "male", "F", "nonbinary"]))
def test_espeak_takes_the_figures_of_any_voice(hertz, pace, gender):
    like = likeness(hertz, pace, gender)
    assert 0 <= like.pitch <= 99
    assert 80 <= like.rate <= 350


@given(st.floats(75, 315), st.sampled_from(["", "male", "female"]))
def test_a_pitch_is_met_closely(hertz, gender):
    assert likeness(hertz, 4, gender).hertz == pytest.approx(hertz, rel=0.02)


@pytest.mark.parametrize(
    ("hertz", "gender", "variant"),
    [
        (110, "", "m3"),
        (210, "", "f2"),
        (150, "female", "f2"),
        (165, " Male", "m3"),
        (90, "female", "m3"),
        (250, "m", "f2"),
    ],
)
def test_gender_chooses_the_timbre_where_the_pitch_allows(hertz, gender, variant):
    assert likeness(hertz, 4, gender).variant == variant


def test_a_faster_sample_makes_a_faster_voice():
    rates = [likeness(120, pace, "").rate for pace in (3, 4, 5, 6)]
    assert rates == sorted(set(rates))
