"""A run that Prefect sees: against the server of a real `readcast up`, asked through its REST API."""

import json
import shutil
import socket

import pytest
from watching import until

SECRET = "lmnt-some-secret-4711"


@pytest.fixture(scope="module")
def story(prefect, tmp_path_factory, new_desk, readcast):
    """A tracked run, the same again with nothing to do, and one with one changed chapter."""
    desk = new_desk(tmp_path_factory.mktemp("story"))
    tracked = {"PREFECT_API_URL": prefect.url, "LMNT_API_KEY": SECRET}
    ended = [readcast(*desk.words("--json"), env=tracked)]
    shutil.copytree(desk.out, desk.folder / "first")
    ended.append(readcast(*desk.words("--json"), env=tracked))
    desk.edit("the sea is flat", "the sea is calm")
    ended.append(readcast(*desk.words("--json"), env=tracked))
    return desk, ended


@pytest.fixture(scope="module")
def runs(prefect, story):
    """The flow runs of the story; what Prefect has heard of is written down a moment later."""
    assert story
    return until(lambda: found if len(found := settled(prefect, story[0].out)) == 3 else None)


def settled(prefect, out):
    return [one for one in prefect.runs_of(out) if one["state_type"] not in ("PENDING", "RUNNING")]


def tasks(prefect, run, count):
    """The task runs of a flow run: they reach the database in the background, so at least `count` are waited for."""
    return until(lambda: (found := prefect.tasks_of(run)) and len(found) >= count and ended(found) and found)


def ended(tasks):
    return all(one["state_type"] not in ("PENDING", "RUNNING") for one in tasks)


def test_each_run_is_a_flow_run_that_is_completed(story, runs, prefect):
    assert [one.code for one in story[1]] == [0, 0, 0]
    assert [one["state_name"] for one in runs] == ["Completed"] * 3
    (flow,) = prefect.read("flows")
    assert flow["name"] == "narrate"


def test_each_chapter_that_had_work_is_one_speak_and_one_assemble_task_run(prefect, runs):
    found = tasks(prefect, runs[0], 6)
    names = {f"{kind} book.md {n}" for kind in ("speak", "assemble") for n in (1, 2, 3)}
    assert (len(found), {one["name"] for one in found}) == (6, names)
    assert {one["state_name"] for one in found} == {"Completed"}


def test_a_run_with_one_changed_chapter_has_the_task_runs_of_that_chapter_only(prefect, runs):
    found = tasks(prefect, runs[2], 2)
    assert sorted(one["name"] for one in found) == ["assemble book.md 2", "speak book.md 2"]


def test_a_run_with_nothing_to_do_is_a_flow_run_without_task_runs(prefect, story, runs):
    """The third run's task runs have reached the database by then, so the second's would have too."""
    tasks(prefect, runs[2], 2)
    assert prefect.tasks_of(runs[1]) == []
    assert story[1][1].json["requests"] == 0


def test_a_table_shows_what_was_asked_for_and_what_was_there(prefect, runs):
    rows = [json.loads(prefect.artifact(run, "narration")["data"]) for run in runs]
    assert [[one["characters asked"] for one in row] for row in rows] == [[175], [0], [24]]
    assert [[one["characters reused"] for one in row] for row in rows] == [[0], [163], [139]]
    assert {(one["document"], one["chapters"]) for row in rows for one in row} == {("book\\.md", 3)}


def test_a_summary_links_the_recordings_that_are_new(prefect, runs, story):
    first, second, _ = (prefect.artifact(run, "narration-summary")["data"] for run in runs)
    assert first.startswith("1 document, 1 of them with something new: 3 requests, 175 characters asked for.")
    assert f"[Morning](<{(story[0].out / '01-morning.mp3').as_uri()}>)" in first
    assert "0 requests" in second
    assert ".mp3" not in second


def test_the_progress_ends_at_a_hundred(prefect, runs):
    assert [prefect.artifact(run, "narration-progress")["data"] for run in runs] == [100.0] * 3


def test_tracked_and_direct_runs_give_the_same_bytes(story, hashes, readcast):
    desk, _ = story
    desk.narrate(out=desk.folder / "direct", store=desk.folder / "direct-store")
    tracked = desk.out
    direct = desk.folder / "direct"
    assert {name: one for name, one in hashes(direct).items() if name != "manifest.json"} == {
        name: one for name, one in hashes(tracked).items() if name != "manifest.json"
    }


def test_a_fresh_tracked_run_and_a_fresh_direct_run_are_the_same_to_the_last_byte(story, new_desk, tmp_path, hashes):
    desk, _ = story
    other = new_desk(tmp_path)
    other.narrate()
    assert hashes(other.out) == hashes(desk.folder / "first")


def test_standard_output_is_the_one_object_and_nothing_of_prefect(story):
    assert story[1][0].json["chapters"] == 3
    assert "prefect" not in story[1][0].err.lower()


def test_the_key_is_not_in_prefects_database_or_log(prefect, story, runs):
    tasks(prefect, runs[2], 2)
    files = [path for path in prefect.home.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in files)
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []
    assert not any(SECRET in one.out + one.err for one in story[1])


def test_the_text_of_a_document_is_not_in_prefects_database(prefect, story, runs):
    tasks(prefect, runs[2], 2)
    assert not any(b"Nobody is on it but the cook" in path.read_bytes() for path in prefect.home.glob("*.db*"))


def test_a_failed_run_is_a_failed_flow_run_with_the_same_line_and_code(prefect, desk, readcast, runs):
    ended = readcast(*desk.words("--voice", "caruso", "--quiet"), env={"PREFECT_API_URL": prefect.url})
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert ended.err.startswith("readcast: there is no voice 'caruso'")
    (last,) = until(lambda: settled(prefect, desk.out))
    assert last["state_type"] == "FAILED"


class TestAnApiThatDoesNotAnswer:
    @pytest.fixture
    def dead(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            return {"PREFECT_API_URL": f"http://127.0.0.1:{free.getsockname()[1]}/api"}

    def test_is_exit_code_4_and_one_line_that_says_how_to_go_on(self, dead, desk, readcast):
        ended = readcast(*desk.words(), env=dead)
        assert (ended.code, ended.out, ended.err.count("\n")) == (4, "", 1)
        assert ended.err.startswith(f"readcast: the Prefect API at {dead['PREFECT_API_URL']}")
        assert "--untracked" in ended.err
        assert not desk.out.exists()

    def test_is_not_asked_with_untracked(self, dead, desk, readcast):
        assert readcast(*desk.words("--untracked", "--quiet"), env=dead).code == 0
        assert (desk.out / "manifest.json").exists()

    def test_of_the_active_profile_is_as_good_as_one_in_the_environment(self, dead, desk, readcast, tmp_path):
        profiles = f'active = "mine"\n\n[profiles.mine]\nPREFECT_API_URL = "{dead["PREFECT_API_URL"]}"\n'
        (tmp_path / "profiles.toml").write_text(profiles, "utf-8")
        assert readcast(*desk.words(), env={"PREFECT_HOME": str(tmp_path)}).code == 4
