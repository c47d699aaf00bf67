"""Books in EPUB 2 and 3 → blocks. A zip archive of XHTML files, and of XML that says in which order they are read.

archive ──container──▶ package ──files──▶ pages of Passages ──laying──▶ Blocks
                          └──navigation──▶ chapters ──▶ contents
"""

from chunking.detection import language_of
from chunking.document import Reading
from chunking.errors import InputError
from chunking.places import Part, SourceText
from chunking.policy import Policy
from chunking.sources.epub.archive import Archive
from chunking.sources.epub.chapters import beginnings
from chunking.sources.epub.container import encrypted_files, package_path
from chunking.sources.epub.cover import cover_of
from chunking.sources.epub.files import File, files_of, judge
from chunking.sources.epub.laying import Frame, contents, laid
from chunking.sources.epub.navigation import Navigation, navigation_of, ncx_of
from chunking.sources.epub.package import Package, package_of
from chunking.sources.epub.pages import passages_of
from chunking.sources.epub.xml import decoded, tree_of
from chunking.sources.hypertext.emphasis import emphasis_in
from chunking.sources.hypertext.passage import Passage


def read(data: bytes, policy: Policy) -> Reading:
    """The blocks of a book. Raises InputError for what is no book, a broken one, or a copy-protected one."""
    archive = Archive(data, policy)
    path = package_path(archive)
    package = package_of(tree_of(archive.text(path), path), path, policy)
    _refuse_protected(archive, package)
    policy = policy.for_document(package.front)
    files, missing = files_of(archive, package)
    if not files:
        raise InputError(f"{path}: names no page that is in the book; get the book again")
    navigation = _navigation(archive, package)
    judge(files, package, navigation, policy)
    pages = passages_of(files, policy)
    body = _body(files, pages)
    language = language_of(" ".join(passage.text for passage in body), policy.language)
    text = SourceText([Part(file.path, file.html, emphasis_in(file.html)) for file in files])
    blocks = laid(files, pages, Frame(text, policy, language))
    starts = beginnings(navigation.points, files, body)
    entries = contents(blocks, starts) or None
    return Reading(blocks, text, language, package.front, entries, tuple(missing), cover_of(archive, package))


def _body(files: list[File], pages: list[list[Passage]]) -> list[Passage]:
    """What is read of the book, but for its notes."""
    read = (page for file, page in zip(files, pages, strict=True) if not file.reason)
    return [passage for page in read for passage in page if not passage.note and not passage.left_out]


def _refuse_protected(archive: Archive, package: Package) -> None:
    encrypted = encrypted_files(archive)
    needed = [package.path, package.navigation, package.ncx, *(place.path for place in package.spine)]
    for path in needed:
        if path in encrypted:
            raise InputError(f"{path}: encrypted; the book is copy-protected (DRM), get one that is not")


def _navigation(archive: Archive, package: Package) -> Navigation:
    """The book's own contents; none where it has none, or where they are missing."""
    if package.navigation in archive:
        found = navigation_of(decoded(archive.text(package.navigation), package.navigation), package.navigation)
        if found.points:
            return found
    if package.ncx in archive:
        return ncx_of(tree_of(archive.text(package.ncx), package.ncx), package.ncx)
    return Navigation((), {})
