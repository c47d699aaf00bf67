"""Texts that were written to hurt: each is read or refused in seconds, and none needs much memory.

Hostile EPUBs are in `sources/`.
"""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from chunking.chapters import chapters_of
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import READERS

MANY = 100_000
SECONDS = 20
MEGABYTES = 500

HOSTILE: dict[str, Callable[[], str]] = {
    "opening brackets.md": lambda: "[" * MANY,
    "images in images.md": lambda: "![" * MANY + "a" + "](b)" * MANY,
    "links in links.md": lambda: "[a](" * MANY,
    "backticks of every length.md": lambda: " ".join("`" * n for n in range(1, 1200)),
    "stars.md": lambda: "*a **b " * MANY,
    "underscores.md": lambda: "_" * 10 * MANY,
    "quotations.md": lambda: "> " * MANY + "a",
    "lists in lists.md": lambda: "\n".join("  " * n + "- a" for n in range(1500)),
    "angle brackets.md": lambda: "<" * MANY + "\n\n" + "<a " * MANY,
    "comments that never end.md": lambda: "<!-- " * MANY,
    "processing instructions.md": lambda: "a <?" * MANY,
    "entities.md": lambda: "&amp;&#0;&#xffffff;&nosuch;" * (MANY // 4),
    "reference definitions.md": lambda: "\n".join(f"[r{n}]: /u" for n in range(MANY // 4)) + "\n\n" + "[r1] " * MANY,
    "footnotes that refer to each other.md": lambda: (
        "a[^0]\n\n" + "\n\n".join(f"[^{n}]: b[^{n + 1}] c[^{n // 2}]" for n in range(4000))
    ),
    "one footnote many times.md": lambda: "a[^1] " * 20_000 + "\n\n[^1]: b",
    "a wide table.md": lambda: "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + ("|" + "b|" * 5000 + "\n") * 40,
    "pipes.md": lambda: ("|" * 500 + "\n") * 2000,
    "shortcodes that never end.md": lambda: "{{< a " * MANY + "\n" + "{% b " * MANY,
    "shortcodes in shortcodes.md": lambda: "{{< a >}}" * 20_000 + "{{< /a >}}" * 20_000,
    "containers.md": lambda: ":::note\n" * 20_000,
    "admonitions in admonitions.md": lambda: "\n".join("    " * n + "!!! note" for n in range(400)),
    "dollars.md": lambda: "$" * MANY + "\n\n" + "$a " * MANY,
    "formula in braces.md": lambda: "$" + "\\frac{" * 20_000 + "$\n\n$" + "{" * MANY + "$",
    "wiki links.md": lambda: "[[" * MANY + "]]" * MANY,
    "emoji names.md": lambda: ":a" * MANY + ":tada:" * 20_000,
    "attributes.md": lambda: "# a {#" * MANY,
    "directives.md": lambda: "<!-- readcast: skip -->\n\n" * 20_000,
    "yaml aliases.md": lambda: (
        "---\nb0: &b0 [x, x]\n" + "".join(f"b{n + 1}: &b{n + 1} [*b{n}, *b{n}]\n" for n in range(40)) + "---\n\ntext"
    ),
    "yaml in depth.md": lambda: "---\na: " + "[" * 5000 + "\n---\n\ntext",
    "toml in depth.md": lambda: "+++\na = " + "[" * 5000 + "\n+++\n\ntext",
    "json in depth.md": lambda: "{" + '"a":{' * MANY + "\n\ntext",
    "imports.mdx": lambda: "import a from 'b'\n" * 20_000 + "export const a = " + "{" * MANY,
    "components in components.mdx": lambda: "<A>\n" * 20_000 + "b\n" + "</A>\n" * 20_000,
    "attributes of a component.mdx": lambda: "<A b={" * MANY,
    "expressions.mdx": lambda: "{a{" * MANY + "\n" + "{`" * MANY,
    "one line.txt": lambda: "word " * 200_000,
    "blank lines.txt": lambda: "\n" * 10 * MANY + "a",
    "contents.txt": lambda: "CHAPTER I.\n" * MANY,
    "italics that never end.txt": lambda: "_a " * MANY,
    "notes.txt": lambda: "[1] [Footnote 1: " * MANY,
    "divisions.html": lambda: "<div>" * MANY + "a",
    "tables in tables.html": lambda: "<table><tr><td>" * 20_000 + "a",
    "attributes that never end.html": lambda: '<a href="' * MANY,
    "a long tag.html": lambda: "<a " + "b=c " * 200_000 + ">d",
    "entities.html": lambda: "<p>" + "&" * 10 * MANY,
    "scripts.html": lambda: "<script>" * MANY,
    "half words.md": lambda: "a\u0301" * MANY + "\u200d" * MANY,
    "digits.md": lambda: "1" * 10 * MANY + "\n\n" + "1-" * MANY + "\n\n" + "1/2" * MANY + "\n\n" + "$1," * MANY,
    "capitals.md": lambda: "A" * 10 * MANY + "\n\n" + "A." * MANY + "\n\n" + "Mr. " * MANY,
    "addresses.md": lambda: "a@" * MANY + "\n\n" + "http://" * MANY + "\n\n" + "a.b" * MANY + "\n\n" + "www." * MANY,
    "code.md": lambda: "`" + "aB_c.d/e-" * 20_000 + "`\n\n`" + "=" * MANY + "`",
}

CHILD = """
import json, sys, time
sys.path.insert(0, "tests/chunking")
from test_hostile import read
for name in json.loads(sys.argv[1]):
    begun = time.monotonic()
    read(name)
    peak = int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]) / 1024
    print(json.dumps([name, time.monotonic() - begun, peak]), flush=True)
"""


def read(name: str) -> None:
    """Reads one of them as far as its chapters, as `read_document` does."""
    data = HOSTILE[name]().encode()
    try:
        reading = READERS["." + name.rpartition(".")[2]](data, Policy())
        chapters_of(reading, Policy().for_document(reading.front), "Untitled")
    except InputError:
        pass


def test_no_hostile_text_hangs_or_eats_the_memory(pytestconfig: pytest.Config) -> None:
    command = [sys.executable, "-c", CHILD, json.dumps(list(HOSTILE))]
    found = subprocess.run(command, cwd=pytestconfig.rootpath, capture_output=True, text=True, check=False, timeout=600)
    measured = [json.loads(line) for line in found.stdout.splitlines()]
    assert [name for name, _, _ in measured] == list(HOSTILE), found.stderr
    assert [(name, seconds) for name, seconds, _ in measured if seconds > SECONDS] == []
    assert max(peak for _, _, peak in measured) < MEGABYTES
