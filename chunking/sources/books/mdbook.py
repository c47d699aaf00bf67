"""mdBook: `SUMMARY.md` in the folder that `book.toml` names, and GitBook, which has the same file.

https://rust-lang.github.io/mdBook/format/summary.html: chapters before and after the numbered ones are links without
a list mark; headings are titles of parts; a link without a file is a chapter still to be written.
"""

import re
import tomllib
from collections.abc import Mapping

from chunking.errors import InputError
from chunking.places import Part
from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Chapter, Collected, Order, head, texts

SETTINGS = "book.toml"
SUMMARY = "SUMMARY.md"
_LINK = re.compile(
    r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?\[(?P<title>(?:[^\[\]\\\n]|\\.|\[[^\]\n]*\])*)\]"
    r"\([ \t]*(?:<(?P<quoted>[^>\n]*)>|(?P<path>[^()\s]*(?:\([^()\n]*\)[^()\s]*)*))"
)
_PART = re.compile(r"#{1,3}[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def order(folder: Folder) -> Order | None:
    """The order of an mdBook or a GitBook."""
    settings = folder.text(SETTINGS) if folder.has(SETTINGS) else ""
    told = _book(settings)
    source = told.get("src", "src")
    for home in (source if isinstance(source, str) else "src", "."):
        name = SUMMARY if home in (".", "") else f"{home.rstrip('/')}/{SUMMARY}"
        if folder.has(name):
            text = folder.text(name)
            front = head(
                title=_text(told, "title"), author=texts(told.get("authors")), language=_text(told, "language")
            )
            return Order(name, text, _chapters(text, home), front, Part(SETTINGS, settings) if front else None, home)
    return None


def _chapters(text: str, home: str) -> tuple[Chapter, ...]:
    collected = Collected(home)
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    offset, titled = 0, False
    for row in text.split("\n"):
        if found := _LINK.match(row):
            collected.chapter(found["quoted"] or found["path"] or "", found["title"])
            titled = True
        elif part := _PART.match(row):
            if titled:
                collected.part(part["title"], offset + part.start("title"), offset + part.end("title"))
            titled = True  # the first heading, above all chapters, is the summary's own
        offset += len(row) + 1
    return collected.all


def _book(settings: str) -> Mapping[str, object]:
    try:
        found = tomllib.loads(settings).get("book")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{SETTINGS}: is not valid TOML ({error}); correct it") from error
    return found if isinstance(found, dict) else {}


def _text(told: Mapping[str, object], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
