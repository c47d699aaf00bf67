"""XML that a stranger wrote → a tree. Entities are not expanded, nothing is fetched."""

import re
from collections.abc import Iterator

from lxml import etree

from chunking.errors import InputError

_ENTITY = re.compile(r"<!ENTITY", re.I)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def decoded(data: bytes, name: str) -> str:
    """The text of an XML file, `\\n` at its line ends. Raises InputError where it is not in the encoding it declares."""
    declared = _DECLARED.match(data)
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except (LookupError, UnicodeError, ValueError) as error:
        raise InputError(f"not a sound EPUB: {name[:200]!r} is not text in {encoding} ({error})") from error
    if _ENTITY.search(text):
        raise InputError(f"{name[:200]!r} in the EPUB declares entities of its own; such a book is not read")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tree_of(data: bytes, name: str) -> etree._Element:
    """The root of an XML file. Raises InputError where it is not well-formed, or declares entities."""
    text = decoded(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, recover=True
    )
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""), count=1)
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"not a sound EPUB: {name[:200]!r} is not XML ({error})") from error
    if root is None:
        raise InputError(f"not a sound EPUB: {name[:200]!r} is empty")
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element below with this name, in whatever namespace."""
    return (element for element in root.iter() if local(element) == name)


def text_in(element: etree._Element) -> str:
    """All text of an element, as one line."""
    return " ".join("".join(map(str, element.itertext())).split())
