"""What reading and the rules of speech cost, beside markdown-it's own parse of the same text.

    python benchmarks/reading.py [FOLDER]

The text is the Markdown documentation of four npm packages, more than 5 MB. FOLDER keeps it for the next time.
Processor time of one process: each file is parsed, read and put into words one right after the other, so that a busy
machine slows all three alike, and of several rounds the best counts for each.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from corpora import markdown_files
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from chunking.chapters import chapters_of
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import markdown
from chunking.sources.front_matter import split_front_matter

POLICY = Policy(language="en")
ROUNDS = 5
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def seconds(text: str) -> tuple[float, float, float]:
    """Of one text: markdown-it's own parse, the reading, and the rules of speech."""
    body = split_front_matter(text)[1]
    times = [time.process_time()]
    PARSER.parse(body)
    times.append(time.process_time())
    reading = markdown.read(text, POLICY)
    times.append(time.process_time())
    chapters_of(reading, POLICY, "Untitled")
    times.append(time.process_time())
    return times[1] - times[0], times[2] - times[1], times[3] - times[2]


def readable(files: Sequence[tuple[str, str]]) -> list[str]:
    """The texts that are read. What is refused, such as a page with a broken head, is named and left out."""
    texts = []
    for name, text in files:
        try:
            markdown.read(text, POLICY)
            texts.append(text)
        except InputError as error:
            print(f"refused: {name}: {error}")
    return texts


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        texts = readable(list(markdown_files(folder.absolute())))
    rounds = [[seconds(text) for text in texts] for _ in range(ROUNDS)]
    best = [[min(column) for column in zip(*times, strict=True)] for times in zip(*rounds, strict=True)]
    parsing, reading, speaking = (sum(column) for column in zip(*best, strict=True))
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} files, {megabytes:.2f} MB of Markdown")
    print(f"{'':32}{'seconds':>9}{'MB/s':>9}{'ratio':>9}")
    rows = [("markdown-it's parse", parsing), ("reading", reading), ("rules of speech", speaking)]
    for name, taken in (*rows, ("reading and rules", reading + speaking)):
        print(f"{name:32}{taken:9.2f}{megabytes / taken:9.2f}{taken / parsing:9.2f}")


if __name__ == "__main__":
    main()
