"""The commands that look and tell: verify, doctor; and init, which writes the file that doctor looks for."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from chunking.errors import InputError, OutputError, ReadcastError, VerificationError
from flows import tracking
from flows.settings import FILE, api_key, load
from manifests.verify import differences, doubts, torn_lines
from render.speech.store.places import folder_of, is_url, shelf_at

TEMPLATE = """\
# Settings of readcast for what lies in this folder and below. Every line that is commented out shows a default.
# Environment variables (READCAST_VOICE=…) and flags (--voice …) win over this file, a document's front matter over all.

# title = ""                  # of the book; else its heading or its file's name
# author = ""
# cover = "cover.png"         # a JPEG or PNG file in this folder or below

# speech = "lmnt"             # lmnt, local or local:ENGINE; default: lmnt with LMNT_API_KEY set, else local
# voice = "leah"
# language = "auto"           # such as en; auto leaves it to the service
# model = "blizzard"
# temperature = 1.0           # default: left to the service
# top_p = 0.8

# chapter_level = "auto"      # 1 to 6: headings of that level begin chapters; 0: a document is one recording
# code = "announce"           # blocks of code: announce ("Code example omitted."), skip or read
# tables = "rows"             # rows, summary or skip
# footnotes = "after-paragraph"  # after-paragraph, end (of the chapter), inline or skip
# images = "alt"              # their alternative text, or skip
# links = "text"              # text, or text-and-host: "the guide, on docs dot lmnt dot com"
# math = "read"               # read or skip
# quotes = "plain"            # block quotations: plain, or announce
# admonitions = "announce"    # notes, tips and warnings: announce their kind, or plain
# list_numbers = false        # whether the numbers of numbered lists are said
# opening = ["title"]         # said first, where no heading says it: title, author, date; [] says nothing
# boilerplate = "skip"        # covers, contents, copyright pages and licences: skip or read
# rules_off = []              # rules of speech that are not wanted, by the names that `plan --spoken` shows
# lexicon = "lexicon.toml"    # your own written and spoken forms, in a TOML or CSV file in this folder or below

# formats = ["srt", "vtt"]
# jobs = 8                    # requests at once
# transport = "requests"      # or sessions, which stay open and begin to speak before all is sent
# price = 0.15                # of 1000 characters, for `plan`, `cost` and --max-cost; default: not known
# currency = "USD"            # that the price is in
# confirm_above = 50000       # characters from which a terminal is asked first; default: for lmnt only
# cache_seconds = 3600        # that recordings in a bucket may be kept by those who fetch them
# max_bytes = 20000000        # a larger source is refused

# [subtitles]
# profile = "netflix"         # netflix, bbc, podcast, shorts or chapters; below, numbers instead of the profile's
# inside = 95.0               # per cent of the cues that --strict wants to be within every limit
# columns = 42                # of a line; a full-width character has two
# lines = 2                   # of a cue, 1 or 2
# most_words = 0              # in a cue; 0: as many as fit
# shortest = 833              # milliseconds that a cue is shown at least
# longest = 7000              # and at most
# characters_per_second = 20  # to be read; default: by the language
# per_word = 0                # milliseconds to read a word; 0: only characters count
# gap = 84                    # milliseconds between two cues
# close_gaps_under = 500      # milliseconds; a shorter pause is shortened to the gap

# [site]                      # which documents of a folder are narrated
# preset = "auto"             # hugo, jekyll, astro, docusaurus, mkdocs, eleventy, obsidian or plain; auto finds it
# include = []                # patterns as in .gitignore; none: everything
# exclude = []                # what is left out; .gitignore holds in any case
# drafts = false              # whether drafts and posts of the future are narrated
# keep_withdrawn = 30         # days that the files of a removed document stay

# [pauses]                    # milliseconds of silence
# head = 600                  # before a chapter's first word
# tail = 1500                 # after its last
# paragraph = 650
# item = 450                  # between list items or table rows
# heading = 1100              # after a heading
# before_heading = 1400
# scene = 1800                # where a thematic break stands
# piece = 300                 # within a paragraph that was too long for one request
"""


def verified(out: Path, shown: str) -> Iterator[str]:
    """Yields what is in doubt and what is wrong, one line each, and in the end how it stands.

    `shown` is what the user calls the output.
    Raises VerificationError where anything is wrong; a doubt was known when the manifest was written.
    """
    found = 0
    yield from doubts(out)
    yield from torn_lines(out)
    for line in differences(out):
        found += 1
        yield line
    if found:
        raise VerificationError(f"{shown} is not as recorded: {found} {'difference' if found == 1 else 'differences'}.")
    yield f"{shown} is whole, in step and as recorded."


def written_settings(folder: Path) -> Path:
    """Writes the commented settings and returns their path. Raises InputError where there are some already."""
    path = folder / FILE
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        raise InputError(f"{path} is there already; it was left as it is.") from None
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
    return path


def diagnosed(store: str | None) -> Iterator[str]:
    """One line for each thing that a run needs. Raises InputError where one that every run needs is missing."""
    missing = 0
    yield f"python    {sys.version.split()[0]}"
    for name, look in (*LOOKS, ("store", lambda: _store(store))):
        try:
            yield f"{name:9} {look()}"
        except ReadcastError as error:
            missing += 1
            yield f"{name:9} MISSING: {error}"
    yield f"piper     {_natural_voice()}"
    yield f"lmnt key  {'set' if api_key() else 'not set; the built-in voice is used'}"
    yield f"prefect   {tracking.prefect_api() or 'no API configured; runs are direct'}"
    if missing:
        raise InputError(f"{missing} of the above must be put right before readcast can narrate.")


def _ffmpeg() -> str:
    from render.audio.ffmpeg import version

    return version()


def _engine() -> str:
    from render.server.engines import identity

    return identity("espeak")


def _natural_voice() -> str:
    """No run needs it, so nothing is missing without it."""
    from render.server.engines import identity

    try:
        return identity("piper")
    except InputError as error:
        return str(error)


def _settings() -> str:
    load(Path(), {})
    return f"{FILE} is sound" if Path(FILE).exists() else f"no {FILE} here; `readcast init` writes one"


LOOKS = (("ffmpeg", _ffmpeg), ("espeak-ng", _engine), ("settings", _settings))


def _store(given: str | None) -> str:
    place = load(Path("/"), {"store": given}).store_place
    if is_url(place):
        return f"{shelf_at(place).place}, not looked at"
    folder = folder_of(place)
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    writable = "writable" if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK) else "NOT writable"
    return f"{folder}, {'there' if nearest == folder else 'not made yet'}, {writable}"
