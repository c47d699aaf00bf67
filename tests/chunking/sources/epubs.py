"""Builds small EPUB files for the tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="{version}" unique-identifier="id">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:identifier id="id">urn:uuid:1</dc:identifier>
    {metadata}
  </metadata>
  <manifest>{manifest}</manifest>
  <spine{toc}>{spine}</spine>
  {guide}
</package>"""
METADATA = "<dc:title>The Lamp</dc:title><dc:creator>A. Writer</dc:creator><dc:language>en</dc:language>"
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>The Lamp</title></head>
<body{attributes}>
{body}
</body></html>"""
NAVIGATION = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><h1>Contents</h1>{contents}</nav>{more}</body></html>"""
NCX = """<?xml version="1.0"?>
<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{points}</navMap></ncx>"""

Nested = Sequence[tuple[str, str] | tuple[str, str, "Nested"]]  # of contents: title, link, what is below


def page(body: str, attributes: str = "") -> str:
    """An XHTML page with this body."""
    return PAGE.format(body=body, attributes=f" {attributes}" if attributes else "")


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else method)
    return packed.getvalue()


def navigation(contents: Nested, more: str = "") -> str:
    """A navigation document of EPUB 3."""
    return NAVIGATION.format(contents=_list(contents), more=more)


def ncx(contents: Nested) -> str:
    """The contents of EPUB 2."""
    return NCX.format(points=_points(contents))


def book(
    pages: Mapping[str, str | bytes],
    *,
    contents: Nested | None = None,
    landmarks: Mapping[str, str] | None = None,
    metadata: str = METADATA,
    more: Mapping[str, str | bytes] | None = None,
    items: str = "",
    spine: str | None = None,
    guide: str = "",
) -> dict[str, str | bytes]:
    """The files of an EPUB 3 whose pages are read in this order; links are relative to the folder OPS."""
    manifest = "".join(
        f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(path="OPS/book.opf"),
    }
    if contents is not None:
        manifest += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        marks = "".join(
            f'<li><a epub:type="{kind}" href="{link}">{kind}</a></li>' for link, kind in (landmarks or {}).items()
        )
        files["OPS/nav.xhtml"] = navigation(contents, f'<nav epub:type="landmarks"><ol>{marks}</ol></nav>')
    order = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages))) if spine is None else spine
    files["OPS/book.opf"] = PACKAGE.format(
        version="3.0", metadata=metadata, manifest=manifest + items, spine=order, toc="", guide=guide
    )
    return files | {f"OPS/{name}": content for name, content in pages.items()} | dict(more or {})


def old_book(pages: Mapping[str, str | bytes], contents: Nested, guide: str = "") -> dict[str, str | bytes]:
    """The files of an EPUB 2."""
    manifest = "".join(
        f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    package = PACKAGE.format(
        version="2.0",
        metadata=METADATA,
        manifest=manifest + '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        spine="".join(f'<itemref idref="p{n}"/>' for n in range(len(pages))),
        toc=' toc="ncx"',
        guide=f"<guide>{guide}</guide>",
    )
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(path="book.opf"),
        "book.opf": package,
        "toc.ncx": ncx(contents),
        **pages,
    }


def _list(contents: Nested) -> str:
    lines = (f'<li><a href="{one[1]}">{one[0]}</a>{_list(one[2]) if len(one) > 2 else ""}</li>' for one in contents)
    return f"<ol>{''.join(lines)}</ol>"


def _points(contents: Nested) -> str:
    return "".join(
        f'<navPoint><navLabel><text>{one[0]}</text></navLabel><content src="{one[1]}"/>'
        f"{_points(one[2]) if len(one) > 2 else ''}</navPoint>"
        for one in contents
    )
