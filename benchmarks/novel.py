"""A real novel for benchmarks and `make soak`: Pride and Prejudice, 61 chapters, 121,573 words, as Markdown.

    python benchmarks/novel.py pride.md

It comes from Debian's package r-cran-janeaustenr (MIT; the text is in the public domain), downloaded by `apt-get` and
unpacked without being installed. READCAST_NOVEL names another Markdown novel instead.
"""

import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "r-cran-janeaustenr"
DATA = "usr/lib/R/site-library/janeaustenr/data/Rdata.rdb"
TITLE = "PRIDE AND PREJUDICE"


def novel() -> str:
    """The novel in Markdown. Raises RuntimeError that says what is missing where it cannot be had."""
    named = os.environ.get("READCAST_NOVEL")
    return Path(named).read_text("utf-8") if named else markdown(austen()[TITLE])


def austen() -> dict[str, list[str]]:
    """The lines of the six novels of Jane Austen, by their titles in capitals. Raises RuntimeError."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            _downloaded(folder)
            (package,) = Path(folder).glob("*.deb")
            subprocess.run(["dpkg-deb", "-x", package, "x"], cwd=folder, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise RuntimeError(
                f"no novel: `apt-get update && apt-get download {PACKAGE}`, or set READCAST_NOVEL"
            ) from error
        books = list(_books((Path(folder) / "x" / DATA).read_bytes()))
    return {lines[0].strip().upper(): lines for lines in books}


def _downloaded(folder: str) -> None:
    """Download the package; where apt has no list of packages yet, as on a fresh machine, after it has got one."""
    command = ["apt-get", "download", "-qq", PACKAGE]
    if subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode:
        subprocess.run(["apt-get", "update", "-qq"], check=True, capture_output=True)
        subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _books(database: bytes) -> Iterator[list[str]]:
    """Each object of an R lazy-load database: a length, then a zlib stream with a serialised vector of strings."""
    position = 0
    while position < len(database):
        inflater = zlib.decompressobj()
        yield list(_strings(inflater.decompress(database[position + 4 :])))
        position = len(database) - len(inflater.unused_data)


def _strings(serialised: bytes) -> Iterator[str]:
    """R's XDR format, version 3: a head with the encoding's name, then flags and length before each string."""
    (name_length,) = struct.unpack_from(">i", serialised, 14)
    position = 18 + name_length
    _, count = struct.unpack_from(">ii", serialised, position)
    position += 8
    for _ in range(count):
        _, length = struct.unpack_from(">ii", serialised, position)
        yield serialised[position + 8 : position + 8 + max(length, 0)].decode("utf-8")
        position += 8 + max(length, 0)


def markdown(lines: list[str]) -> str:
    """The plain text with a title and its chapters as headings."""
    body = (f"\n## {line}\n" if re.fullmatch(r"Chapter \d+", line) else line for line in lines[1:])
    return "# Pride and Prejudice\n\n" + "\n".join(body) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(novel(), "utf-8")
