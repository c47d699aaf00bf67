"""The documentation of Next.js as a git repository: narrated whole, then again, then after one edit."""

import json
import re
import shutil
import sys
import time
from pathlib import Path

import pytest
from gitting import begun as history_in
from measuring import watched

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import corpora

pytestmark = pytest.mark.soak


def test_a_large_repository_is_narrated_once_and_then_only_what_is_edited(tmp_path, tmp_path_factory):
    home = corpora.npm_package("next", tmp_path_factory.mktemp("npm"))
    docs = next(path for path in sorted(home.rglob("docs")) if path.is_dir())
    history = history_in(tmp_path / "repository")
    shutil.copytree(docs, history.folder / "docs")
    history.commit()
    words = ("narrate", history.folder, "-o", tmp_path / "out", "--store", tmp_path / "store", "--untracked")

    def narrated(title):
        begun = time.monotonic()
        found, peaks = watched(*words, "--speech", "local:tone")
        told = {name: found[name] for name in ("documents", "chapters", "requests", "characters", "reused_characters")}
        print(f"\n{title}: {time.monotonic() - begun:.1f} s, {told}, peak MB {max(peaks.values())} of {peaks}")
        return found

    first = narrated("first run")
    documents = json.loads((tmp_path / "out" / "manifest.json").read_text())["documents"]
    assert {one["state"] for one in documents} == {"made"}
    assert len(documents) > 300
    assert first["requests"] > 0
    assert narrated("second run")["requests"] == 0

    path = next(
        one
        for one in sorted(history.folder.rglob("*.mdx"))
        if re.search(r"^[A-Z].{80,}[a-z]\.$", one.read_text(), re.M)
    )
    text = path.read_text("utf-8")
    line = re.search(r"^[A-Z].{80,}[a-z]\.$", text, re.M)
    path.write_text(text[: line.end()] + "\n\nThis sentence is new.\n" + text[line.end() :], "utf-8")
    history.commit()
    edited = narrated("one paragraph more")
    assert (edited["requests"], edited["characters"]) == (1, len("This sentence is new."))
    assert edited["changes"]["changed"] == 1
