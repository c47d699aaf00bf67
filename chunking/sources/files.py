"""The door to the disk: bytes of a file within a limit, their text, and what its name says."""

import codecs
import re
from pathlib import Path, PurePath

from chunking.errors import InputError

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]+(?=\S)")  # as blogs put before the names of their posts
_BYTE_ORDER_MARK = "\ufeff"


def content(path: Path, limit: int) -> bytes:
    """The file's content. At most one byte over the limit is read, also when the file grows meanwhile."""
    try:
        size = path.stat().st_size
        data = b""
        if size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}); check its permissions") from error
    if max(size, len(data)) > limit:
        raise InputError(f"{size:,} bytes are over the limit of {limit:,}; split the file or raise the limit")
    return data


def is_blank(data: bytes) -> bool:
    """Whether a file is empty, but for white space and a byte order mark."""
    return not data.removeprefix(codecs.BOM_UTF8).strip()


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, without a byte order mark, with `\\n` for every line end. Raises InputError."""
    if is_blank(data):
        raise InputError("the file is empty; write something to be spoken")
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(f"a binary file, or text not in UTF-8 (byte {nul} is zero); save it as UTF-8 text")
    try:
        text = data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"line {line}, byte {error.start}: not UTF-8; save the file as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def printable(name: str) -> str:
    """A file's name as text: what is not UTF-8 in it becomes a question mark."""
    return name.encode("utf-8", "replace").decode("utf-8")


def title_from_name(path: PurePath) -> str:
    """`2026-03-05-a-quiet-week.md` → "A quiet week"."""
    return title_of(printable(path.stem))


def title_of(name: str) -> str:
    """The title that a name without its suffix makes."""
    words = re.sub(r"[\s_-]+", " ", _DATE.sub("", name, count=1)).strip() or name
    return words[:1].upper() + words[1:]
