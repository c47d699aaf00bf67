"""Several documents in one run: a folder each, one manifest above them, and none that stops the others."""

import json
import shutil

import pytest

from flows.options import Options
from flows.report import DocumentsFailed
from flows.sources import opened
from manifests.verify import differences


@pytest.fixture
def posts(desk):
    """A folder with two posts."""
    desk.write("---\ntitle: The First\n---\n\nOne line of the first.\n", "posts/2026-01-01-first.md")
    desk.write("# The second\n\nOne line of the second.\n", "posts/deep/second.md")
    return desk.folder / "posts"


def collection(out):
    return json.loads((out / "manifest.json").read_text("utf-8"))


def manifest(out, slug):
    return json.loads((out / slug / "manifest.json").read_text("utf-8"))


def test_each_document_gets_a_folder_and_the_collection_a_manifest(desk, posts):
    desk.narrate(posts)
    assert [one["folder"] for one in collection(desk.out)["documents"]] == ["2026-01-01-first", "deep-second"]
    assert {path.name for path in desk.out.iterdir()} == {"2026-01-01-first", "deep-second", "manifest.json"}
    assert (desk.out / "deep-second" / "01-the-second.mp3").exists()
    assert list(differences(desk.out)) == []


def test_the_collections_manifest_names_sources_titles_and_hashes(desk, posts):
    desk.narrate(posts)
    first, second = collection(desk.out)["documents"]
    assert (first["source"], first["title"], first["state"]) == ("2026-01-01-first.md", "The First", "made")
    assert (second["source"], second["title"]) == ("deep/second.md", "The second")
    assert second["content_sha256"] == manifest(desk.out, "deep-second")["content_sha256"]


def test_a_second_run_asks_for_nothing_and_rewrites_nothing(desk, posts):
    desk.narrate(posts)
    before = {path: path.stat().st_mtime_ns for path in desk.out.rglob("*")}
    report = desk.narrate(posts)
    assert report.spent.requests == 0
    assert {path: path.stat().st_mtime_ns for path in desk.out.rglob("*")} == before


def test_a_broken_document_is_named_and_does_not_stop_the_others(command, desk, posts):
    (posts / "broken.md").write_bytes(b"# Caf\xe9\n")
    said = command("narrate", posts, *desk.words()[2:])
    assert said.code == 1
    first, last = said.err.splitlines()
    assert first.startswith("readcast: broken.md failed: ")
    assert "not UTF-8" in first
    assert last == "readcast: 1 of 3 documents failed; they are named above."
    assert "2 documents" in said.out
    assert len(list(desk.out.rglob("*.mp3"))) == 2


def test_a_broken_document_is_in_the_manifest_with_its_reason(desk, posts):
    (posts / "broken.md").write_bytes(b"# Caf\xe9\n")
    with pytest.raises(DocumentsFailed):
        desk.narrate(posts)
    failed = next(one for one in collection(desk.out)["documents"] if one["state"] == "failed")
    assert failed["source"] == "broken.md"
    assert "not UTF-8" in failed["reason"]
    assert any("broken" in line and "not UTF-8" in line for line in differences(desk.out))


def test_a_repaired_document_joins_the_others_which_cost_nothing(desk, posts):
    (posts / "broken.md").write_bytes(b"# Caf\xe9\n")
    with pytest.raises(DocumentsFailed):
        desk.narrate(posts)
    desk.write("# Café\n", "posts/broken.md")
    assert desk.narrate(posts).spent.characters == len("Café.")
    assert list(differences(desk.out)) == []


def test_a_document_whose_folder_cannot_be_written_does_not_stop_the_others(desk, posts):
    desk.out.mkdir()
    (desk.out / "deep-second").write_text("in the way", "utf-8")
    with pytest.raises(DocumentsFailed, match="1 of 2"):
        desk.narrate(posts)
    assert list((desk.out / "2026-01-01-first").glob("*.mp3"))


def test_when_every_document_fails_the_exit_code_is_that_of_failed_documents(command, desk, posts):
    for path in posts.rglob("*.md"):
        path.write_bytes(b"\xff")
    assert command("narrate", posts, *desk.words()[2:]).code == 1


def test_a_plan_names_broken_documents_and_spends_nothing(command, desk, posts, tone):
    (posts / "broken.md").write_bytes(b"\xff\n")
    before = tone.spoken()
    said = command("plan", posts, *desk.words()[2:])
    assert "broken.md" in said.out
    assert tone.spoken() == before


def test_documents_whose_names_make_the_same_slug_get_folders_of_their_own(desk):
    desk.write("# A\n\nFirst of the two.\n", "posts/a b.md")
    desk.write("# B\n\nSecond of the two.\n", "posts/a-b.md")
    desk.narrate(desk.folder / "posts")
    assert [one["folder"] for one in collection(desk.out)["documents"]] == ["a-b", "a-b-2"]
    assert {manifest(desk.out, slug)["title"] for slug in ("a-b", "a-b-2")} == {"A", "B"}


def test_two_folders_with_a_file_of_the_same_name_are_kept_apart(desk):
    desk.write("# A\n\nFirst of the two.\n", "one/post.md")
    desk.write("# B\n\nSecond of the two.\n", "two/post.md")
    desk.narrate(desk.folder / "one", desk.folder / "two")
    assert [one["title"] for one in collection(desk.out)["documents"]] == ["A", "B"]
    assert list(differences(desk.out)) == []


def test_of_two_files_of_the_same_name_the_broken_one_is_the_failed_one(desk):
    desk.write("# A\n\nFirst of the two.\n", "one/post.md")
    desk.write("", "two/post.md")
    with pytest.raises(DocumentsFailed):
        desk.narrate(desk.folder / "one", desk.folder / "two")
    assert [one["state"] for one in collection(desk.out)["documents"]] == ["made", "failed"]


def test_two_documents_that_share_a_paragraph_ask_for_it_once(desk, tone):
    shared = "This notice stands below each and every post."
    desk.write(f"# A\n\nFirst of the two.\n\n{shared}\n", "posts/a.md")
    desk.write(f"# B\n\nSecond of the two.\n\n{shared}\n", "posts/b.md")
    before = tone.spoken()
    report = desk.narrate(desk.folder / "posts")
    assert report.reused_characters == len(shared)
    assert tone.spoken() - before == report.spent.characters
    takes = [manifest(desk.out, slug)["chapters"][0]["paragraphs"][-1]["take"] for slug in ("a", "b")]
    assert takes[0] == takes[1]


def test_front_matter_wins_for_its_document_and_no_other(desk):
    desk.write('title = "All"\nauthor = "Us"\nvoice = "rufus"\nlanguage = "de"\n', "posts/readcast.toml")
    desk.write("---\ntitle: Mine\nauthor: Me\nvoice: tilda\nlanguage: en\n---\n\nA line.\n", "posts/a.md")
    desk.write("# B\n\nAnother line.\n", "posts/b.md")
    desk.narrate(desk.folder / "posts")
    a, b = manifest(desk.out, "a"), manifest(desk.out, "b")
    assert (a["title"], a["author"], a["delivery"]["voice"], a["delivery"]["language"]) == ("Mine", "Me", "tilda", "en")
    assert (b["title"], b["author"], b["delivery"]["voice"], b["delivery"]["language"]) == ("All", "Us", "rufus", "de")


def test_several_documents_named_one_by_one_are_a_collection(desk):
    a, b = desk.write("# A\n\nFirst.\n", "a.md"), desk.write("# B\n\nSecond.\n", "b.md")
    desk.narrate(a, b)
    assert [one["source"] for one in collection(desk.out)["documents"]] == ["a.md", "b.md"]


def test_documents_are_made_in_the_same_bytes_alone_and_in_any_company(desk, posts, tmp_path, hashes):
    desk.narrate(posts)
    one, two = tmp_path / "one", tmp_path / "two"
    desk.narrate(posts, out=one, store=tmp_path / "another", jobs=1)
    assert hashes(one) == hashes(desk.out)
    shutil.rmtree(posts / "deep")
    desk.narrate(posts, out=two, store=tmp_path / "third")
    assert hashes(two / "2026-01-01-first") == hashes(one / "2026-01-01-first")


def test_a_sample_of_a_collection_leaves_the_collection_as_it_is(desk, posts, hashes):
    desk.narrate(posts)
    before = hashes(desk.out)
    desk.narrate(posts, sample_seconds=2)
    assert {name: one for name, one in hashes(desk.out).items() if not name.startswith("sample/")} == before
    assert list(differences(desk.out / "sample")) == []
    assert list(differences(desk.out)) == []


def test_nothing_in_a_sources_name_leads_out_of_the_output(desk):
    source = desk.write("# A\n\nB.\n", "..odd/.. ..md")
    run = opened([source, desk.book], desk.out, Options(speech=desk.speech, store=desk.store))
    assert [source.folder.parent for source in run.sources] == [desk.out, desk.out]


def test_a_voice_that_is_not_there_stops_its_own_document_only(command, desk, posts):
    desk.write("---\nvoice: nobody\n---\n\nAnother post.\n", "posts/odd.md")
    said = command("narrate", posts, *desk.words()[2:])
    assert said.code == 1
    assert "odd.md failed: there is no voice 'nobody'" in said.err
    assert len(list(desk.out.rglob("*.mp3"))) == 2


def test_a_run_that_would_change_who_speaks_leaves_a_collection_as_it_is(command, desk, posts):
    desk.narrate(posts)
    before = (desk.out / "manifest.json").read_bytes()
    said = command("narrate", posts, "-o", desk.out, "--store", desk.store)
    assert said.code == 2
    assert "was made with the service" in said.err
    assert (desk.out / "manifest.json").read_bytes() == before


def test_a_voice_that_a_document_names_is_wanted(desk, posts):
    desk.narrate(posts)
    desk.write("---\nvoice: morgan\n---\n# The second\n\nOne line of the second.\n", "posts/deep/second.md")
    report = desk.narrate(posts)
    assert manifest(desk.out, "deep-second")["delivery"]["voice"] == "morgan"
    assert report.spent.requests == 1


def test_a_sample_of_a_folder_is_the_beginning_of_its_first_document(desk, posts):
    report = desk.narrate(posts, sample_seconds=60)
    assert [made.name for made in report.made] == ["2026-01-01-first.md"]


def test_a_document_called_sample_is_not_where_samples_go(desk, posts):
    desk.write("# Sample\n\nA post about samples.\n", "posts/sample.md")
    desk.narrate(posts)
    desk.narrate(posts, sample_seconds=60)
    assert (desk.out / "sample-2" / "01-sample.mp3").exists()
    assert list(differences(desk.out)) == []


def test_a_fault_of_ours_in_one_document_does_not_stop_the_others(desk, posts, monkeypatch):
    from flows import document  # noqa: PLC0415

    whole = document.record

    def broken(job, made):
        if job.name.startswith("2026"):
            raise KeyError("unforeseen")
        return whole(job, made)

    monkeypatch.setattr(document, "record", broken)
    with pytest.raises(DocumentsFailed):
        desk.narrate(posts)
    assert [one["state"] for one in collection(desk.out)["documents"]] == ["failed", "made"]
