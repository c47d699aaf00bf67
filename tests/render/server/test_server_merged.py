"""Words that espeak-ng speaks as one are told apart by their sounds."""

from hypothesis import given
from hypothesis import strategies as st

from render.server.engines.merged import Place, first_phonemes

SOUNDS = st.lists(st.sampled_from(["D", "@", "I", "n", "h", "aI"]), max_size=6)


def heard(names):
    return [Place(100 * turn, name) for turn, name in enumerate(names)]


def test_each_word_starts_with_its_own_first_sound():
    assert first_phonemes(heard(["I", "n", "D", "@2"]), [["I", "n"], ["D", "@"]], otherwise=0) == [0, 200]


def test_a_sound_that_was_swallowed_moves_no_other_word():
    assert first_phonemes(heard(["h", "a", "b", "I", "n"]), [["h", "a", "v"], ["b", "I", "n"]], otherwise=0) == [0, 200]


def test_a_word_without_sound_starts_with_the_next():
    assert first_phonemes(heard(["I", "n"]), [[], ["I", "n"]], otherwise=0) == [0, 0]


def test_where_nothing_was_heard_all_start_at_once():
    assert first_phonemes([], [["I"], ["n"]], otherwise=7) == [7, 7]


def test_a_very_long_run_is_shared_out_by_its_sounds():
    found = first_phonemes(heard(["n"] * 1000), [["n"] * 500, ["n"] * 500], otherwise=0)
    assert found == [0, 50_000]


@given(alone=st.lists(SOUNDS, min_size=1, max_size=6), names=SOUNDS)
def test_words_never_go_back_in_time(alone, names):
    found = first_phonemes(heard(names), alone, otherwise=0)
    assert len(found) == len(alone)
    assert found == sorted(found)
