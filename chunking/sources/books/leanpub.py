"""Leanpub: `Book.txt`, a file name on each line. https://leanpub.com/help/manual

Its Markdown has marks of its own: `A> ` before the lines of an aside, `-# ` before the title of a part, and lines that
are for the page's looks or begin and end something, such as `{frontmatter}`, `{width=50%}`, `{blurb, class: tip}`.
"""

import re

from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Collected, Order

FILE = "Book.txt"
_HOMES = (".", "manuscript")
_NAME = re.compile(r"\S(?:.{0,200}\S)?\.(?:md|markdown|mdx|txt)", re.I)
_ASIDE = re.compile(rb"^[A-EIQTWX](?=>(?:[ \t]|$))|^-(?=#{1,6}[ \t])", re.M)
_SETTING = re.compile(
    rb"^\{(?:/?(?:aside|blurb|quiz|exercise)|(?:front|main|back)matter|pagebreak"
    rb"|[^{}\n]{1,200}[:=][^{}\n]{1,200})\}(?=[ \t]*\r?$)",
    re.M,
)
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
            return Order(name, text, collected.all, home=home, suffix=".md", prepared=_prepared)
    return None


def _prepared(data: bytes) -> bytes:
    """The chapter with asides as quotations and without Leanpub's settings, spaces in their place."""
    return _SETTING.sub(lambda found: b" " * len(found[0].decode(errors="replace")), _ASIDE.sub(b" ", data))
