"""XML of a book → text and tree, without anything that XML can do to its reader."""

import codecs
import re
from typing import Any

from chunking.errors import InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_DOCTYPE = re.compile(r"<!DOCTYPE", re.I)
_INSIDE = re.compile(r"[>\[]")
_ENTITY = re.compile(r"<!ENTITY", re.I)
_ENCODINGS = frozenset({"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252", "iso8859-15", "cp1250", "cp1251", "koi8-r"})


def decoded(data: bytes, name: str) -> str:
    """The text of an XML file, with `\\n` for every line end. Raises InputError.

    Refused are entities and types of its own: they can grow without end, or name files outside.
    """
    encoding, data = _encoding(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"{name}: not in {encoding.upper()}, as it says; get the book again") from error
    if _has_own_types(text):
        raise InputError(f"{name}: declares XML entities of its own, which are refused; get the book again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _has_own_types(text: str) -> bool:
    doctype = _DOCTYPE.search(text)
    inside = _INSIDE.search(text, doctype.end()) if doctype else None
    return (inside is not None and inside[0] == "[") or _ENTITY.search(text) is not None


def tree_of(data: bytes, name: str) -> Any:
    """The root element of an XML file, as lxml has it. Raises InputError where there is none.

    What is not well-formed is read as far as it makes sense. Nothing is fetched, no entity resolved.
    """
    from lxml import etree  # noqa: PLC0415 - slow, and only books need it

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    text = _DECLARATION.sub("", decoded(data, name), count=1)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{name}: not XML ({error}); get the book again") from error
    if root is None:
        raise InputError(f"{name}: not XML; get the book again")
    return root


def local(element: Any) -> str:
    """An element's name without its namespace; empty for what is none."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Any, name: str) -> list[Any]:
    """The elements below one, at any depth, with this name in any namespace."""
    return [one for one in element.iter() if local(one) == name]


def line(element: Any) -> str:
    """All text in an element as one line."""
    return " ".join("".join(element.itertext()).split())


def _encoding(data: bytes) -> tuple[str, bytes]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, data[len(mark) :]
    for beginning, name in _UNMARKED:
        if data.startswith(beginning):
            return name, data
    declared = _DECLARED.match(data)
    return (_known(declared[1].decode("ascii")) if declared else "utf-8"), data


def _known(written: str) -> str:
    """The encoding's name in Python. UTF-8 for one that could not have been read so far, such as UTF-16."""
    try:
        name = codecs.lookup(written).name
    except LookupError:
        return written
    if name not in _ENCODINGS:
        return f"{written} (unknown)"
    return "utf-8" if name.startswith("utf-16") else name
