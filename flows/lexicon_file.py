"""A lexicon's file → the lexicon."""

from pathlib import Path

from chunking.errors import InputError
from chunking.lexicon import PARSERS, Lexicon

LARGEST = 5_000_000  # bytes


def read(path: Path) -> Lexicon:
    """Raises InputError that names the file, and the line or entry that is wrong."""
    parse = PARSERS.get(path.suffix.lower())
    if parse is None:
        raise InputError(f"the lexicon {path} ends in {path.suffix or 'nothing'}; it may be: {', '.join(PARSERS)}.")
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"the lexicon {path} is larger than {LARGEST:,} bytes.")
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"the lexicon {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"the lexicon {path} is not UTF-8 at byte {error.start}; save it as UTF-8.") from error
    try:
        return parse(text)
    except InputError as error:
        raise InputError(f"the lexicon {path}: {error}.") from error
