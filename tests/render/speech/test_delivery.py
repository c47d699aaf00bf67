"""The name of a take holds everything that can be heard."""

from dataclasses import fields, replace

import pytest

from chunking.document import Treatment
from render.server.engines import obstacle
from render.speech.delivery import Delivery, take_key
from render.speech.service import chosen

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


def test_a_voice_with_an_engine_of_its_own_is_spoken_by_it_whatever_else_the_server_speaks_with() -> None:
    if obstacle("piper", "espeak"):
        pytest.skip("needs the extra neural")
    service = chosen("local", None).name
    delivery = Delivery(service, "leah")
    joe, leah = delivery.treated(Treatment(voice="joe")), delivery.treated(Treatment())
    assert (joe.service, leah.service) == (chosen("local:piper", None).name, service)
    assert Delivery(service, "joe").treated(Treatment(voice="leah")) == leah
