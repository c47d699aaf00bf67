import pytest

from chunking.errors import InputError
from chunking.policy import Policy


@pytest.mark.parametrize(
    ("told", "front", "language"),
    [
        ("auto", {}, "auto"),
        ("de", {}, "de"),
        ("de", {"language": "FR"}, "fr"),
        ("auto", {"lang": "sv-SE"}, "sv"),
        ("de", {"language": " "}, "de"),
        ("auto", {"readcast": {"language": "pt_BR"}, "lang": "de"}, "pt"),
        ("de", {"readcast": {"code": "skip"}, "language": "it"}, "it"),
    ],
)
def test_the_language_is_the_documents_or_the_users(told: str, front: dict[str, object], language: str) -> None:
    assert Policy(language=told).for_document(front).language == language


def test_a_document_sets_how_it_is_read() -> None:
    own = {"readcast": {"code": "read", "chapter_level": 0, "list_numbers": True, "opening": ["title", "date"]}}
    assert Policy().for_document(own) == Policy(
        code="read", chapter_level=0, list_numbers=True, opening=("title", "date")
    )


def test_a_document_takes_back_what_the_user_set() -> None:
    own = {"readcast": {"chapter_level": "auto", "rules_off": []}}
    assert Policy(chapter_level=3, rules_off=frozenset({"dashes"})).for_document(own) == Policy()


@pytest.mark.parametrize(
    ("own", "named"),
    [
        ({"code": "sing"}, "announce, skip, read"),
        ({"chapter_level": 7}, "0 to 6"),
        ({"chapter_level": True}, "0 to 6"),
        ({"list_numbers": "yes"}, "true or false"),
        ({"opening": ["colour"]}, "title, author, date"),
        ({"opening": "title"}, "a list of title, author, date"),
        ({"rules_off": "dashes"}, "a list of names of rules"),
        ({"lexicon": "l.csv"}, "no such setting"),
        ({"max_bytes": 10}, "no such setting"),
        ({"color": "red"}, "no such setting"),
        ("skip", "not a list of settings"),
    ],
)
def test_what_a_document_sets_wrongly_is_named(own: object, named: str) -> None:
    with pytest.raises(InputError, match=named):
        Policy().for_document({"readcast": own})


def test_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be spoken"):
        Policy().for_document({"language": "tlh"})
