"""Bytes → text: what a page says of its own encoding, else UTF-8."""

import codecs
import re

from chunking.errors import InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOKED_AT = 4096  # bytes at the beginning; browsers look at 1024
_NAMED = re.compile(rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
# What browsers take these names for (Encoding Standard, 4.2). A page in UTF-16 could not say so in single bytes.
_TAKEN_FOR = {
    "ascii": "cp1252",
    "cp949": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-sjis": "cp932",
    "utf-16": "utf-8",
    "utf-16-be": "utf-8",
    "utf-16-le": "utf-8",
}
_KNOWN = re.compile(r"utf-8|utf-16-[bl]e|iso8859-\d+|cp\d+|koi8-[ru]|gb18030|big5.*|euc[_-]jp|iso2022_jp|mac-roman")


def text_of(data: bytes) -> str:
    """The text of a page, with `\\n` for every line end. Raises InputError where it is in no encoding that is known."""
    if not data.strip():
        raise InputError("the file is empty; write something to be spoken")
    name, data = _encoding(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"line {line}, byte {error.start}: not {name.upper()}; save the page as UTF-8, or name its encoding "
            'at its beginning with <meta charset="…">'
        ) from error
    nul = text.find("\0")
    if nul >= 0:
        raise InputError(f"a binary file, or a page not in {name.upper()} (character {nul} is zero); save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes) -> tuple[str, bytes]:
    """The encoding, as Python calls it, and the bytes that are in it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, data[len(mark) :]
    named = _NAMED.search(data, 0, _LOOKED_AT)
    return (_known(named[1].decode("ascii")) if named else "utf-8"), data


def _known(written: str) -> str:
    try:
        name = codecs.lookup(written).name
    except LookupError:
        name = ""
    name = _TAKEN_FOR.get(written.lower(), _TAKEN_FOR.get(name, name))
    if not _KNOWN.fullmatch(name):
        raise InputError(f"the page says that it is in '{written}', which cannot be read; save it as UTF-8")
    return name
