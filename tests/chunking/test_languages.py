import pytest

from chunking.errors import InputError
from chunking.languages import LANGUAGES, language_code, primary_subtag


def test_31_languages_can_be_spoken() -> None:
    assert len(LANGUAGES) == 31


@pytest.mark.parametrize(
    ("named", "code"),
    [("en", "en"), ("en-US", "en"), ("pt_BR", "pt"), (" ZH-Hans-CN ", "zh"), ("Auto", "auto")],
)
def test_a_tag_as_people_write_it_names_a_language(named: str, code: str) -> None:
    assert language_code(named) == code


@pytest.mark.parametrize("named", ["nb", "ca", "mul", "und", "english", "", "-", "e n"])
def test_a_language_that_cannot_be_spoken_is_refused_with_those_that_can(named: str) -> None:
    with pytest.raises(InputError, match=r"cannot be spoken. There are: auto, ar, as, bn, cs, .*, zh\.$"):
        language_code(named)


def test_the_primary_subtag_is_had_of_any_tag() -> None:
    assert primary_subtag("nb-NO") == "nb"
