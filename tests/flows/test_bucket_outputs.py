"""Outputs in a bucket of a real S3 server: who sees a manifest sees its files, and nobody pays or sends twice."""

import hashlib
import json
from pathlib import Path

import pytest
from object_store import puts

from chunking.errors import InputError, OutputError
from flows.report import DocumentsFailed
from manifests import ledger


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Makes this process another machine: one that has another cache folder, and knows nothing."""

    def named(name):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))

    named("first machine")
    return named


@pytest.fixture
def url(s3, machine):
    return s3.url()


@pytest.fixture
def posts(desk):
    for name in "abc":
        desk.write(f"# {name}\n\nThe ferry of {name} leaves.\n", f"posts/{name}.md")
    return desk.folder / "posts"


def recorded(s3, url):
    """The files that the manifest at a URL speaks of: names and hashes."""
    return {file["path"]: file["sha256"] for one in s3.manifest(url)["chapters"] for file in one["files"]}


def found(s3, url):
    """The recordings that lie at a URL: names and hashes."""
    files = {name: hashlib.sha256(content).hexdigest() for name, content in s3.files(url).items()}
    return {name: files[name] for name in files.keys() - {"manifest.json", "ledger.jsonl"}}


def attempts(s3, url):
    """The ids of the attempts in the ledger at a URL."""
    lines = [json.loads(line) for line in s3.files(url)["ledger.jsonl"].splitlines()]
    return [line["id"] for line in lines if line["event"] == "sent"]


def waiting(folder):
    """The recordings that lie in the cache folders."""
    return [path for path in folder.rglob("*") if path.suffix in (".mp3", ".srt", ".vtt")]


def test_an_output_in_a_bucket_holds_what_one_in_a_folder_does(desk, s3, url, hashes):
    desk.narrate(out=url)
    desk.narrate()
    sent = {name: hashlib.sha256(content).hexdigest() for name, content in s3.files(url).items()}
    assert sent.pop("ledger.jsonl")
    assert sent == hashes(desk.out)
    assert waiting(desk.folder / "first machine") == []


def test_s3_is_told_what_each_file_is_and_how_long_it_may_be_kept(desk, s3, url):
    desk.write('cache_seconds = 600\nformats = ["srt", "vtt"]\n', "readcast.toml")
    desk.narrate(out=url)
    told = {
        Path(name).suffix if name != "manifest.json" else name: s3.head(f"{url}/{name}")
        for name in s3.files(url)
        if name[:2] in ("01", "ma", "le")
    }
    assert {name: (one["ContentType"], one["CacheControl"]) for name, one in told.items()} == {
        ".mp3": ("audio/mpeg", "public, max-age=600"),
        ".srt": ("application/x-subrip; charset=utf-8", "public, max-age=600"),
        ".vtt": ("text/vtt; charset=utf-8", "public, max-age=600"),
        ".json": ("application/json", "public, max-age=600"),
        ".jsonl": ("application/x-ndjson", "no-cache"),
        "manifest.json": ("application/json", "no-cache"),
    }


def test_recordings_come_first_then_the_ledger_and_the_manifest_last(desk, s3, url):
    with s3.heard() as asked:
        desk.narrate(out=url)
    names = puts(asked)
    assert names[-2:] == ["ledger.jsonl", "manifest.json"]
    assert len(names) == len(set(names)) == 14


def test_a_second_run_of_unchanged_documents_sends_nothing_and_fetches_nothing(desk, s3, url, posts):
    desk.narrate(posts, out=url)
    with s3.heard() as asked:
        assert desk.narrate(posts, out=url).spent.requests == 0
    assert {one.split()[0] for one in asked} == {"LIST"}
    assert len(asked) == 2, "one for everything, one for the folder of the collection's manifest"


def test_another_machine_with_another_store_asks_for_nothing_and_fetches_no_recording(desk, s3, url, posts, machine):
    desk.narrate(posts, out=url)
    before = s3.files(url)
    machine("second machine")
    with s3.heard() as asked:
        assert desk.narrate(posts, out=url, store=desk.folder / "other store").spent.requests == 0
    assert {Path(one).name for one in asked if one.startswith("GET")} == {"manifest.json"}
    assert puts(asked) == []
    assert sum(one.startswith("LIST") for one in asked) == 2, "not one for each document"
    with s3.heard() as asked:
        desk.narrate(posts, out=url, store=desk.folder / "other store")
    assert {one.split()[0] for one in asked} == {"LIST"}
    assert s3.files(url) == before


def test_an_edit_on_another_machine_asks_for_its_paragraph_and_sends_its_chapter(desk, s3, url, machine):
    desk.narrate(out=url)
    machine("second machine")
    desk.edit("At noon the sea is flat.", "At noon the sea\nis grey.")
    with s3.heard() as asked:
        assert desk.narrate(out=url).spent.requests == 1
    changed = {"02-noon.mp3", "02-noon.srt", "02-noon.vtt", "02-noon.words.json", "03-night.words.json"}
    assert {*puts(asked)} == changed | {"ledger.jsonl", "manifest.json"}, "the night stands a line further down now"
    assert found(s3, url) == recorded(s3, url)
    assert len(attempts(s3, url)) == 4


def test_the_first_machine_sees_what_the_second_has_made(desk, s3, url, machine):
    desk.narrate(out=url)
    machine("second machine")
    desk.edit("At noon the sea is flat.", "At noon the sea is grey.")
    desk.narrate(out=url)
    before = s3.files(url)
    machine("first machine")
    with s3.heard() as asked:
        assert desk.narrate(out=url, store=desk.folder / "other store").spent.requests == 0
    assert puts(asked) == []
    assert s3.files(url) == before


def test_a_renamed_chapter_leaves_nothing_of_its_old_name_and_nothing_of_others_is_touched(desk, s3, url):
    desk.narrate(out=url)
    s3.client.pipe_file(f"{url}/02-notes.txt", b"of the user's own")
    desk.edit("## Noon", "## Midday")
    desk.narrate(out=url)
    assert [name for name in s3.files(url) if "noon" in name] == []
    assert s3.files(url)["02-notes.txt"] == b"of the user's own"
    assert found(s3, url).keys() - recorded(s3, url).keys() == {"02-notes.txt"}


def test_a_run_that_is_killed_before_the_manifest_costs_nothing_and_leaves_nothing(desk, s3, url, begun):
    desk.narrate(out=url)
    before = s3.files(url)["manifest.json"]
    desk.edit("## Noon", "## Midday")
    words = [*desk.words("-o", url)]
    with begun(*words) as process, s3.refusing(lambda asked: asked.startswith("PUT") and kill(process, asked)):
        process.communicate()
    assert process.returncode == -9
    assert s3.files(url)["manifest.json"] == before
    assert {name for name in s3.files(url) if "midday" in name} != set()
    desk.edit("## Midday", "## The Sea")
    assert desk.narrate(out=url).spent.requests == 1, "the new heading"
    assert found(s3, url) == recorded(s3, url), "nothing is left of the run that was killed"


def kill(process, asked):
    """Kills the process when it is about to put the manifest."""
    if asked.endswith("manifest.json"):
        process.kill()
        return True
    return False


def test_what_cannot_be_sent_fails_its_document_and_is_sent_by_the_next_run_without_asking_again(desk, s3, url, posts):
    with s3.refusing(lambda asked: asked.startswith("PUT") and "/b/" in asked), pytest.raises(DocumentsFailed):
        desk.narrate(posts, out=url)
    (reason,) = [one["reason"] for one in s3.manifest(url)["documents"] if one["state"] == "failed"]
    assert f"{url} cannot be written" in reason
    assert len(waiting(desk.folder)) == 3
    assert desk.narrate(posts, out=url, store=desk.folder / "other store").spent.requests == 0
    assert found(s3, f"{url}/b") == recorded(s3, f"{url}/b")
    assert len(attempts(s3, f"{url}/b")) == 1
    assert waiting(desk.folder) == []


def test_a_server_that_is_away_ends_a_run_before_anything_is_asked_for(desk, readcast, tone, url, s3):
    spoken = tone.spoken()
    ended = readcast(*desk.words("-o", url), env={"AWS_ENDPOINT_URL": "http://127.0.0.1:1"})
    assert ended.code == 2
    assert ended.err.startswith(f"readcast: {url} cannot be read: ")
    assert ended.err.count("\n") == 1
    assert tone.spoken() == spoken


def test_a_server_that_goes_away_during_a_run_costs_nothing(desk, s3, url, begun, readcast):
    """The store lies on this machine; the output is out of reach when it is to be sent."""
    with begun(*desk.words("-o", url)) as process, s3.refusing(lambda asked: asked.startswith("PUT")):
        _, err = process.communicate()
    assert (process.returncode, f"{url} cannot be written" in err) == (2, True)
    ended = readcast(*desk.words("-o", url, "--json"))
    assert (ended.code, ended.json["requests"]) == (0, 0)
    assert f"{url}/01-morning.mp3" in ended.json["files"]
    assert found(s3, url) == recorded(s3, url)


def test_a_failed_documents_ledger_is_sent_as_well(desk, s3, url, posts):
    desk.narrate(posts, out=url)
    desk.write("# b\n\nAnother ferry leaves. It is the last.\n\nThe end is here.\n", "posts/b.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.studio.write_chapter", full_disk)
        with pytest.raises(DocumentsFailed):
            desk.narrate(posts, out=url)
    assert len(attempts(s3, f"{url}/b")) == 2


def full_disk(*_):
    raise OSError(28, "No space left on device")


def test_ledgers_of_two_machines_are_united(desk, s3, url, machine):
    desk.narrate(out=url)
    for name, old, new in (("second", "All the lamps", "Few lamps"), ("third", "Nobody is on it", "None is on it")):
        machine(name)
        desk.edit(old, new)
        desk.narrate(out=url)
    machine("first machine")
    desk.edit("At noon the sea is flat.", "At noon the sea is grey.")
    desk.narrate(out=url)
    ids = attempts(s3, url)
    assert len(ids) == len(set(ids)) == 6


def test_an_object_that_somebody_has_changed_or_removed_is_put_right_for_nothing(desk, s3, url):
    desk.narrate(out=url)
    before = found(s3, url)
    content = bytearray(s3.files(url)["01-morning.mp3"])
    content[-9] ^= 1
    s3.client.pipe_file(f"{url}/01-morning.mp3", bytes(content))
    s3.client.rm_file(f"{url}/03-night.vtt")
    assert desk.narrate(out=url).spent.requests == 0
    assert found(s3, url) == before


def test_an_output_that_somebody_has_removed_is_made_again_for_nothing(desk, s3, url):
    desk.narrate(out=url)
    before = s3.files(url)
    s3.client.rm(url, recursive=True)
    assert desk.narrate(out=url).spent.requests == 0
    assert s3.files(url) == before


def test_a_lost_cache_costs_nothing_and_loses_no_line_of_a_ledger(desk, s3, url):
    desk.narrate(out=url)
    for path in (desk.folder / "first machine" / "readcast" / "outputs").rglob("recordings/*"):
        path.unlink()
    desk.edit("At noon the sea is flat.", "At noon the sea is grey.")
    assert desk.narrate(out=url).spent.requests == 1
    assert len(attempts(s3, url)) == 4


def test_who_speaks_is_not_changed_unasked_in_a_bucket_either(desk, url, machine):
    desk.narrate(out=url)
    machine("second machine")
    with pytest.raises(InputError, match=f"{url} was made with the service"):
        desk.narrate(out=url, speech=None)


def test_a_plan_for_a_bucket_knows_what_is_there(desk, url, machine):
    desk.narrate(out=url)
    machine("second machine")
    assert desk.plan(out=url, store=desk.folder / "other store").requests == 0


def test_a_sample_goes_below_the_url(desk, s3, url):
    desk.narrate(out=url, sample_seconds=5)
    assert {name.partition("/")[0] for name in s3.files(url)} == {"sample"}


def test_a_store_in_the_same_bucket_knows_the_output_by_its_url(desk, s3, url, machine, command):
    store = s3.url()
    desk.narrate(out=url, store=store)
    machine("second machine")
    desk.edit("At noon the sea is flat.", "At noon the sea is grey.")
    desk.narrate(out=url, store=store)
    told = json.loads(command("store", "stat", "--store", store, "--json").out)
    assert [user["output"] for user in told["users"]] == [url]
    assert told["takes"] == 10


def test_verify_why_cost_and_subtitles_read_a_bucket(desk, s3, url, command, tmp_path):
    desk.narrate(out=url)
    verified = command("verify", url)
    assert (verified.code, f"{url} is whole, in step and as recorded." in verified.out) == (0, True)
    assert command("why", url, "2.1").out.startswith("20")
    assert f"{url}  3 requests" in command("cost", url).out
    made = command("subtitles", url, "--format", "ttml", "-o", tmp_path / "tracks")
    assert (made.code, len(list((tmp_path / "tracks").glob("*.ttml")))) == (0, 3)


def test_verify_finds_what_is_wrong_in_a_bucket(desk, s3, url, command):
    desk.narrate(out=url)
    content = bytearray(s3.files(url)["02-noon.srt"])
    content[-3] ^= 1
    s3.client.pipe_file(f"{url}/02-noon.srt", bytes(content))
    verified = command("verify", url)
    assert (verified.code, "02-noon.srt: its content was changed" in verified.out) == (5, True)


@pytest.mark.parametrize(
    "words", [("redo", "{}", "1.1"), ("takes", "{}", "1.1"), ("subtitles", "{}"), ("video", "{}", "--waveform")]
)
def test_what_needs_a_folder_says_so(url, command, words):
    said = command(*(word.format(url) for word in words))
    assert said.code == 2
    assert "folder" in said.err


def test_a_bucket_that_is_not_there_is_named_before_anything_is_asked_for(desk, s3, machine):
    with pytest.raises(OutputError, match="there is no nobody"):
        desk.narrate(out="s3://nobody/out")


def test_no_message_shows_a_name_and_password_of_a_url(desk, s3, machine):
    with pytest.raises(OutputError) as raised:
        desk.narrate(out="s3://someone:secret-4711@readcast/out")
    assert "secret" not in str(raised.value)


def test_lines_are_united_whole_or_torn_each_once():
    one = b'{"event":"sent","torn\n'
    assert ledger.united(one, one) == one
    assert ledger.united(one + b"x", b"x\ny") == one + b"x\ny\n"
