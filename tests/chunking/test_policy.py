import pytest

from chunking.policy import Policy


@pytest.mark.parametrize(
    ("told", "front", "language"),
    [
        ("auto", {}, "en"),
        ("de", {}, "de"),
        ("pt-BR", {}, "pt"),
        ("zh_Hans", {}, "zh"),
        ("de", {"language": "FR"}, "fr"),
        ("auto", {"lang": "sv-SE"}, "sv"),
        ("de", {"language": " "}, "de"),
    ],
)
def test_the_language_is_the_documents_or_the_users_or_english(
    told: str, front: dict[str, object], language: str
) -> None:
    assert Policy(language=told).language_for(front) == language
