"""What reading and the rules of speech cost, beside markdown-it's own parse of the same text.

    python benchmarks/reading.py [FOLDER]

The text is the Markdown documentation of four npm packages, more than 5 MB. FOLDER keeps it for the next time.
Processor time of one process, the best of three rounds, each file once a round.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpora import markdown_files
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from chunking.chapters import chapters_of
from chunking.document import Reading
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import markdown
from chunking.sources.front_matter import split_front_matter

POLICY = Policy(language="en")
ROUNDS = 3


def parse(texts: Sequence[str]) -> None:
    """What markdown-it needs by itself, with the same extensions."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    for text in texts:
        parser.parse(text)


def read(texts: Sequence[str]) -> list[Reading]:
    return [markdown.read(text, POLICY) for text in texts]


def speak(readings: Sequence[Reading]) -> None:
    for reading in readings:
        chapters_of(reading, POLICY, "Untitled")


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


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
    bodies = [split_front_matter(text)[1] for text in texts]
    parsing = seconds(lambda: parse(bodies))
    reading = seconds(lambda: read(texts))
    speaking = seconds(lambda: speak(read(texts))) - reading
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} files, {megabytes:.2f} MB of Markdown")
    print(f"{'':32}{'seconds':>9}{'MB/s':>9}{'ratio':>9}")
    rows = [("markdown-it's parse", parsing), ("reading", reading), ("rules of speech", speaking)]
    for name, taken in (*rows, ("reading and rules", reading + speaking)):
        print(f"{name:32}{taken:9.2f}{megabytes / taken:9.2f}{taken / parsing:9.2f}")


if __name__ == "__main__":
    main()
