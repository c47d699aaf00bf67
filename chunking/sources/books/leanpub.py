"""Leanpub: `Book.txt`, a file name on each line. https://leanpub.com/help/manual"""

import re

from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Collected, Order

FILE = "Book.txt"
_HOMES = (".", "manuscript")
_NAME = re.compile(r"\S(?:.{0,200}\S)?\.(?:md|markdown|mdx|txt)", re.I)
_SAYS_NOTHING = re.compile(r"$|#|\{|(?:front|main|back)matter:?$|\S{1,200}\.(?:png|jpe?g|gif|svg|csv)$", re.I)


def order(folder: Folder) -> Order | None:
    """The order of a Leanpub manuscript, which is Markdown also where its files end in `.txt`."""
    for home in _HOMES:
        name = FILE if home == "." else f"{home}/{FILE}"
        if not folder.has(name):
            continue
        text = folder.text(name)
        rows = [row for row in map(str.strip, text.split("\n")) if not _SAYS_NOTHING.match(row)]
        if rows and all(map(_NAME.fullmatch, rows)):  # else it is a text by that name
            collected = Collected(home)
            for row in rows:
                collected.chapter(row)
            return Order(name, text, collected.all, home=home, suffix=".md")
    return None
