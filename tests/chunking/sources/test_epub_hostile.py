"""EPUB files that were made to hurt: each is read or refused in two seconds, and none needs much memory."""

import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import pytest
from epubs import CONTAINER, METADATA, book, navigation, page, zipped

from chunking.policy import Policy
from chunking.sources.epub import read

SECONDS = 2
MEGABYTES = 500
TEXT = page("<h1>One</h1><p>Some text.</p>")
ONE = {"a.xhtml": TEXT}
LAUGHS = '<!DOCTYPE html [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
)
OUTSIDE = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LOCK = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
  xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
  <enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>
  <enc:CipherData><enc:CipherReference URI="OPS/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>"""


def with_files(**files: str | bytes) -> bytes:
    """A sound book with some of its files in place of others: `container`, `opf`, `nav` and `page`."""
    places = {
        "container": "META-INF/container.xml",
        "opf": "OPS/book.opf",
        "nav": "OPS/nav.xhtml",
        "page": "OPS/a.xhtml",
        "mimetype": "mimetype",
        "encryption": "META-INF/encryption.xml",
    }
    sound = book(ONE, contents=[("One", "a.xhtml")])
    return zipped(sound | {places[name]: content for name, content in files.items()})


def with_entries(add: Callable[[zipfile.ZipFile], None]) -> bytes:
    """A sound book to whose archive something is added."""
    packed = io.BytesIO(zipped(book(ONE, contents=[("One", "a.xhtml")])))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        add(archive)
    return packed.getvalue()


def named(*names: str) -> bytes:
    """A book with files of these names, which its package document refers to."""
    items = "".join(
        f'<item id="x{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="x{n}"/>' for n in range(len(names)))
    files = book(ONE, items=items, spine=f'<itemref idref="p0"/>{spine}')
    return zipped(files | {name: TEXT for name in names if name})


def link() -> bytes:
    def add(archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo("OPS/link.xhtml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")

    return with_entries(add)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return with_entries(lambda archive: archive.writestr("OPS/a.xhtml", TEXT))


def many(count: int) -> bytes:
    def add(archive: zipfile.ZipFile) -> None:
        for number in range(count):
            archive.writestr(f"OPS/{number}", b"")

    return with_entries(add)


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """With `value` written `offset` bytes after each `mark`: a header that lies."""
    changed = bytearray(data)
    place = changed.find(mark)
    while place >= 0:
        changed[place + offset : place + offset + len(value)] = value
        place = changed.find(mark, place + 4)
    return bytes(changed)


def sound() -> bytes:
    return with_files()


def overlapping() -> bytes:
    """Many names of one large file: inflated, it would be all of them."""
    pages = {"0.xhtml": page("<p>" + "a" * 900_000 + "</p>")}
    names = "".join(f'<item id="p{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(1, 200))
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(200))
    packed = io.BytesIO(zipped(book(pages, items=names, spine=spine)))
    with zipfile.ZipFile(packed, "a") as archive:
        first = archive.getinfo("OPS/0.xhtml")
        for n in range(1, 200):
            entry = zipfile.ZipInfo(f"OPS/{n}.xhtml")
            for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(entry, field, getattr(first, field))
            archive.filelist.append(entry)
        archive._didModify = True  # type: ignore[attr-defined]
    return packed.getvalue()


def points(depth: int) -> str:
    return "<navPoint><navLabel><text>a</text></navLabel><content src='a.xhtml'/>" * depth


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no archive": lambda: b"%PDF-1.7 " + b"a" * 1000,
    "an archive of something else": lambda: zipped({"word/document.xml": "<w/>"}),
    "another mimetype": lambda: zipped({"mimetype": "application/zip", "a.txt": "a"}),
    "the beginning of a book": lambda: sound()[:-200],
    "the end of a book": lambda: sound()[200:],
    "a book without its middle": lambda: sound()[:300] + sound()[900:],
    "a bomb": lambda: with_files(page=page("<p>" + "a" * 60_000_000 + "</p>")),
    "a bomb of elements": lambda: with_files(page=page("<p>a" * 10_000_000)),
    "a bomb of blanks in the package": lambda: with_files(opf=" " * 60_000_000),
    "a bomb of an image": lambda: with_entries(lambda archive: archive.writestr("OPS/a.png", b"\0" * 60_000_000)),
    "one large file under many names": overlapping,
    "an archive in an archive": lambda: with_entries(lambda archive: archive.writestr("b.epub", sound() * 50)),
    "ten thousand files": lambda: many(10_000),
    "sixty thousand files": lambda: many(60_000),
    "sizes that are lies": lambda: patched(sound(), b"PK\x01\x02", 24, struct.pack("<I", 10)),
    "sizes that are huge": lambda: patched(sound(), b"PK\x01\x02", 20, struct.pack("<II", 2**32 - 2, 2**32 - 2)),
    "offsets that are lies": lambda: patched(sound(), b"PK\x01\x02", 42, struct.pack("<I", 2**31)),
    "a directory that is a lie": lambda: patched(sound(), b"PK\x05\x06", 12, struct.pack("<II", 2**31, 7)),
    "a method nobody has": lambda: patched(sound(), b"PK\x01\x02", 10, struct.pack("<H", 77)),
    "another packer's method": lambda: zipped(book(ONE), zipfile.ZIP_LZMA),
    "encrypted files": lambda: patched(sound(), b"PK\x01\x02", 8, b"\x01\x00"),
    "broken checksums": lambda: patched(sound(), b"PK\x01\x02", 16, b"\0\0\0\0"),
    "names that climb": lambda: named("../../etc/passwd", "OPS/../../x.xhtml", "%2e%2e/%2e%2e/y.xhtml"),
    "absolute names": lambda: named(
        "/etc/passwd", "file:///etc/passwd", "//host/share", "C:\\x.xhtml", "\\\\h\\x.xhtml"
    ),
    "names of nothing": lambda: named("", ".", "..", "a/", "%00", "http://[::1", "#", "?"),
    "a link": link,
    "a file that is there twice": twice,
    "copy protection": lambda: with_files(encryption=LOCK),
    "a billion laughs in a page": lambda: with_files(page=f"{LAUGHS}<html><body>&j;</body></html>"),
    "a billion laughs in the package": lambda: with_files(
        opf=LAUGHS.replace("html", "package") + "<package>&j;</package>"
    ),
    "a billion laughs in UTF-16": lambda: with_files(container=f"{LAUGHS}<container>&j;</container>".encode("utf-16")),
    "a file from outside in a page": lambda: with_files(page=f"{OUTSIDE}<html><body>&x;</body></html>"),
    "a file from outside in the container": lambda: with_files(container=f"{OUTSIDE}<container>&x;</container>"),
    "types from a network": lambda: with_files(
        opf='<!DOCTYPE package SYSTEM "http://127.0.0.1:9/x.dtd">' + str(book(ONE)["OPS/book.opf"]).split("?>", 1)[1]
    ),
    "no container": lambda: zipped({"mimetype": "application/epub+zip", "OPS/a.xhtml": TEXT}),
    "a container of nothing": lambda: with_files(container="<container/>"),
    "a container that is no XML": lambda: with_files(container=b"\xff\xfe\0\0<\0"),
    "a container that names itself": lambda: with_files(container=CONTAINER.format(path="META-INF/container.xml")),
    "an empty package": lambda: with_files(opf="<package/>"),
    "a spine of what is not there": lambda: zipped(book({}, spine='<itemref idref="q"/>' * 10_000)),
    "fallbacks in a circle": lambda: zipped(
        book(
            {},
            items='<item id="a" href="a.pdf" media-type="application/pdf" fallback="b"/>'
            '<item id="b" href="b.pdf" media-type="application/pdf" fallback="a"/>',
            spine='<itemref idref="a"/>',
        )
    ),
    "contents of themselves": lambda: with_files(nav=navigation([("Nav", "nav.xhtml"), ("Nav", "#x")])),
    "contents in depth": lambda: with_files(nav=f'<nav epub:type="toc">{"<ol><li><a href=a.xhtml>b</a>" * 10_000}'),
    "contents of EPUB 2 in depth": lambda: zipped(
        book(
            ONE,
            items='<item id="n" href="n.ncx" media-type="application/x-dtbncx+xml"/>',
            more={"OPS/n.ncx": points(3000)},
        )
    ),
    "many contents": lambda: with_files(nav=navigation([(f"Line {n}", f"a.xhtml#i{n}") for n in range(8000)])),
    "elements in depth": lambda: with_files(page=page("<div>" * 100_000 + "a")),
    "a package in depth": lambda: with_files(opf="<package>" + "<a>" * 100_000),
    "a huge attribute": lambda: with_files(page=page(f'<p class="{"a " * 200_000}" id="{"b" * 100_000}">c</p>')),
    "a huge attribute in the package": lambda: with_files(opf=f'<package a="{"b" * 400_000}"/>'),
    "tags that never end": lambda: with_files(page='<a href="' * 50_000),
    "notes that refer to each other": lambda: with_files(
        page=page(
            "".join(
                f'<aside epub:type="footnote" id="n{n}"><a epub:type="noteref" href="#n{(n + 1) % 3000}">1</a>b</aside>'
                for n in range(3000)
            )
            + '<p>c<a epub:type="noteref" href="#n0">1</a></p>'
        )
    ),
    "a cover that is none": lambda: zipped(
        book(
            ONE,
            items='<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>',
            more={"OPS/c.png": b"GIF89a" + b"\0" * 11_000_000},
        )
    ),
    "a cover that is not there": lambda: zipped(
        book(ONE, items='<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>')
    ),
    "metadata without end": lambda: zipped(book(ONE, metadata=METADATA + "<dc:creator>a</dc:creator>" * 10_000)),
    "a page of zeros": lambda: with_files(page=b"\0" * 100_000),
    "a page in no encoding": lambda: with_files(page=b'<?xml version="1.0" encoding="x-none"?><html/>'),
    "a page that is not what it says": lambda: with_files(page=b'<?xml version="1.0" encoding="utf-8"?><p>\xff</p>'),
}
READ = "read"
# What becomes of each. Those that are not named are refused with a message that says these words.
SOUND = {
    "a bomb of an image",
    "an archive in an archive",
    "names that climb",
    "absolute names",
    "names of nothing",
    "a link",
    "types from a network",
    "contents of themselves",
    "contents in depth",
    "contents of EPUB 2 in depth",
    "many contents",
    "elements in depth",
    "a huge attribute",
    "notes that refer to each other",
    "a cover that is none",
    "a cover that is not there",
    "metadata without end",
}
CHILD = """
import json, sys, time
from chunking.chapters import chapters_of
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources.epub import read

def outcome(data):
    try:
        reading = read(data, Policy())
    except InputError as error:
        return str(error)
    chapters = chapters_of(reading, Policy().for_document(reading.front), "Untitled")[1]
    return "read" if chapters else "nothing to speak"

def peak():
    # not ru_maxrss, which begins with what the parent process had
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024

outcome(b"")
for line in sys.stdin:
    with open(line.rstrip("\\n"), "rb") as file:
        data = file.read()
    before = time.process_time()
    said = outcome(data)
    seconds = time.process_time() - before
    print(json.dumps([said, seconds, peak()]))
"""


class Outcome(NamedTuple):
    """What became of one file."""

    said: str  # `read`, or why not
    seconds: float
    megabytes: float  # that the process had needed at most by then


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All files read by one process that does nothing else."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, made in enumerate(HOSTILE.values()):
        (folder / f"{number}.epub").write_bytes(made())
    names = "".join(f"{folder / f'{number}.epub'}\n" for number in range(len(HOSTILE)))
    child = subprocess.run([sys.executable, "-c", CHILD], input=names, capture_output=True, text=True, check=False)
    found = [Outcome(*json.loads(line)) for line in child.stdout.splitlines()]
    assert len(found) == len(HOSTILE), child.stderr
    return dict(zip(HOSTILE, found, strict=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_book_is_read_or_refused_at_once(name: str, outcomes: dict[str, Outcome]) -> None:
    assert outcomes[name].seconds < SECONDS


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_book_is_read_only_where_it_is_sound(name: str, outcomes: dict[str, Outcome]) -> None:
    assert (outcomes[name].said == READ) == (name in SOUND), outcomes[name].said


def test_no_hostile_book_needs_much_memory(outcomes: dict[str, Outcome]) -> None:
    assert max(outcome.megabytes for outcome in outcomes.values()) < MEGABYTES


def test_the_sound_book_that_the_others_are_made_of_is_read() -> None:
    assert [block.written for block in read(sound(), Policy()).blocks] == ["One", "Some text."]
