"""One page to review the subtitles of an output: `readcast subtitles OUT --review FILE`.

The sound's outline with the cues under it, a list of all cues, the limits that they break in red. It is one file that
fetches nothing; the recordings lie where they are, and are played from there.
"""

import os
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from urllib.parse import quote

from chunking.errors import InputError, OutputError
from flows.chapters import Recorded, books_in
from flows.films import Progress
from flows.pages import escaped, tongue
from flows.review_page import SCRIPT, STYLE
from flows.tracks import TrackOrder, chapter_cues
from flows.wording import counted
from render.audio.peaks import PER_SECOND, peaks_of
from render.files import written_whole
from render.subtitles.breaches import breaches, reading_speed
from render.subtitles.clock import clock
from render.subtitles.cue import Cue
from render.subtitles.limits import CueLimits

_SUFFIXES = (".html", ".htm")
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; media-src 'self' file: http: https:"
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A chapter on the page."""

    recorded: Recorded
    title: str
    cues: Sequence[Cue]
    broken: Sequence[Sequence[str]]  # what each cue breaks
    outline: str  # of the recording, in base64; empty where there is none


def write(page: Path, out: Path, order: TrackOrder, progress: Progress) -> Path:
    """Writes the page by one rename, over what stands there. Raises InputError, OutputError or EncodingFailed."""
    if page.suffix.lower() not in _SUFFIXES:
        raise InputError(f"{page} would be a web page; name a file ending in .html with --review.")
    recorded = [one for book in books_in(out) for one in book.chapters]
    outlines = _outlines(recorded, progress(page.name, len(recorded)))
    chapters = [_shown(one, outline, order) for one, outline in zip(recorded, outlines, strict=True)]
    try:
        written_whole(page, "\n".join(_page(page, out, chapters)).encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(f"{page} cannot be written: {error.strerror}; name another file with --review.") from error
    return page


def _outlines(recorded: Sequence[Recorded], progress: AbstractContextManager[Callable[[float], None]]) -> list[bytes]:
    """The outline of each recording, empty where there is none; as many at once as there are cores."""
    found: list[bytes] = []
    with progress as at, ThreadPoolExecutor(os.cpu_count()) as threads:
        for outline in threads.map(_outline, recorded):
            found.append(outline)
            at(len(found))
    return found


def _outline(recorded: Recorded) -> bytes:
    return peaks_of(recorded.audio) if recorded.audio.is_file() else b""


def _shown(recorded: Recorded, outline: bytes, order: TrackOrder) -> _Shown:
    title, _ = recorded.words()
    cues, limits = chapter_cues(recorded, order)
    return _Shown(recorded, title, cues, list(_broken(cues, limits)), b64encode(outline).decode("ascii"))


def _broken(cues: Sequence[Cue], limits: CueLimits) -> Iterator[list[str]]:
    for cue, following in zip_longest(cues, cues[1:]):
        yield [breach.reason for breach in breaches(cue, following, limits)]


def _page(page: Path, out: Path, chapters: Sequence[_Shown]) -> Iterator[str]:
    name = escaped(out.resolve().name)
    bad = sum(bool(broken) for chapter in chapters for broken in chapter.broken)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{name}: subtitles</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
    yield f"<header>\n<h1>{name}: subtitles</h1>"
    total = sum(len(chapter.cues) for chapter in chapters)
    yield f"<p>{counted(total, 'cue')}; {bad:,} of them break a limit.</p>"
    yield '<p><label><input type="checkbox" id="only"> Only cues that break a limit</label> '
    yield '<button type="button" id="next">Next broken cue</button></p>'
    links = (f'<li><a href="#c{number}">{escaped(one.title)}</a></li>' for number, one in enumerate(chapters, 1))
    yield f'<nav aria-label="Chapters">\n<ul>{"".join(links)}</ul>\n</nav>'
    yield "</header>\n<main>"
    for number, chapter in enumerate(chapters, 1):
        yield from _section(number, chapter, page)
    yield f"</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"


def _section(number: int, chapter: _Shown, page: Path) -> Iterator[str]:
    bad = sum(map(bool, chapter.broken))
    yield f'<section aria-labelledby="c{number}">\n<h2 id="c{number}">{escaped(chapter.title)}</h2>'
    yield f"<p>{counted(len(chapter.cues), 'cue')}, {bad:,} broken.</p>"
    if chapter.outline:
        source = escaped(_address(chapter.recorded.audio, page))
        yield f'<audio controls preload="none" src="{source}" aria-labelledby="c{number}"></audio>'
        yield f'<canvas data-peaks="{chapter.outline}" data-rate="{PER_SECOND}" aria-hidden="true"></canvas>'
    yield "<ol>"
    for cue, broken in zip(chapter.cues, chapter.broken, strict=True):
        yield _item(cue, broken)
    yield "</ol>\n</section>"


def _address(audio: Path, page: Path) -> str:
    """Where the page finds a recording: by its way from there, so that both can be carried elsewhere together."""
    way = os.path.relpath(audio.resolve(), page.resolve().parent)
    return quote(Path(way).as_posix(), errors="surrogateescape")


def _item(cue: Cue, broken: Sequence[str]) -> str:
    why = f" <strong>{escaped('; '.join(broken))}</strong>" if broken else ""
    lines = "<br>".join(map(escaped, cue.lines))
    return (
        f'<li{" class=bad" if broken else ""} data-start="{cue.start}" data-end="{cue.end}">'
        f'<button type="button">{clock(cue.start, ".")}</button> <span{tongue(cue.language or "en")}>{lines}</span> '
        f"<small>{(cue.end - cue.start) / 1000:.2f} s, {reading_speed(cue):.1f} characters a second</small>{why}</li>"
    )
