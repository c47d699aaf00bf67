"""Each profile keeps what it promises, and a user's own numbers win over it."""

from itertools import pairwise

import pytest
from subtitle_timelines import spoken
from test_cues import PROSE

from chunking.errors import InputError
from render.subtitles.columns import width
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.profiles import PROFILES, CueStyle


def cues(profile: str, *own: tuple[str, int]) -> tuple[Cue, ...]:
    return cues_of(spoken(PROSE, PROSE), CueStyle(profile, own).limits_for("en"))


@pytest.mark.parametrize(
    ("language", "speed", "columns"),
    [
        *[("en", 20, 42), ("", 20, 42), ("de", 17, 42), ("ar", 20, 42), ("hi", 22, 42)],
        *[("ja", 4, 26), ("ko", 12, 32), ("zh", 9, 32), ("th", 17, 35)],
    ],
)
def test_netflix_has_numbers_for_each_language(language: str, speed: int, columns: int) -> None:
    limits = CueStyle("netflix").limits_for(language)
    assert (limits.characters_per_second, limits.columns, limits.lines) == (speed, columns, 2)
    assert (limits.shortest, limits.longest, limits.gap) == (833, 7000, 84)


def test_a_podcast_has_two_lines_of_32_columns() -> None:
    lines = [line for cue in cues("podcast") for line in cue.lines]
    assert max(map(width, lines)) in range(25, 33)
    assert max(len(cue.lines) for cue in cues("podcast")) == 2


def test_shorts_have_one_line_of_one_to_four_words() -> None:
    assert {len(cue.lines) for cue in cues("shorts")} == {1}
    assert {len(cue.words) for cue in cues("shorts")} <= {1, 2, 3, 4}


def test_a_cue_of_chapters_is_a_sentence() -> None:
    found = [cue.lines[0] for cue in cues("chapters")]
    assert len(found) == 2 * PROSE.count(".")
    assert " ".join(found) == f"{PROSE} {PROSE}"


def test_the_bbc_leaves_no_gaps_but_long_ones() -> None:
    found = cues("bbc")
    gaps = {later.start - cue.end for cue, later in pairwise(found)}
    assert all(gap == 0 or gap >= 1000 for gap in gaps)
    assert max(width(line) for cue in found for line in cue.lines) <= 37


def test_own_numbers_win_over_the_profile() -> None:
    assert max(width(line) for cue in cues("netflix", ("columns", 24), ("lines", 1)) for line in cue.lines) <= 24
    assert all(len(cue.lines) == 1 for cue in cues("netflix", ("columns", 24), ("lines", 1)))


def test_a_profile_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(InputError, match=f"no profile 'nettflix'; there are: {', '.join(PROFILES)}"):
        CueStyle("nettflix").limits_for("en")
