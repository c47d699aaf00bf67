"""After a run, where something has changed: recordings are copied, manifests committed, the user's command is run."""

import json
import os
import sys

import gitting
import pytest

from chunking.errors import InputError, OutputError
from flows.settings import load


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def site(desk):
    """A repository with three posts."""
    history = gitting.begun(desk.folder / "site")
    for name in "abc":
        history.write(f"{name}.md", f"# {name}\n\nThe ferry of {name} leaves.\n")
    history.commit()
    return history


def shown(folder):
    """Every file of a folder and when it was written."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


# Copies


def test_a_copy_has_all_but_the_ledgers(desk, site, hashes):
    public = desk.folder / "public"
    desk.narrate(site.folder, publish_to=public)
    assert hashes(public) == hashes(desk.out)
    assert list(public.rglob("ledger.jsonl")) == []


def test_only_what_has_changed_is_copied_again_and_what_is_no_more_is_removed(desk, site, hashes):
    public = desk.folder / "public"
    desk.narrate(site.folder, publish_to=public)
    (public / "b" / "index.html").write_text("the user's own")
    before = shown(public)
    site.write("b.md", "# The Boat\n\nThe ferry of b leaves.\n")
    desk.narrate(site.folder, publish_to=public)
    after = shown(public)
    assert {name.partition("/")[0] for name in after if after[name] != before.get(name)} == {"b", "manifest.json"}
    assert {name for name in before.keys() - after.keys()} == {name for name in before if name.startswith("b/01-b.")}
    assert after["b/index.html"] == before["b/index.html"]


def test_a_run_without_changes_copies_nothing_and_says_nothing(desk, site, readcast):
    words = ("narrate", site.folder, "-o", desk.out, "--store", desk.store, "--speech", desk.speech)
    first = readcast(*words, "--publish-to", desk.folder / "public")
    assert f"Published to {desk.folder}/public: 16 files copied or removed." in first.out
    before = shown(desk.folder / "public")
    second = readcast(*words, "--publish-to", desk.folder / "public")
    assert "Published" not in second.out
    assert shown(desk.folder / "public") == before


def test_a_withdrawn_document_is_removed_from_the_copy_and_nothing_else(desk, site):
    public = desk.folder / "public"
    desk.narrate(site.folder, publish_to=public)
    (public / "b" / "index.html").write_text("the user's own")
    (site.folder / "b.md").unlink()
    (site.folder / "c.md").unlink()
    desk.narrate(site.folder, publish_to=public)
    assert [str(path.relative_to(public)) for path in (public / "b").iterdir()] == ["b/index.html"]
    assert not (public / "c").exists()
    assert (desk.out / "c" / "manifest.json").exists(), "there it is kept for some days"


def test_a_copy_of_a_single_document_is_made_and_mended(desk, hashes):
    public = desk.folder / "public"
    desk.narrate(publish_to=public)
    before = hashes(public)
    next(public.glob("*.mp3")).write_bytes(b"damaged")
    desk.narrate(publish_to=public)
    assert hashes(public) == before == hashes(desk.out)


def test_a_copy_in_a_bucket_is_made_of_an_output_in_another(desk, s3, site):
    out, public = s3.url(), s3.url()
    desk.narrate(site.folder, out=out, publish_to=public)
    made = {name: content for name, content in s3.files(out).items() if not name.endswith("ledger.jsonl")}
    assert s3.files(public) == made
    with s3.heard() as asked:
        desk.narrate(site.folder, out=out, publish_to=public)
    assert {one.split()[0] for one in asked} == {"LIST"}


def test_a_run_of_one_document_on_another_machine_leaves_the_others_in_the_copy(desk, s3, site, monkeypatch):
    out, public = s3.url(), s3.url()
    desk.narrate(site.folder, out=out, publish_to=public)
    before = s3.files(public)
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk.folder / "other machine"))
    desk.narrate(site.folder, out=out, publish_to=public, only=("a.md",))
    assert s3.files(public) == before


def test_a_copy_that_fails_is_made_by_the_next_run(desk, site, hashes):
    public = desk.folder / "public"
    public.write_text("no folder")
    with pytest.raises(OutputError, match="run again to publish"):
        desk.narrate(site.folder, publish_to=public)
    public.unlink()
    assert desk.narrate(site.folder, publish_to=public).spent.requests == 0
    assert hashes(public) == hashes(desk.out)


@pytest.mark.parametrize("only", [{"sample_seconds": 3}, {"chapters": frozenset({1})}])
def test_parts_of_a_document_are_not_published(desk, only):
    desk.narrate(publish_to=desk.folder / "public", **only)
    assert not (desk.folder / "public").exists()


# Branches


def files_on(site, branch):
    return site.git("ls-tree", "-r", "--name-only", branch).splitlines()


def test_the_manifests_are_committed_on_a_branch_and_the_work_tree_is_not_touched(desk, site):
    site.write("draft.txt", "half a thought")
    before = site.git("status", "--porcelain"), site.git("rev-parse", "HEAD"), site.git("ls-files", "--stage")
    desk.narrate(site.folder, publish_branch="narration")
    assert files_on(site, "narration") == [f"narration/{name}" for name in MANIFESTS]
    assert site.git("show", "narration:narration/b/manifest.json") == (desk.out / "b/manifest.json").read_text().strip()
    after = site.git("status", "--porcelain"), site.git("rev-parse", "HEAD"), site.git("ls-files", "--stage")
    assert before == after


MANIFESTS = ("a/manifest.json", "b/manifest.json", "c/manifest.json", "manifest.json")


def test_nothing_is_committed_where_nothing_has_changed_but_the_sources_commit(desk, site):
    desk.narrate(site.folder, publish_branch="narration")
    before = site.git("rev-parse", "narration")
    desk.narrate(site.folder, publish_branch="narration")
    site.write("style.css", "p {}")
    site.commit()
    desk.narrate(site.folder, publish_branch="narration")
    assert site.git("rev-parse", "narration") == before


def test_what_else_is_on_the_branch_stays_and_withdrawn_documents_leave_it(desk, site):
    site.git("branch", "pages")
    desk.narrate(site.folder, publish_branch="pages")
    (site.folder / "b.md").unlink()
    desk.narrate(site.folder, publish_branch="pages")
    left = ["narration/a/manifest.json", "narration/c/manifest.json", "narration/manifest.json"]
    assert files_on(site, "pages") == ["a.md", "b.md", "c.md", *left]
    assert site.git("rev-list", "--count", "pages") == "3"


def test_a_manifest_that_somebody_took_off_the_branch_comes_back(desk, site):
    desk.narrate(site.folder, publish_branch="narration")
    site.git("checkout", "--quiet", "narration")
    site.git("rm", "--quiet", "narration/manifest.json")
    site.commit()
    site.git("checkout", "--quiet", "main")
    desk.narrate(site.folder, publish_branch="narration")
    assert files_on(site, "narration") == [f"narration/{name}" for name in MANIFESTS]


def test_who_commits_is_who_git_knows_else_readcast(desk, site):
    desk.narrate(site.folder, publish_branch="one")
    site.git("config", "user.email", "may@example.org")
    site.git("config", "user.name", "May")
    desk.narrate(site.folder, publish_branch="two")
    told = [site.git("log", "-1", "--format=%an <%ae>", branch) for branch in ("one", "two")]
    assert told == ["readcast <readcast@localhost>", "May <may@example.org>"]


def test_a_hook_of_the_repository_is_not_run(desk, site):
    for name in ("pre-commit", "reference-transaction", "post-commit"):
        hook = site.write(f".git/hooks/{name}", f"#!/bin/sh\ntouch {desk.folder}/ran\n")
        hook.chmod(0o755)
    desk.narrate(site.folder, publish_branch="narration")
    assert not (desk.folder / "ran").exists()


@pytest.mark.parametrize("branch", ["main", "two..dots", "-f", "a b"])
def test_a_branch_that_cannot_be_committed_on_is_named_before_anything_is_asked_for(desk, site, branch):
    with pytest.raises(InputError, match="name another with --publish-branch"):
        desk.narrate(site.folder, publish_branch=branch)
    assert not list(desk.out.glob("*/manifest.json"))


def test_a_source_in_no_repository_has_no_branch(desk):
    with pytest.raises(InputError, match="git repository"):
        desk.narrate(publish_branch="narration")


@pytest.fixture
def remote(desk, site):
    """What others see of the repository: bare, as it is on a server."""
    bare = desk.folder / "remote.git"
    site.git("clone", "--quiet", "--bare", ".", str(bare))
    site.git("remote", "add", "origin", str(bare))
    return gitting.History(bare)


def test_of_a_cloned_source_the_branch_is_pushed_on_top_of_what_others_have_pushed(desk, site, remote):
    desk.narrate(remote.url, publish_branch="narration")
    assert files_on(remote, "narration") == [f"narration/{name}" for name in MANIFESTS]
    site.git("fetch", "--quiet", "origin")
    site.git("checkout", "--quiet", "-b", "theirs", "origin/narration")
    site.write("theirs.txt", "of somebody else")
    site.commit()
    site.git("push", "--quiet", "origin", "theirs:narration")
    site.git("checkout", "--quiet", "main")
    site.write("b.md", "# b\n\nThe ferry of b has left.\n")
    site.commit()
    site.git("push", "--quiet", "origin", "main")
    desk.narrate(remote.url, publish_branch="narration")
    assert files_on(remote, "narration") == [*(f"narration/{name}" for name in MANIFESTS), "theirs.txt"]
    assert remote.git("rev-list", "--count", "narration") == "3"


def test_the_narrated_branch_itself_can_hold_the_manifests_and_comes_to_rest(desk, site, remote):
    desk.narrate(remote.url, publish_branch="main")
    before = remote.git("rev-parse", "main")
    for _ in range(2):
        assert desk.narrate(remote.url, publish_branch="main").spent.requests == 0
    assert remote.git("rev-parse", "main") == before
    assert remote.git("rev-list", "--count", "main") == "2"


def test_who_is_faster_is_built_upon(desk, site, remote):
    """Somebody pushes between our look at the branch and our own push; git refuses ours, and it is made once more."""
    desk.narrate(remote.url, publish_branch="narration")
    site.git("fetch", "--quiet", "origin")
    site.git("checkout", "--quiet", "-b", "theirs", "origin/narration")
    site.write("theirs.txt", "of somebody else")
    theirs = site.commit()
    site.git("push", "--quiet", "origin", "theirs:refs/heads/waiting")
    hook = remote.write("hooks/pre-receive", FASTER.format(theirs=theirs, done=desk.folder / "was faster"))
    hook.chmod(0o755)
    site.git("checkout", "--quiet", "main")
    site.write("b.md", "# b\n\nThe ferry of b has left.\n")
    site.commit()
    remote.git("fetch", "--quiet", str(site.folder), "main:main")
    desk.narrate(remote.url, publish_branch="narration")
    assert (desk.folder / "was faster").exists()
    assert "theirs.txt" in files_on(remote, "narration")
    assert remote.git("rev-list", "--count", "narration") == "3"


FASTER = """#!/bin/sh
[ -e "{done}" ] && exit 0
touch "{done}"
env -u GIT_QUARANTINE_PATH git update-ref refs/heads/narration {theirs}
"""


# Commands


def told_by(path):
    """A command that writes down what it was told."""
    script = "import json, os, sys; json.dump([sys.argv[2:], dict(os.environ)], open(sys.argv[1], 'a'))"
    return f'{sys.executable} -c "{script}" {path}'


def test_a_command_gets_the_manifests_path_and_no_keys(desk, monkeypatch):
    monkeypatch.setenv("LMNT_API_KEY", "sk-very-secret")
    monkeypatch.setenv("PREFECT_API_KEY", "sk-very-secret")
    desk.narrate(publish_command=told_by(desk.folder / "told"))
    (path,), environment = json.loads((desk.folder / "told").read_text())
    assert path == str(desk.out / "manifest.json")
    assert environment["HOME"] == os.environ["HOME"]
    (desk.folder / "told").unlink()
    assert [name for name, value in environment.items() if value == "sk-very-secret"] == []


def test_a_command_is_run_where_the_narration_has_changed(desk, site):
    command = f"{sys.executable} -c \"open('{desk.folder}/ran', 'a').write(str(1))\""

    def runs(**given):
        desk.narrate(site.folder, publish_command=command, **given)
        return len((desk.folder / "ran").read_text())

    assert [runs(), runs()] == [1, 1]
    site.write("style.css", "p {}")
    site.commit()
    assert runs() == 1
    site.write("b.md", "# b\n\nThe ferry of b has left.\n")
    assert [runs(), runs()] == [2, 2]


def test_a_command_that_fails_is_run_again_and_its_words_do_not_reach_standard_output(desk, readcast):
    command = 'sh -c "echo building; exit 7"'
    for _ in range(2):
        ended = readcast(*desk.words("--publish-command", command))
        assert ended.code == 1
        assert "the command sh ended with 7" in ended.err
        assert "building" in ended.err
        assert "building" not in ended.out


@pytest.mark.parametrize("command", ["no-such-program --now", "echo 'half", "  "])
def test_a_command_that_cannot_be_run_is_named_before_anything_is_asked_for(desk, command):
    with pytest.raises(InputError, match="--publish-command"):
        desk.narrate(publish_command=command)
    assert not (desk.out / "manifest.json").exists()


def test_no_shell_reads_the_command(desk):
    desk.narrate(publish_command=f"echo $(touch {desk.folder}/ran) ; touch {desk.folder}/ran2 #")
    assert not (desk.folder / "ran").exists()
    assert not (desk.folder / "ran2").exists()


def test_a_copy_that_fails_leaves_the_command_out(desk):
    (desk.folder / "public").write_text("no folder")
    with pytest.raises(OutputError):
        desk.narrate(publish_to=desk.folder / "public", publish_command=told_by(desk.folder / "told"))
    assert not (desk.folder / "told").exists()


def test_a_run_that_made_nothing_publishes_nothing(desk):
    desk.write("---\n---\n", "book.md")
    with pytest.raises(InputError):
        desk.narrate(publish_command=told_by(desk.folder / "told"))
    assert not (desk.folder / "told").exists()


# Settings


@pytest.mark.parametrize("name", ["publish_to", "publish_branch", "publish_command"])
def test_a_repository_cannot_decide_what_is_published(desk, name):
    desk.write(f"{name} = 'x'\n", "readcast.toml")
    with pytest.raises(InputError, match=f"--{name.replace('_', '-')} or READCAST_{name.upper()}"):
        load(desk.folder, {})


def test_the_environment_can(desk, monkeypatch, hashes):
    monkeypatch.setenv("READCAST_PUBLISH_TO", str(desk.folder / "public"))
    desk.narrate()
    assert hashes(desk.folder / "public") == hashes(desk.out)


def test_what_comes_from_standard_input_is_not_published(desk, command):
    said = command("narrate", "-", "-o", desk.out, "--publish-to", desk.folder / "public")
    assert (said.code, "--publish-…" in said.err) == (2, True)


def test_the_output_is_not_copied_onto_itself(desk):
    with pytest.raises(InputError, match="is the output itself"):
        desk.narrate(publish_to=desk.out)
