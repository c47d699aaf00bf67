"""Voices as LMNT's clients list, make, change and delete them."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sound
from wire import REQUEST_ID, Client

STOCK = {"leah", "brandon", "morgan", "elowen"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds to make a voice of."""
    path = tmp_path_factory.mktemp("sample") / "sample.wav"
    path.write_bytes(sound.wav(6))
    return path


def made(client: Client, sample: Path, **options: object) -> dict[str, Any]:
    return client.call("voices.create", name="Aunt Ida", file={"path": str(sample)}, **options).value


def test_the_stock_voices_are_listed(any_client: Client) -> None:
    voices = {voice["id"]: voice for voice in any_client.call("voices.list").value}
    assert voices.keys() >= STOCK
    for name in STOCK:
        assert (voices[name]["owner"], voices[name]["state"]) == ("system", "ready")


def test_each_voice_of_a_list_carries_the_id_of_the_request(client: Client) -> None:
    if client.is_node:
        pytest.skip("Node marks no arrays")
    ids = client.call("voices.list")["ids"]
    assert len(set(ids)) == 1
    assert REQUEST_ID.fullmatch(ids[0])


def test_a_voice_is_found_by_its_id(any_client: Client) -> None:
    outcome = any_client.call("voices.retrieve", "leah")
    assert (outcome.value["id"], outcome.value["owner"]) == ("leah", "system")


def test_a_voice_carries_the_id_of_its_request(client: Client) -> None:
    assert REQUEST_ID.fullmatch(client.call("voices.retrieve", "leah").request_id or "")


@pytest.mark.parametrize("voice", ["nobody", "../account", "a b", "ü", "list/x"])
@pytest.mark.parametrize("method", ["retrieve", "delete"])
def test_a_voice_that_is_not_there_is_not_found(client: Client, method: str, voice: str) -> None:
    error = client.call(f"voices.{method}", voice).raised
    assert error["class"] in {"NotFoundError", "BadRequestError"}
    assert REQUEST_ID.fullmatch(error["request_id"])


def test_a_new_voice_is_mine_and_ready(client: Client, sample: Path) -> None:
    voice = made(client, sample, description="Warm", gender="F")
    assert (voice["name"], voice["owner"], voice["state"]) == ("Aunt Ida", "me", "ready")
    assert (voice["description"], voice["gender"], voice["type"]) == ("Warm", "F", "instant")
    assert client.call("voices.retrieve", voice["id"]).value == voice


def test_a_new_voice_keeps_its_tags(client: Client, sample: Path) -> None:
    assert made(client, sample, tags=["old", "märchen"])["tags"] == ["old", "märchen"]


def test_a_voice_is_made_of_bytes(client: Client) -> None:
    content = base64.b64encode(sound.wav(6)).decode()
    voice = client.call("voices.create", name="Größe 你好", file={"bytes": content}).value
    assert voice["name"] == "Größe 你好"


def test_a_new_voice_speaks(any_client: Client, client_of: Callable[..., Client], sample: Path) -> None:
    voice = made(client_of(("lmnt-2.13.0", "sync")), sample)
    outcome = any_client.call("speech.generate", text="Good morning.", voice=voice["id"], format="wav")
    assert sound.kind(outcome.audio) == "wav"


@pytest.mark.parametrize("content", [b"", b"not a sound", sound.wav(0.3)], ids=["empty", "text", "too short"])
def test_a_sample_without_a_voice_in_it_is_a_bad_request(client: Client, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sample.wav"
    path.write_bytes(content)
    error = client.call("voices.create", name="None", file={"path": str(path)}).raised
    assert (error["class"], error["type"]) == ("BadRequestError", "invalid_request_error")


def test_a_voice_of_mine_is_changed(any_client: Client, client_of: Callable[..., Client], sample: Path) -> None:
    voice = made(client_of(("lmnt-2.13.0", "sync")), sample)
    changed = {"name": "Uncle", "description": "Rough", "gender": "M", "starred": True}
    found = any_client.call("voices.update", voice["id"], **changed).value["voice"]
    assert {name: found[name] for name in changed} == changed
    assert any_client.call("voices.retrieve", voice["id"]).value["name"] == "Uncle"


def test_tags_are_replaced_and_what_is_not_named_stays(client: Client, sample: Path) -> None:
    voice = made(client, sample, tags=["old"], description="Warm")
    found = client.call("voices.update", voice["id"], tags=["new", "better"]).value["voice"]
    assert (found["tags"], found["description"]) == (["new", "better"], "Warm")


def test_of_a_stock_voice_only_the_star_changes(client: Client) -> None:
    before = client.call("voices.retrieve", "morgan").value
    found = client.call("voices.update", "morgan", starred=True, name="Mine").value["voice"]
    assert (found["starred"], found["name"]) == (True, before["name"])
    assert client.call("voices.update", "morgan", starred=False).value["voice"] == {**before, "starred": False}


def test_a_stock_voice_cannot_be_renamed(client: Client) -> None:
    assert client.call("voices.update", "morgan", name="Mine").raised["status"] in {400, 403}


def test_a_voice_of_mine_is_deleted_once(any_client: Client, client_of: Callable[..., Client], sample: Path) -> None:
    voice = made(client_of(("lmnt-2.13.0", "sync")), sample)["id"]
    assert any_client.call("voices.delete", voice).value == {"success": True}
    assert any_client.call("voices.delete", voice).raised["class"] == "NotFoundError"
    assert any_client.call("voices.retrieve", voice).raised["class"] == "NotFoundError"
    assert any_client.call("speech.generate", text="Good morning.", voice=voice).raised["class"] == "NotFoundError"


def test_the_list_shows_whose_voices_were_asked_for(client: Client, sample: Path) -> None:
    mine = made(client, sample)["id"]
    owned = {owner: _ids(client, owner=owner) for owner in ("system", "me", "all", "system,me")}
    assert mine in owned["me"] and not owned["me"] & STOCK
    assert mine not in owned["system"] and owned["system"] >= STOCK
    assert owned["all"] == owned["system,me"] == owned["me"] | owned["system"]


def test_the_list_shows_the_starred_alone(client: Client) -> None:
    client.call("voices.update", "elowen", starred=True)
    starred = client.call("voices.list", starred="true").value
    assert "elowen" in {voice["id"] for voice in starred}
    assert all(voice["starred"] for voice in starred)
    client.call("voices.update", "elowen", starred=False)
    assert "elowen" not in _ids(client, starred="true")
    assert "elowen" in _ids(client, starred="false")


def test_an_owner_that_is_nobody_is_a_bad_request(client: Client) -> None:
    assert client.call("voices.list", owner="nobody").raised["class"] == "BadRequestError"


def test_voices_and_what_was_used_outlive_the_server(
    client: Client, serve: Callable[..., Any], sample: Path, tmp_path: Path
) -> None:
    with serve("--state", tmp_path) as url:
        voice = made(client.at(url), sample)
        client.at(url).call("speech.generate_detailed", text="Good morning.", voice=voice["id"])
        account = client.at(url).call("accounts.retrieve").value
    with serve("--state", tmp_path) as url:
        again = client.at(url).call("voices.retrieve", voice["id"]).value
        assert {**again, "preview_url": ""} == {**voice, "preview_url": ""}  # it has the port in it
        assert client.at(url).call("accounts.retrieve").value == account


def _ids(client: Client, **query: str) -> set[str]:
    return {voice["id"] for voice in client.call("voices.list", **query).value}
