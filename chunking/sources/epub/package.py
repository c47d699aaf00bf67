"""The package document of an EPUB: what the book is, which files it has, and in which order they are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from chunking.errors import InputError
from chunking.sources.epub.archive import Archive, resolved
from chunking.sources.epub.xml import DC, local, named, text_in, tree_of

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # obfuscated fonts hide no text
LARGEST_COVER = 10_000_000  # bytes
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says; all paths are those in the archive."""

    front: Mapping[str, object]  # title, author, language, date
    spine: tuple[str, ...]  # files in reading order
    aside: frozenset[str]  # those of the spine that are read only when asked for
    missing: tuple[str, ...]  # named by the spine and not there
    nav: str = ""  # the navigation document of an EPUB 3
    ncx: str = ""  # that of an EPUB 2
    cover: str = ""  # a picture
    guide: Mapping[str, str] | None = None  # what an EPUB 2 says of its files: path → type


def package_of(archive: Archive) -> Package:
    """Raises InputError where the archive holds no book, or one that is locked."""
    if CONTAINER not in archive:
        raise InputError(f"not an EPUB: {CONTAINER} is not in the archive")
    _refuse_locked(archive)
    roots = [file.get("full-path", "") for file in named(tree_of(archive.read(CONTAINER), CONTAINER), "rootfile")]
    path = next((resolved(root, "")[0] for root in roots if resolved(root, "")[0] in archive), "")
    if not path:
        raise InputError(f"not a sound EPUB: {CONTAINER} names no package document that is in it")
    root = tree_of(archive.read(path), path)
    items = {item.get("id", ""): item for item in named(root, "item")}
    paths = {name: resolved(item.get("href", ""), path)[0] for name, item in items.items()}
    references = [item for item in named(root, "itemref") if item.get("idref", "") in items]
    read = [(paths[item.get("idref", "")], item.get("linear", "yes")) for item in references]
    spine = dict.fromkeys(name for name, _ in read if name in archive)
    return Package(
        front=_front(root),
        spine=tuple(spine),
        aside=frozenset(name for name, linear in read if linear == "no"),
        missing=tuple(name or "a file outside the book" for name, _ in read if name not in archive),
        nav=next((paths[name] for name, item in items.items() if "nav" in item.get("properties", "").split()), ""),
        ncx=next(
            (paths[name] for name, item in items.items() if item.get("media-type", "").endswith("dtbncx+xml")), ""
        ),
        cover=_cover(root, items, paths),
        guide={resolved(one.get("href", ""), path)[0]: one.get("type", "").lower() for one in named(root, "reference")},
    )


def _refuse_locked(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    for method in named(tree_of(archive.read(_ENCRYPTION), _ENCRYPTION), "EncryptionMethod"):
        if method.get("Algorithm", "") not in _FONTS:
            raise InputError("the EPUB is locked by its publisher (DRM) and cannot be read; use a copy without a lock")


def _front(root: etree._Element) -> dict[str, object]:
    found: dict[str, object] = {}
    authors = [text_in(element) for element in root.iter(f"{DC}creator")]
    for name in ("title", "language", "date"):
        said = next((text_in(element) for element in root.iter(f"{DC}{name}")), "")
        if said:
            found[name] = said
    return found | ({"author": ", ".join(filter(None, authors))} if any(authors) else {})


def _cover(root: etree._Element, items: Mapping[str, etree._Element], paths: Mapping[str, str]) -> str:
    for name, item in items.items():
        if "cover-image" in item.get("properties", "").split():
            return paths[name]
    named_by_meta = next((one.get("content", "") for one in named(root, "meta") if one.get("name") == "cover"), "")
    return paths.get(named_by_meta, "") if local(root) else ""


def picture(archive: Archive, path: str) -> bytes | None:
    """The bytes of the cover, where it is a PNG or JPEG of a fit size."""
    if not path or path not in archive:
        return None
    try:
        data = archive.read(path)
    except InputError:
        return None  # a book without its cover is a book
    return data if data.startswith(_PICTURES) and len(data) <= LARGEST_COVER else None
