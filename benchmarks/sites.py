"""What it costs to look at a folder of 1000 posts, beside the bare reading of the first 8 KiB of each.

    python benchmarks/sites.py

Processor time of one process; each preset right after the bare reading of the same files, of several rounds the best.
"""

import datetime
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from chunking.sites import Wanted, site_in

POSTS = 1000
ROUNDS = 5
NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
HEAD = """---
title: "A quiet week, number {0}"
date: 2026-03-05T10:00:00Z
author: Ann Lee
tags: [weeks, quiet, numbers]
categories: [Weeks]
description: What happened in the week of this number, which was quiet.
---

# A quiet week

"""
# Where each preset has its posts, and the file by which it is known.
LAYOUTS = {
    "plain": ("posts/{0}/a-quiet-week-{0}.md", ""),
    "hugo": ("content/posts/a-quiet-week-{0}/index.md", "hugo.toml"),
    "jekyll": ("_posts/2026-03-05-a-quiet-week-{0}.md", "_config.yml"),
    "astro": ("src/content/blog/a-quiet-week-{0}.md", "astro.config.mjs"),
    "docusaurus": ("blog/2026-03-05-a-quiet-week-{0}.md", "docusaurus.config.js"),
    "mkdocs": ("docs/weeks/a-quiet-week-{0}.md", "mkdocs.yml"),
    "eleventy": ("posts/2026-03-05-a-quiet-week-{0}.md", ".eleventy.js"),
    "obsidian": ("Weeks/A quiet week {0}.md", ".obsidian/app.json"),
}


def planted(folder: Path, pattern: str, marker: str) -> list[Path]:
    """The files of a site with a `.gitignore`, each a post of 6 KB."""
    files = {pattern.format(number): HEAD.format(number) + "Nothing happened. " * 330 for number in range(POSTS)}
    for name, text in {marker: "", ".gitignore": "public/\n*.tmp\n", **files}.items():
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    return [folder / name for name in files]


def read_bare(files: list[Path]) -> None:
    for path in files:
        with path.open("rb") as file:
            file.read(8 * 1024)


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    print(f"{'preset':12} {'bare reading':>14} {'site_in':>10} {'ratio':>7}   for {POSTS} posts")
    for preset, (pattern, marker) in LAYOUTS.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            files = planted(folder, pattern, marker)
            bare = best(lambda files=files: read_bare(files))  # type: ignore[misc]
            found = site_in(folder, Wanted(NOW))
            assert (found.preset, len(found.posts)) == (preset, POSTS)
            own = best(lambda folder=folder: site_in(folder, Wanted(NOW)))  # type: ignore[misc]
        print(f"{preset:12} {bare * 1000:11.0f} ms {own * 1000:7.0f} ms {own / bare:7.1f}")


if __name__ == "__main__":
    main()
