"""Which service is asked, and that its key stays with it."""

import pytest
from pydantic import SecretStr

from chunking.errors import InputError
from render.speech.service import LMNT_URL, chosen

KEY = SecretStr("sk-a-very-secret-key")


@pytest.mark.parametrize(
    ("speech", "key", "name", "is_local"),
    [
        (None, KEY, "lmnt", False),
        (None, None, "local:espeak@", True),
        ("local", KEY, "local:espeak@", True),
        ("local:tone", None, "local:tone@1", True),
        ("lmnt", KEY, "lmnt", False),
        ("http://127.0.0.1:9000/", KEY, "http://127.0.0.1:9000", True),
        ("http://[::1]:9000", KEY, "http://[::1]:9000", True),
        ("https://speech.example/lmnt/", KEY, "https://speech.example/lmnt", False),
        ("http://speech.example", None, "http://speech.example", False),
    ],
)
def test_the_service_is_the_one_asked_for(speech: str | None, key: SecretStr | None, name: str, is_local: bool) -> None:
    service = chosen(speech, key)
    assert service.name.startswith(name)
    assert service.is_local == is_local


@pytest.mark.parametrize(
    "speech",
    [
        "lmnt2",
        "local:nobody",
        "ftp://speech.example",
        "https://",
        "https://user:secret@speech.example",
        "127.0.0.1:9000",
    ],
)
def test_a_service_that_is_none_is_refused(speech: str) -> None:
    with pytest.raises(InputError):
        chosen(speech, None)


def test_lmnt_without_a_key_says_what_to_do() -> None:
    with pytest.raises(InputError, match="LMNT_API_KEY"):
        chosen("lmnt", None)


def test_a_key_never_travels_unencrypted_to_another_machine() -> None:
    with pytest.raises(InputError, match="unencrypted"):
        chosen("http://speech.example", KEY)


def test_the_local_server_is_never_given_the_key() -> None:
    assert "secret" not in chosen("local", KEY).headers()["x-api-key"]


@pytest.mark.parametrize("speech", ["lmnt", "https://speech.example"])
@pytest.mark.parametrize("key", ["geheim\n", "ge heim", "gehe\u00efm", "\ufeffgeheim", "geheim\x00"])
def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(speech: str, key: str) -> None:
    with pytest.raises(InputError, match="LMNT_API_KEY") as refused:
        chosen(speech, SecretStr(key))
    assert "ge" not in str(refused.value).replace("again", "")


def test_the_key_is_not_in_the_representation_of_a_service() -> None:
    service = chosen("lmnt", KEY)
    assert service.headers()["x-api-key"] == KEY.get_secret_value()
    assert KEY.get_secret_value() not in f"{service} {service!r}"


def test_lmnt_is_reached_by_https() -> None:
    assert chosen("lmnt", KEY).url == LMNT_URL == "https://api.lmnt.com"
