"""Any input is read or refused with an error of ours: some made-up ones with every run, 100,000 by `make soak`.

Each input is made from a seed, so that a failure can be seen again: `made("md", 123)`.
"""

import io
import random
import signal
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chunking.chapters import chapters_of
from chunking.document import Chapter, Reading
from chunking.errors import InputError
from chunking.packing import size
from chunking.policy import Policy
from chunking.sources import READERS

CASES = "\n".join(file.read_text("utf-8") for file in sorted((Path(__file__).parent / "cases").glob("*.md")))
LINES = [line for line in CASES.splitlines() if line.strip()]
# fmt: off
MARKUP = [
    "# ", "## ", "### ", "> ", "> > ", "- ", "* ", "1. ", "1) ", "    ", "\t", "```\n", "~~~\n", "``", "`", "**", "*",
    "_", "~~", "[", "]", "](", ")", "![", "[^1]", "[^1]: ", "<!-- ", "-->", "<div>", "</div>", "<b", ">", "&amp;",
    "&", "&#0;", "\\", "|", "|---|:-:|", "| a | b |\n", "***\n", "===\n", "---\n", "+++\n", "{{< x >}}", "{{%", "%}}",
    "{% raw %}", "{% endraw %}", "{{", "}}", "{", "}", "${", "$", "$$", "$$\n", ":::note\n", ":::\n", "!!! note\n",
    "> [!NOTE]\n", "[[", "]]", "![[", ":tada:", ":", "{#id}", "{.c}", "import x from 'y'\n", "export ", "<Tabs>",
    "</Tabs>", "<X y={", "<!-- readcast: skip -->", "<!-- readcast: say: a -->", "<!-- readcast:", "<script>",
    "<style>", "<![CDATA[", "<?", "https://a.b/c", "a@b.co", "www.", "$5", "1/2", "Jan. 5", "CHAPTER I.", "_a_",
    "[Illustration]", "*** START OF THE PROJECT GUTENBERG EBOOK", "\u200b", "\ufeff", "\u0301", "\u202e", "😀",
    "\u0000", "\u0007", "\r", "\n", "\n\n", "\n\n\n", " ", "  \n", "\\\n", "a", "b c", "The lamp burned.", "灯が。",
    "مرحبا", "<table><tr><td>", "</td></tr>", "<h1>", "</h1>", "<p>", "<br>", "<pre>", "&nbsp;", "&lt;",
]
# fmt: on
FORMATS = ("md", "mdx", "txt", "html", "epub")
SECONDS = 20  # of processor time for one input; the longest is far below
POLICIES = [
    Policy(language="en"),
    Policy(),
    Policy(code="read", tables="summary", footnotes="inline", links="text-and-host", quotes="announce", language="de"),
    Policy(code="skip", footnotes="end", images="skip", math="skip", list_numbers=True, opening=("title", "author")),
    Policy(boilerplate="read", admonitions="plain", tables="skip", footnotes="skip", chapter_level=2, language="ja"),
]


def made(kind: str, seed: int) -> bytes:
    """One input of a format, from a seed."""
    dice = random.Random(f"{kind} {seed}")
    text = _epub(dice) if kind == "epub" else _text(dice).encode("utf-8", "surrogatepass")
    return _damaged(text, dice) if dice.random() < 0.3 else text


def _text(dice: random.Random) -> str:
    parts = [
        dice.choice(LINES) + "\n" if dice.random() < 0.3 else dice.choice(MARKUP) for _ in range(dice.randrange(1, 60))
    ]
    if dice.random() < 0.2:
        parts = [dice.choice(parts) * dice.randrange(1, 300), *parts]
    if dice.random() < 0.15:
        parts = [
            dice.choice(["---\n", "+++\n", "{\n"]),
            *parts[:5],
            dice.choice(["\n---\n", "\n+++\n", "\n}\n"]),
            *parts,
        ]
    return "".join(parts)


def _damaged(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 8)):
        place = dice.randrange(len(changed) + 1)
        changed[place : place + dice.randrange(3)] = dice.randbytes(dice.randrange(3))
    return bytes(changed[: dice.randrange(len(changed) + 1)] if dice.random() < 0.2 else changed)


PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>en</dc:language></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>
<spine>{spine}</spine></package>"""
CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>"""
NAVIGATION = '<html xmlns:epub="http://www.idpf.org/2007/ops"><nav epub:type="toc"><ol>{links}</ol></nav></html>'
ITEM = '<item id="i{}" href="{}" media-type="application/xhtml+xml"/>'


def _epub(dice: random.Random) -> bytes:
    """A small book, now and then with a wrong name, an odd page or broken XML."""
    names = [dice.choice([f"c{n}.xhtml", f"a/c{n}.xhtml", f"c%20{n}.xhtml", f"../c{n}.xhtml"]) for n in range(3)]
    items = "".join(ITEM.format(n, name) for n, name in enumerate(names))
    spine = "".join(f'<itemref idref="i{dice.randrange(4)}"/>' for _ in names)
    links = "".join(f'<li><a href="{name}">{dice.choice("AB<&")}</a></li>' for name in names)
    odd = dice.random
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(path="x.opf" if odd() < 0.05 else "OPS/p.opf"),
        "OPS/p.opf": PACKAGE.format(title=_text(dice)[:20] if odd() < 0.2 else "T", items=items, spine=spine),
        "OPS/nav.xhtml": NAVIGATION.format(links=links),
    }
    files |= {f"OPS/{name.replace('%20', ' ')}": f"<html><body>{_text(dice)}</body></html>" for name in names}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            if odd() > 0.02:
                archive.writestr(name, text.encode("utf-8", "surrogatepass"))
    return packed.getvalue()


@contextmanager
def _limited() -> Iterator[None]:
    """Raises TimeoutError in what takes more than SECONDS of processor time: others on the machine do not count."""

    def expired(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS} s for one input")

    before = signal.signal(signal.SIGPROF, expired)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def outcome(kind: str, data: bytes, policy: Policy) -> tuple[Reading, tuple[Chapter, ...]] | InputError:
    """What comes of an input; whatever is raised but InputError is a bug."""
    with _limited():
        try:
            reading = READERS[f".{kind}"](data, policy)
            return reading, chapters_of(reading, policy.for_document(reading.front), "Untitled")[1]
        except InputError as error:
            assert str(error).strip()
            return error


def check(kind: str, seed: int) -> None:
    data, policy = made(kind, seed), POLICIES[seed % len(POLICIES)]
    found = outcome(kind, data, policy)
    if isinstance(found, InputError):
        return
    reading, chapters = found
    for block in reading.blocks:
        for piece in block.pieces:
            if piece.end is None:
                there = reading.text.slice(piece.start, piece.start + len(piece.text))
                assert there.translate(SPACES) == piece.text.translate(SPACES), (kind, seed)
    for paragraph in (one for chapter in chapters for one in chapter.paragraphs):
        assert "".join(piece.text for piece in paragraph.pieces) == paragraph.written, (kind, seed)
        assert size(paragraph.spoken) > 0, (kind, seed)


SPACES = {ord(space): " " for space in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"}


@pytest.mark.parametrize("kind", FORMATS)
def test_any_input_is_read_or_refused_and_its_pieces_are_the_characters_of_the_source(kind: str) -> None:
    for seed in range(150):
        check(kind, seed)


@pytest.mark.soak
def test_100_000_inputs_are_read_or_refused() -> None:
    begun, slowest = time.process_time(), 0.0
    for seed in range(20_000):
        for kind in FORMATS:
            started = time.process_time()
            check(kind, seed)
            slowest = max(slowest, time.process_time() - started)
    print(f"\n100,000 inputs in {time.process_time() - begun:.0f} s, the slowest in {slowest:.2f} s")


@pytest.mark.soak
@pytest.mark.parametrize("kind", FORMATS)
def test_a_megabyte_of_any_bytes_is_read_or_refused_in_20_seconds(kind: str) -> None:
    dice = random.Random(7)
    repeated = MARKUP + [dice.choice(LINES) + "\n" for _ in range(40)]
    for number, piece in enumerate(["", *repeated]):
        data = dice.randbytes(10**6) if not piece else (piece * (10**6 // len(piece.encode("utf-8", "surrogatepass"))))
        outcome(kind, data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), POLICIES[number % 5])
