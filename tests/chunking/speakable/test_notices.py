import pytest
import regex

from chunking.languages import LANGUAGES
from chunking.speakable import Phrase, speakable
from chunking.speakable.notices import (
    ADMONITIONS,
    CODE_OMITTED,
    FOOTNOTE,
    QUOTATION,
    author_said,
    table_summary,
)

IN_LATIN = "cs da de en es fi fr id it nl pl pt sk sv tr vi"
KINDS = (
    "note tip important warning caution danger info example quote question success failure bug abstract summary todo"
)


@pytest.mark.parametrize("notices", [CODE_OMITTED, FOOTNOTE, QUOTATION, ADMONITIONS])
def test_every_language_that_can_be_spoken_has_every_notice(notices: dict[str, object]) -> None:
    assert notices.keys() == LANGUAGES


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_notice_is_a_short_closed_sentence_that_no_rule_changes(language: str) -> None:
    for notice in (CODE_OMITTED[language], QUOTATION[language]):
        assert len(notice.split()) <= 5
        assert [segment.spoken for segment in speakable(Phrase(notice, language))] == [notice]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_kind_of_admonition_has_a_word(language: str) -> None:
    words = ADMONITIONS[language]
    assert list(words) == KINDS.split()
    assert all(regex.fullmatch(r"[\p{L}\p{M} -]{1,25}", word) for word in words.values())


@pytest.mark.parametrize("language", sorted(LANGUAGES.difference(IN_LATIN.split())))
def test_no_notice_is_in_a_foreign_script(language: str) -> None:
    said = [CODE_OMITTED[language], FOOTNOTE[language], *ADMONITIONS[language].values()]
    said += [table_summary(["1"], 2, language), author_said("1", language)]
    assert not regex.search(r"\p{Latin}", " ".join(said))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Table. Columns: Name, Price. Rows: 12."),
        ("de", "Tabelle. Spalten: Name, Price. Anzahl der Zeilen: 12."),
        ("fr", "Tableau. Colonnes : Name, Price. Nombre de lignes : 12."),
        ("hi", "तालिका। स्तंभ: Name, Price। पंक्तियाँ: 12।"),
        ("ja", "表。列：Name、Price。行数：12。"),
        ("ur", "جدول۔ کالم: Name، Price۔ قطاریں: 12۔"),
        ("eo", ""),
    ],
)
def test_a_table_is_told_by_its_columns_and_the_number_of_its_rows(language: str, expected: str) -> None:
    assert table_summary(["Name", "", "Price"], 12, language) == expected


def test_a_table_without_named_columns_is_told_by_its_rows() -> None:
    assert table_summary(["", ""], 3, "en") == "Table. Rows: 3."


@pytest.mark.parametrize(
    ("author", "language", "expected"),
    [
        ("Ann Hale", "en", "By Ann Hale."),
        ("Ann Hale Jr.", "en", "By Ann Hale Jr."),
        ("{} Hale", "en", "By {} Hale."),
        ("安娜", "zh", "作者：安娜。"),
        ("Анна Хейл", "ru", "Автор: Анна Хейл."),
        ("Ann Hale", "eo", "Ann Hale."),
    ],
)
def test_the_author_is_named_in_the_words_of_the_language(author: str, language: str, expected: str) -> None:
    assert author_said(author, language) == expected
