"""From an archive to the package document that says what is in the book, if the book may be read at all."""

from chunking.errors import InputError
from chunking.sources.epub.archive import Archive
from chunking.sources.epub.paths import resolved
from chunking.sources.epub.xml import children, local, tree_of

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_MIMETYPE = "application/epub+zip"
# Fonts that are only made unusable elsewhere: IDPF's way and Adobe's (EPUB 3.3, 4.4 "Font obfuscation").
_HARMLESS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_FONTS = (".otf", ".ttf", ".woff", ".woff2", ".ttc")


def package_path(archive: Archive) -> str:
    """The name of the first package document. Raises InputError for what is no EPUB, or a copy-protected one."""
    if "mimetype" in archive:
        kind = archive.text("mimetype")[:60].strip().decode("ascii", "replace").removeprefix("\ufeff")
        if kind != _MIMETYPE and _CONTAINER not in archive:
            raise InputError(f"not an EPUB: its mimetype is '{kind}'; give an EPUB file")
    if _CONTAINER not in archive:
        raise InputError(f"not an EPUB: {_CONTAINER} is missing; give an EPUB file")
    for rootfile in children(tree_of(archive.text(_CONTAINER), _CONTAINER), "rootfile"):
        target = resolved(rootfile.get("full-path") or "", "")
        if target is not None and target.path in archive:
            return target.path
    raise InputError(f"{_CONTAINER} names no package document that is in the book; get the book again")


def encrypted_files(archive: Archive) -> frozenset[str]:
    """The names of the files that only a reading system with a key can read."""
    if _ENCRYPTION not in archive:
        return frozenset()
    found = set()
    for data in children(tree_of(archive.text(_ENCRYPTION), _ENCRYPTION), "encrypteddata"):
        ways = {one.get("Algorithm") for one in data if local(one) == "encryptionmethod"}
        names = (resolved(one.get("URI") or "", "") for one in children(data, "cipherreference"))
        if not ways & _HARMLESS:
            found |= {one.path for one in names if one is not None and not one.path.lower().endswith(_FONTS)}
    return frozenset(found)
