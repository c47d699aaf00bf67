import struct
import zlib
from collections.abc import Mapping

import pytest
from epubs import METADATA, Nested, book, old_book, page, zipped

from chunking.chapters import chapters_of
from chunking.document import Kind, Reading
from chunking.errors import InputError
from chunking.places import Place
from chunking.policy import Policy
from chunking.sources.epub import read

LAMP = page("<h1>The lamp</h1><p>It burnt.</p>")
HOUSE = page("<h1>The house</h1><p>It stood.</p>")
LONG = "<p>" + "So it went on. " * 50 + "</p>"


def reading(files: Mapping[str, str | bytes], policy: Policy = Policy()) -> Reading:  # noqa: B008
    return read(zipped(files), policy)


def spoken(found: Reading) -> list[str]:
    return [block.written for block in found.blocks if not block.left_out]


def left_out(found: Reading) -> list[tuple[str, str]]:
    return [(block.written, block.left_out) for block in found.blocks if block.left_out]


def chapters(found: Reading, policy: Policy = Policy()) -> dict[str, list[str]]:  # noqa: B008
    """The title of each chapter → what is written in it."""
    made = chapters_of(found, policy.for_document(found.front), "Untitled")[1]
    return {chapter.title: [paragraph.written for paragraph in chapter.paragraphs] for chapter in made}


def picture(kind: bytes = b"\x89PNG\r\n\x1a\n") -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return kind + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


# The order and the chapters.


def test_the_files_are_read_in_the_order_of_the_spine() -> None:
    files = book({"a.xhtml": LAMP, "b.xhtml": HOUSE}, spine='<itemref idref="p1"/><itemref idref="p0"/>')
    assert spoken(reading(files)) == ["The house", "It stood.", "The lamp", "It burnt."]


CONTENTS: list[tuple[str, dict[str, str], Nested, dict[str, list[str]]]] = [
    (
        "one file each",
        {"a.xhtml": LAMP, "b.xhtml": HOUSE},
        [("Lamp", "a.xhtml"), ("House", "b.xhtml")],
        {"Lamp": ["The lamp", "It burnt."], "House": ["The house", "It stood."]},
    ),
    (
        "a chapter of two files",
        {"a.xhtml": LAMP, "b.xhtml": page("<p>It burnt on.</p>")},
        [("Lamp", "a.xhtml")],
        {"Lamp": ["The lamp", "It burnt.", "It burnt on."]},
    ),
    (
        "a file without a heading",
        {"a.xhtml": page("<p>It burnt.</p>"), "b.xhtml": page("<p>It stood.</p>")},
        [("Lamp", "a.xhtml"), ("House", "b.xhtml")],
        {"Lamp": ["It burnt."], "House": ["It stood."]},
    ),
    (
        "two chapters in one file",
        {"a.xhtml": page('<h2 id="l">The lamp</h2><p>It burnt.</p><h2><a id="h"/>The house</h2><p>It stood.</p>')},
        [("Lamp", "a.xhtml#l"), ("House", "a.xhtml#h")],
        {"Lamp": ["The lamp", "It burnt."], "House": ["The house", "It stood."]},
    ),
    (
        "sections are no chapters",
        {"a.xhtml": page(f'<h1>The lamp</h1><h2 id="o">Oil</h2>{LONG}'), "b.xhtml": HOUSE},
        [("Lamp", "a.xhtml", [("Oil", "a.xhtml#o")]), ("House", "b.xhtml")],
        {"Lamp": ["The lamp", "Oil", LONG[3:-5]], "House": ["The house", "It stood."]},
    ),
    (
        "a part's page opens its first chapter",
        {"p.xhtml": page("<h1>Part One</h1>"), "a.xhtml": LAMP, "b.xhtml": HOUSE},
        [("Part One", "p.xhtml", [("Lamp", "a.xhtml"), ("House", "b.xhtml")])],
        {"Lamp": ["Part One", "The lamp", "It burnt."], "House": ["The house", "It stood."]},
    ),
    (
        "what a part says for itself is a chapter",
        {"p.xhtml": page(LONG), "a.xhtml": LAMP, "b.xhtml": HOUSE},
        [("Book 1", "p.xhtml", [("Lamp", "a.xhtml")]), ("Book 2", "b.xhtml")],
        {"Book 1": [LONG[3:-5]], "Lamp": ["The lamp", "It burnt."], "Book 2": ["The house", "It stood."]},
    ),
    (
        "parts without a page",
        {"a.xhtml": LAMP, "b.xhtml": HOUSE},
        [("Part One", "", [("Lamp", "a.xhtml")]), ("Part Two", "", [("House", "b.xhtml")])],
        {"Lamp": ["The lamp", "It burnt."], "House": ["The house", "It stood."]},
    ),
    (
        "the book's title above all",
        {"a.xhtml": page('<h1>A book</h1><h2 id="l">The lamp</h2><p>It burnt.</p><h2 id="h">The house</h2>')},
        [("A book", "a.xhtml", [("Lamp", "a.xhtml#l"), ("House", "a.xhtml#h")])],
        {"Lamp": ["A book", "The lamp", "It burnt."], "House": ["The house"]},
    ),
    (
        "lines that lead nowhere",
        {"a.xhtml": LAMP},
        [("Out", "https://example.org/"), ("Gone", "gone.xhtml"), ("Lamp", "a.xhtml#gone"), ("", "a.xhtml")],
        {"Lamp": ["The lamp", "It burnt."]},
    ),
]


@pytest.mark.parametrize(("pages", "contents", "expected"), [one[1:] for one in CONTENTS], ids=[c[0] for c in CONTENTS])
def test_contents_tell_where_chapters_begin(
    pages: dict[str, str], contents: Nested, expected: dict[str, list[str]]
) -> None:
    assert chapters(reading(book(pages, contents=contents))) == expected
    assert chapters(reading(old_book(pages, contents))) == expected


def test_without_contents_the_headings_tell() -> None:
    found = reading(book({"a.xhtml": LAMP, "b.xhtml": HOUSE}))
    assert found.contents is None
    assert list(chapters(found)) == ["The lamp", "The house"]


def test_the_users_level_of_chapters_wins() -> None:
    policy = Policy(chapter_level=0)
    found = reading(book({"a.xhtml": LAMP, "b.xhtml": HOUSE}, contents=[("Lamp", "a.xhtml"), ("B", "b.xhtml")]), policy)
    assert list(chapters(found, policy)) == ["The Lamp"]


# What is left out.

SKIPPED: list[tuple[str, str, dict[str, object], str]] = [
    ("by the page's own type", "x.xhtml", {"page": page("<p>x</p>", 'epub:type="copyright-page"')}, "copyright page"),
    ("by a section's type", "x.xhtml", {"page": page('<section epub:type="titlepage">x</section>')}, "title page"),
    ("by its role", "x.xhtml", {"page": page('<section role="doc-index"><p>x</p></section>')}, "index"),
    ("by the landmarks", "x.xhtml", {"landmarks": {"x.xhtml": "cover"}}, "cover"),
    ("by its name", "copyright.xhtml", {}, "copyright page"),
    ("by its name with a number", "003_title-page.xhtml", {}, "title page"),
    ("by its line of the contents", "x.xhtml", {"title": "Table of Contents"}, "table of contents"),
    ("by its heading", "x.xhtml", {"page": page("<h2>Impressum</h2>")}, "copyright page"),
    ("by what it says", "x.xhtml", {"page": page("<p>© 2020 Ann. All rights reserved. ISBN 1</p>")}, "copyright page"),
    (
        "by its links",
        "x.xhtml",
        {"page": page("".join(f'<p><a href="a.xhtml#{n}">Line {n}</a></p>' for n in range(5)))},
        "table of contents",
    ),
    ("notes that nothing refers to", "notes.xhtml", {}, "notes"),
]


@pytest.mark.parametrize(("name", "given", "reason"), [one[1:] for one in SKIPPED], ids=[one[0] for one in SKIPPED])
def test_what_nobody_wants_to_hear_is_left_out(name: str, given: dict[str, object], reason: str) -> None:
    pages = {name: str(given.get("page", page("<p>x</p>"))), "a.xhtml": LAMP}
    contents = [(str(given.get("title", "X")), name), ("Lamp", "a.xhtml")]
    files = book(pages, contents=contents, landmarks=given.get("landmarks"))  # type: ignore[arg-type]
    found = reading(files)
    assert spoken(found) == ["The lamp", "It burnt."]
    assert [why for _, why in left_out(found)] == [reason]
    assert chapters(found) == {"Lamp": ["The lamp", "It burnt."]}
    assert spoken(reading(files, Policy(boilerplate="read")))[-2:] == ["The lamp", "It burnt."]
    assert left_out(reading(files, Policy(boilerplate="read"))) == []


@pytest.mark.parametrize("kind", ["title-page", "toc", "copyright-page", "cover"])
def test_the_guide_of_an_old_book_tells_what_is_left_out(kind: str) -> None:
    files = old_book(
        {"x.html": page("<p>x</p>"), "a.html": LAMP}, [("Lamp", "a.html")], f'<reference type="{kind}" href="x.html"/>'
    )
    assert spoken(reading(files)) == ["The lamp", "It burnt."]


def test_a_guide_that_means_a_part_of_a_file_leaves_out_no_file() -> None:
    files = old_book({"x.html": page("<p>x</p>"), "a.html": LAMP}, [], '<reference type="toc" href="x.html#toc"/>')
    assert spoken(reading(files)) == ["x", "The lamp", "It burnt."]


@pytest.mark.parametrize("title", ["Foreword", "Preface", "Introduction", "Epilogue", "Dedication", "Acknowledgments"])
def test_what_the_author_says_before_and_after_is_read(title: str) -> None:
    files = book({"x.xhtml": page(f"<h1>{title}</h1><p>x</p>"), "a.xhtml": LAMP}, contents=[(title, "x.xhtml")])
    assert spoken(reading(files))[:2] == [title, "x"]


def test_a_file_that_is_most_of_the_book_is_read_whatever_it_is_called() -> None:
    assert len(spoken(reading(book({"titlepage.xhtml": page(LONG * 10), "a.xhtml": LAMP})))) == 12


def test_the_navigation_in_the_spine_is_left_out() -> None:
    files = book({"a.xhtml": LAMP}, contents=[("Lamp", "a.xhtml")], spine='<itemref idref="nav"/><itemref idref="p0"/>')
    found = reading(files)
    assert spoken(found) == ["The lamp", "It burnt."]
    assert left_out(found) == [("Contents Lamp", "table of contents")]


def test_what_is_outside_the_reading_order_is_left_out_in_its_place() -> None:
    files = book(
        {"a.xhtml": LAMP, "x.xhtml": page("<p>An answer.</p>"), "b.xhtml": HOUSE},
        spine='<itemref idref="p0"/><itemref idref="p1" linear="no"/><itemref idref="p2"/>',
    )
    found = reading(files)
    assert [block.written for block in found.blocks][2] == "An answer."
    assert left_out(found) == [("An answer.", "outside the reading order")]


def test_page_breaks_are_silent() -> None:
    body = '<p>It <span epub:type="pagebreak" id="p5" title="5">5</span>burnt.</p><div role="doc-pagebreak">6</div>'
    assert spoken(reading(book({"a.xhtml": page(body)}))) == ["It burnt."]


def test_a_book_of_project_gutenberg_is_read_without_its_licence_and_page_numbers() -> None:
    files = book(
        {
            "a.xhtml": page(
                '<section class="pg-boilerplate pgheader" id="pg-header"><h2>The Project Gutenberg eBook</h2></section>'
                '<h2>CHAPTER I.</h2><p><span class="pagenum">[Pg 12]</span>It burnt.'
                '<a id="FNanchor_1"></a><a href="#Footnote_1" class="fnanchor pginternal">[1]</a></p>'
                '<div class="footnote"><p><a id="Footnote_1"></a><a href="#FNanchor_1"><span>[1]</span></a>'
                " With oil.</p></div>"
                '<section class="pg-boilerplate pgheader" id="pg-footer"><p>License</p></section>'
            ),
            "b.xhtml": HOUSE,
        }
    )
    found = reading(files)
    assert spoken(found) == ["CHAPTER I.", "It burnt.", "With oil.", "The house", "It stood."]
    assert left_out(found) == [("The Project Gutenberg eBook", "licence"), ("License", "licence")]


# Footnotes.

NOTED = page('<p>One<a epub:type="noteref" href="{}">1</a>.</p><p>Two.</p>{}')
NOTE = '<aside epub:type="footnote" id="n1"><p>A note.</p></aside>'
FOOTNOTES = {
    "in the same file": {"a.xhtml": NOTED.replace("{}", "#n1", 1).replace("{}", NOTE)},
    "in another file": {
        "a.xhtml": NOTED.replace("{}", "b/n.xhtml#n1", 1).replace("{}", ""),
        "b/n.xhtml": page(f'<section epub:type="endnotes"><h2>Notes</h2>{NOTE}</section>'),
    },
    "by its role": {
        "a.xhtml": page(
            '<p>One<a role="doc-noteref" href="#n1">1</a>.</p><p>Two.</p>'
            '<section role="doc-endnotes"><ol><li id="n1"><p>A note.<a role="doc-backlink" href="#r">↩</a></p></li>'
            "</ol></section>"
        )
    },
    "as pandoc writes it": {
        "a.xhtml": page(
            '<p>One<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>.</p><p>Two.</p>'
            '<section class="footnotes"><hr/><ol><li id="fn1"><p>A note.'
            '<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>'
        )
    },
    "by nothing but its links": {
        "a.xhtml": page('<p>One<sup><a id="r1" href="notes.xhtml#n1">1</a></sup>.</p><p>Two.</p>'),
        "notes.xhtml": page('<h2>Notes</h2><p><a id="n1" href="a.xhtml#r1">1</a>. A note.</p>'),
    },
}
TOLD = {
    "after-paragraph": ["One.", "A note.", "Two."],
    "end": ["One.", "Two.", "A note."],
    "inline": ["One (Note: A note.).", "Two."],
    "skip": ["One.", "Two."],
}


@pytest.mark.parametrize("where", TOLD)
@pytest.mark.parametrize("pages", FOOTNOTES.values(), ids=FOOTNOTES)
def test_a_note_is_said_where_the_user_wants_it(pages: dict[str, str], where: str) -> None:
    policy = Policy(footnotes=where)  # type: ignore[arg-type]
    assert spoken(reading(book(pages), policy)) == TOLD[where]


def test_a_note_that_two_marks_refer_to_is_said_once() -> None:
    mark = '<a epub:type="noteref" href="#n1">1</a>'
    found = reading(book({"a.xhtml": page(f"<p>One{mark}</p><p>Two{mark}</p>{NOTE}")}))
    assert spoken(found) == ["One", "A note.", "Two"]


def test_a_note_that_nothing_refers_to_is_said_where_it_stands() -> None:
    found = reading(book({"a.xhtml": page(f"<p>One</p>{NOTE}<p>Two</p>")}))
    assert spoken(found) == ["One", "A note.", "Two"]
    assert found.blocks[1].kind is Kind.NOTE


# Names, encodings and places.

NAMES = {
    "a space": ("my page.xhtml", "my%20page.xhtml"),
    "a percent sign": ("100%.xhtml", "100%25.xhtml"),
    "other letters": ("глава.xhtml", "%D0%B3%D0%BB%D0%B0%D0%B2%D0%B0.xhtml"),
    "letters as they are": ("глава.xhtml", "глава.xhtml"),
    "a folder": ("text/a.xhtml", "text/a.xhtml"),
    "a way round": ("a.xhtml", "text/../a.xhtml"),
    "a folder above": ("../a.xhtml", "../a.xhtml"),
    "an apostrophe": ("it's.xhtml", "it's.xhtml"),
}


@pytest.mark.parametrize(("name", "link"), NAMES.values(), ids=NAMES)
def test_a_file_is_found_by_any_way_to_write_its_name(name: str, link: str) -> None:
    items = f'<item id="x" href="{link}" media-type="application/xhtml+xml"/>'
    inside = {f"OPS/{name}".replace("OPS/../", ""): LAMP}
    files = book({}, items=items, spine='<itemref idref="x"/>', contents=[("Lamp", link)], more=inside)
    assert chapters(reading(files)) == {"Lamp": ["The lamp", "It burnt."]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252"])
def test_a_page_is_read_in_the_encoding_that_it_says(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = page("<p>Café</p>").replace('encoding="utf-8"', f'encoding="{declared}"')
    assert spoken(reading(book({"a.xhtml": text.encode(encoding)}))) == ["Café"]


def test_characters_by_name_need_no_declaration() -> None:
    found = reading(book({"a.xhtml": page("<p>Fish&nbsp;&amp; caf&eacute; &#x2014; a</p>")}))
    assert spoken(found) == ["Fish\u00a0& café — a"]


def test_every_word_knows_its_file_line_and_column() -> None:
    found = reading(book({"a.xhtml": LAMP, "text/b.xhtml": page("<p>\nIt <b>stood</b>.</p>")}))
    last = next(block for block in found.blocks if block.written == "It stood.")
    piece = next(piece for piece in last.pieces if piece.text == "stood")
    assert found.text.place(piece.start) == Place(7, 7, "OPS/text/b.xhtml")
    assert last.lines == (7, 7, "OPS/text/b.xhtml")


# What the book says of itself.

FRONTS = {
    "<dc:title>A &amp; B</dc:title>": {"title": "A & B"},
    "<dc:title/><dc:title>B</dc:title>": {"title": "B"},
    '<dc:title>Sub</dc:title><dc:title id="m">Main</dc:title><meta refines="#m" property="title-type">main</meta>': {
        "title": "Main"
    },
    "<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>": {"author": "Ann, Bob"},
    '<dc:creator opf:role="ill">Ann</dc:creator><dc:creator opf:role="aut">Bob</dc:creator>': {"author": "Bob"},
    '<dc:creator id="c">Ann</dc:creator><meta refines="#c" property="role">aut</meta>': {"author": "Ann"},
    "<dc:date>2020-01-02T00:00:00Z</dc:date>": {"date": "2020-01-02"},
    '<dc:date opf:event="modification">2021</dc:date><dc:date opf:event="publication">1999</dc:date>': {"date": "1999"},
    "<dc:language>de-AT</dc:language>": {"language": "de"},
    "<dc:language>UND</dc:language>": {},
    "<dc:description>&lt;p&gt;A &lt;b&gt;lamp&lt;/b&gt;.&lt;/p&gt;</dc:description>": {"description": "A lamp ."},
}


@pytest.mark.parametrize(("metadata", "front"), FRONTS.items())
def test_metadata_becomes_front_matter(metadata: str, front: dict[str, str]) -> None:
    assert dict(reading(book({"a.xhtml": LAMP}, metadata=metadata)).front) == front


def test_the_language_that_the_user_names_wins() -> None:
    found = reading(book({"a.xhtml": LAMP}), Policy(language="fr"))
    assert (found.language, found.front["language"]) == ("fr", "fr")


def test_a_language_that_nobody_speaks_is_an_error() -> None:
    with pytest.raises(InputError, match="'ca' cannot be spoken"):
        reading(book({"a.xhtml": LAMP}, metadata="<dc:language>ca</dc:language>"))


def test_a_paragraph_in_another_language_says_so() -> None:
    found = reading(book({"a.xhtml": page('<p>Hello.</p><p xml:lang="fr-FR">Bonjour.</p>')}))
    assert [block.treatment.language for block in found.blocks] == [None, "fr"]


COVER = '<item id="c" href="c.png" media-type="image/png" {}/>'


@pytest.mark.parametrize(
    ("items", "metadata", "data", "is_taken"),
    [
        (COVER.format('properties="cover-image"'), METADATA, picture(), True),
        (COVER.format(""), METADATA + '<meta name="cover" content="c"/>', picture(), True),
        (COVER.format('properties="cover-image"'), METADATA, picture(b"\xff\xd8\xff\xe0"), True),
        (COVER.format('properties="cover-image"'), METADATA, picture(b"GIF89a"), False),
        (COVER.format('properties="cover-image"'), METADATA, picture() + b"\0" * 10_000_000, False),
        (COVER.format(""), METADATA, picture(), False),
    ],
)
def test_the_cover_is_taken_where_it_is_a_picture_for_covers(
    items: str, metadata: str, data: bytes, is_taken: bool
) -> None:
    found = reading(book({"a.xhtml": LAMP}, items=items, metadata=metadata, more={"OPS/c.png": data}))
    assert found.cover == (data if is_taken else None)


# What is missing or locked.


def test_a_file_that_is_not_there_is_reported() -> None:
    found = reading(book({"a.xhtml": LAMP}, spine='<itemref idref="p0"/><itemref idref="gone"/>'))
    assert spoken(found) == ["The lamp", "It burnt."]
    assert [unknown.what for unknown in found.unknown] == ["gone: named in the reading order, not in the book"]


def test_a_stand_in_is_read_for_what_is_no_page() -> None:
    items = '<item id="x" href="x.pdf" media-type="application/pdf" fallback="p0"/>'
    assert spoken(reading(book({"a.xhtml": LAMP}, items=items, spine='<itemref idref="x"/>'))) == [
        "The lamp",
        "It burnt.",
    ]


def test_a_file_that_is_named_twice_is_read_once() -> None:
    files = book({"a.xhtml": LAMP}, spine='<itemref idref="p0"/><itemref idref="p0"/>')
    assert spoken(reading(files)) == ["The lamp", "It burnt."]


ENCRYPTION = """<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
<enc:EncryptionMethod Algorithm="{}"/><enc:CipherData><enc:CipherReference URI="{}"/></enc:CipherData>
</enc:EncryptedData></encryption>"""
AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


@pytest.mark.parametrize(
    ("way", "path"),
    [("http://www.idpf.org/2008/embedding", "OPS/f.otf"), ("http://ns.adobe.com/pdf/enc#RC", "f"), (AES, "OPS/f.ttf")],
)
def test_fonts_that_are_made_unusable_do_not_matter(way: str, path: str) -> None:
    files = book({"a.xhtml": LAMP}, more={"META-INF/encryption.xml": ENCRYPTION.format(way, path)})
    assert spoken(reading(files)) == ["The lamp", "It burnt."]


@pytest.mark.parametrize("path", ["OPS/a.xhtml", "OPS/book.opf", "OPS/%61.xhtml"])
def test_a_copy_protected_book_is_refused(path: str) -> None:
    files = book({"a.xhtml": LAMP}, more={"META-INF/encryption.xml": ENCRYPTION.format(AES, path)})
    with pytest.raises(InputError, match="copy-protected"):
        reading(files)


def test_a_book_over_the_limit_is_refused() -> None:
    files = book({f"{n}.xhtml": page("".join(f"<p>{n * k}</p>" for k in range(2000))) for n in range(10)})
    with pytest.raises(InputError, match="raise the limit"):
        reading(files, Policy(max_bytes=100_000))
