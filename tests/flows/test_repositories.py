"""A git repository as the source: cloned once, then fetched; what changed in it is narrated, and nothing else."""

import json
import os
import shutil
from pathlib import Path

import pytest
from gitting import begun as history_in

from chunking.errors import InputError
from flows.git import GitFailed
from flows.repository import cloned, repository_of
from manifests.verify import differences


def post(n, *more):
    return (
        "\n\n".join((f"# Post {n}", f"The first line of post {n} is here.", f"And post {n} has another.", *more)) + "\n"
    )


@pytest.fixture
def blog(tmp_path, monkeypatch):
    """A repository with three posts; this test has clones of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    history = history_in(tmp_path / "blog")
    for n in (1, 2, 3):
        history.write(f"posts/post-{n}.md", post(n))
        history.commit(date=f"2026-03-0{n}T09:00:00+01:00")
    return history


def documents(desk):
    found = json.loads((desk.out / "manifest.json").read_text("utf-8"))["documents"]
    return {one["source"]: one for one in found}


def asked(report):
    """The documents that something was asked for, and the characters."""
    return {made.name for made in report.made if made.spent.requests}, report.spent.characters


def test_a_url_is_cloned_and_its_posts_are_narrated(blog, desk):
    report = desk.narrate(blog.url)
    assert set(documents(desk)) == {f"posts/post-{n}.md" for n in (1, 2, 3)}
    assert report.spent.requests == 3
    assert list(differences(desk.out)) == []


def test_the_collections_manifest_names_the_commit(blog, desk):
    desk.narrate(blog.url)
    assert json.loads((desk.out / "manifest.json").read_text())["commit"] == blog.git("rev-parse", "HEAD")


def test_a_second_run_fetches_what_is_new_and_asks_for_that_only(blog, desk):
    desk.narrate(blog.url)
    blog.write("posts/post-2.md", post(2, "A line that is new."))
    blog.commit()
    assert asked(desk.narrate(blog.url)) == ({"posts/post-2.md"}, len("A line that is new."))
    assert asked(desk.narrate(blog.url)) == (set(), 0)


def test_the_history_of_a_new_clone_is_fetched_only_where_a_post_has_no_date_of_its_own(blog, desk):
    for n in (1, 2, 3):
        blog.write(f"posts/post-{n}.md", f"---\ndate: 2026-03-0{n}\nauthor: Ada\n---\n\n{post(n)}")
    blog.commit()
    desk.narrate(blog.url)
    clone = cloned(blog.url, None)
    assert clone.git.joinpath("shallow").exists()
    blog.write("posts/post-4.md", post(4))
    blog.commit(date="2026-03-07T12:00:00+00:00")
    desk.narrate(blog.url)
    assert not clone.git.joinpath("shallow").exists()
    assert documents(desk)["posts/post-4.md"]["date"] == "2026-03-07T12:00:00Z"


def test_dates_and_authors_that_no_file_tells_come_from_the_commit_that_brought_the_post(blog, desk):
    blog.git("mv", "posts/post-1.md", "posts/the-first.md")
    blog.commit(date="2026-04-01T00:00:00+00:00")
    desk.narrate(blog.folder)
    found = documents(desk)["posts/the-first.md"]
    assert (found["date"], found["authors"]) == ("2026-03-01T09:00:00+01:00", ["Ada Byron"])


@pytest.mark.parametrize("kind", ["branch", "tag", "commit", "short commit"])
def test_a_branch_a_tag_or_a_commit_can_be_narrated(blog, desk, kind):
    old = blog.git("rev-parse", "HEAD")
    blog.git("branch", "old")
    blog.git("tag", "v1")
    blog.write("posts/post-4.md", post(4))
    blog.commit()
    ref = {"branch": "old", "tag": "v1", "commit": old, "short commit": old[:9]}[kind]
    desk.narrate(blog.url, ref=ref)
    assert "posts/post-4.md" not in documents(desk)
    desk.narrate(blog.folder, ref=ref)
    desk.narrate(blog.folder)
    assert "posts/post-4.md" in documents(desk)


def test_after_a_force_push_the_new_history_is_narrated(blog, desk):
    desk.narrate(blog.url)
    blog.git("reset", "--quiet", "--hard", "HEAD~2")
    blog.write("posts/post-2.md", post(2, "Another line."))
    blog.commit()
    assert asked(desk.narrate(blog.url)) == ({"posts/post-2.md"}, len("Another line."))
    assert documents(desk)["posts/post-3.md"]["state"] == "withdrawn"


def test_submodules_are_not_fetched(blog, desk, tmp_path):
    other = history_in(tmp_path / "other")
    other.write("theirs.md", post(9))
    other.commit()
    blog.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", other.url, "sub")
    blog.commit()
    desk.narrate(blog.url)
    assert len(documents(desk)) == 3


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://example.org/blog.git", "https, ssh or file"),
        ("git://example.org/blog.git", "https, ssh or file"),
        ("ext::sh -c touch% x", "no such file"),
        ("https://me:sk-very-secret@example.org/blog.git", "credential helper"),
    ],
)
def test_addresses_that_are_not_safe_are_refused_without_showing_what_is_secret(desk, url, said):
    with pytest.raises(InputError, match=said) as told:
        desk.narrate(url)
    assert "sk-very-secret" not in str(told.value)


@pytest.mark.parametrize("ref", ["--upload-pack=touch x", "a b", "main:refs/heads/x", ""])
def test_a_ref_is_no_option_of_git(blog, desk, ref):
    with pytest.raises(InputError, match="branch, a tag or a commit"):
        desk.narrate(blog.url, ref=ref)


def test_a_repository_that_is_not_there_and_a_branch_that_is_not_are_one_line(blog, desk, tmp_path):
    with pytest.raises(GitFailed, match="git fetch failed") as told:
        desk.narrate((tmp_path / "nothing").as_uri())
    assert "\n" not in str(told.value)
    with pytest.raises(GitFailed, match="no-such-branch"):
        desk.narrate(blog.url, ref="no-such-branch")


def test_hooks_and_the_environment_of_a_hook_change_nothing(blog, desk, tmp_path, monkeypatch):
    hook = blog.folder / ".git" / "hooks" / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path / 'hooked'}\n")
    hook.chmod(0o755)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    report = desk.narrate(blog.folder)
    assert len(report.made) == 3
    assert not (tmp_path / "hooked").exists()


def test_since_a_commit_only_what_changed_after_it_is_looked_at(blog, desk):
    desk.narrate(blog.url)
    old = blog.git("rev-parse", "HEAD")
    for n in (1, 3):
        blog.write(f"posts/post-{n}.md", post(n, f"New in {n}."))
        blog.commit()
    plan = desk.plan(blog.url, since=blog.git("rev-parse", "HEAD~1"))
    assert {job.name for job in plan.jobs} == {"posts/post-3.md"}
    report = desk.narrate(blog.url, since=old)
    assert asked(report) == ({"posts/post-1.md", "posts/post-3.md"}, len("New in 1.") * 2)
    assert {one["state"] for one in documents(desk).values()} == {"made"}


def test_since_a_commit_in_a_folder_counts_what_is_not_committed_yet(blog, desk):
    blog.write("posts/post-2.md", post(2, "Not committed."))
    blog.write("posts/post-5.md", post(5))
    plan = desk.plan(blog.folder, since="HEAD")
    assert {job.name for job in plan.jobs} == {"posts/post-2.md", "posts/post-5.md"}


def test_since_a_commit_that_is_not_there_is_said(blog, desk):
    for source in (blog.url, blog.folder):
        with pytest.raises(GitFailed, match="no such commit"):
            desk.narrate(source, since="0123456789")


def test_only_patterns_choose_documents_and_leave_the_records_of_all_others(blog, desk):
    desk.narrate(blog.url)
    before = documents(desk)
    blog.write("posts/post-1.md", post(1, "New in 1."))
    blog.write("posts/post-2.md", post(2, "New in 2."))
    blog.git("rm", "--quiet", "posts/post-3.md")
    blog.commit()
    assert asked(desk.narrate(blog.url, only=["post-1.md"])) == ({"posts/post-1.md"}, len("New in 1."))
    after = documents(desk)
    assert after["posts/post-1.md"] != before["posts/post-1.md"]
    assert [after[f"posts/post-{n}.md"] for n in (2, 3)] == [before[f"posts/post-{n}.md"] for n in (2, 3)]


def test_a_folder_below_the_top_of_a_repository_is_told_by_its_own_names(blog, desk):
    desk.narrate(blog.folder / "posts")
    assert documents(desk)["post-1.md"]["date"] == "2026-03-01T09:00:00+01:00"
    blog.write("posts/post-1.md", post(1, "New in 1."))
    assert {job.name for job in desk.plan(blog.folder / "posts", since="HEAD").jobs} == {"post-1.md"}


def test_two_commits_of_one_repository_lie_in_folders_of_their_own(blog):
    one = cloned(blog.url, None)
    blog.write("posts/post-1.md", post(1, "New."))
    blog.commit()
    two = cloned(blog.url, None)
    assert "New." not in (one.folder / "posts/post-1.md").read_text()
    assert "New." in (two.folder / "posts/post-1.md").read_text()


def test_what_a_killed_run_left_of_a_clone_is_made_anew(blog):
    one = cloned(blog.url, None)
    shutil.rmtree(one.folder)
    (one.folder.parent / f"{one.commit}.draft" / "posts").mkdir(parents=True)
    (one.git / "HEAD").unlink()
    assert len(list(cloned(blog.url, None).folder.rglob("*.md"))) == 3


def test_a_folder_in_no_repository_has_none(tmp_path):
    assert repository_of(tmp_path) is None


def test_without_git_a_folder_is_narrated_all_the_same(blog, desk, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(os.__file__).parent))
    assert len(desk.narrate(blog.folder).made) == 3
    with pytest.raises(GitFailed, match="not installed"):
        desk.narrate(blog.url)
