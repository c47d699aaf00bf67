"""The name of a take holds everything that can be heard."""

from dataclasses import fields, replace

import pytest

from render.speech.delivery import Delivery, take_key

DELIVERY = Delivery("lmnt", "leah")
OTHER = {
    "service": "local:tone@1",
    "voice": "brandon",
    "language": "de",
    "model": "aurora",
    "temperature": 0.5,
    "top_p": 0.5,
    "api_version": "1.2",
}


@pytest.mark.parametrize("name", [field.name for field in fields(Delivery)])
def test_another_way_to_speak_is_another_take(name: str) -> None:
    changed = replace(DELIVERY, **{name: OTHER[name]})
    assert take_key("Some words.", changed) != take_key("Some words.", DELIVERY)


def test_another_text_is_another_take() -> None:
    assert take_key("Some words.", DELIVERY) != take_key("Some words", DELIVERY)


def test_the_key_of_a_take_is_the_same_in_every_release() -> None:
    assert take_key("Zwölf €.", DELIVERY) == "1cd51343285efb87b65afafc99a463ba9ed5d42e8879d2abfe14801f94530389"
