"""The service's own words, in whatever form its error comes."""

import pytest

from render.speech.envelope import is_lmnts, message, slug

ENVELOPE = b'{"type":"error","error":{"type":"slug","message":"Too long."},"request_id":"r"}'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (ENVELOPE, "Too long."),
        (b'{"error":"Invalid API key"}', "Invalid API key"),
        (b'{"detail":"Not Found"}', '{"detail":"Not Found"}'),
        (b'{"error":{"type":"slug"}}', '{"error":{"type":"slug"}}'),
        (b'["error"]', '["error"]'),
        (b"upstream\xff gone\n", "upstream\ufffd gone"),
        (b"", "no reason given"),
        (b" \n", "no reason given"),
    ],
)
def test_the_services_own_words_are_found_in_every_form_of_its_errors(body: bytes, said: str) -> None:
    assert message(body) == said


@pytest.mark.parametrize("body", [b"[" * 10_000, b'{"error":"' + b"x" * 9_000 + b'"}', b"x" * 10_000])
def test_a_huge_error_is_a_short_message(body: bytes) -> None:
    assert 0 < len(message(body)) <= 300


@pytest.mark.parametrize(
    ("body", "form", "word"),
    [
        (ENVELOPE, True, "slug"),
        (b'{"error":"Invalid API key"}', True, ""),
        (b'{"detail":"Not Found"}', False, ""),
        (b"<html>404</html>", False, ""),
        (b"[]", False, ""),
        (b"", False, ""),
    ],
)
def test_lmnts_forms_are_told_from_those_of_other_servers(body: bytes, form: bool, word: str) -> None:
    assert (is_lmnts(body), slug(body)) == (form, word)
