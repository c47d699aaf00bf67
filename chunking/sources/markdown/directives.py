"""What an author says to readcast in a comment: `<!-- readcast: skip -->`, in MDX `{/* readcast: skip */}`.

    skip           the next block is not spoken: a paragraph, or a whole list, table, quotation or block of code
    say: WORDS     said in place of the next block
    voice: ID      the next block is spoken by another voice
    language: DE   the next block is in another language
    pause: 2s      silence before the next block, also 500ms; at most 60 s

Several in one comment are parted by semicolons. In a paragraph a comment holds for that paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chunking.document import PLAIN, Treatment
from chunking.errors import InputError
from chunking.languages import language_code

BY_DIRECTIVE = "by directive"  # the reason why a block is left out
_COMMENT = re.compile(r"<!--\s*readcast:(.*?)-->", re.S | re.I)
_PAUSE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(ms|s)")
_LONGEST_PAUSE = 60_000  # ms
_PART = re.compile(r";\s*(?=(?:skip|say|voice|language|pause)\b)")


@dataclass(frozen=True, slots=True)
class Directive:
    """What holds for one block."""

    skip: bool = False
    say: str | None = None
    treatment: Treatment = PLAIN

    def within(self, outer: "Directive") -> "Directive":
        """With what holds for the block around."""
        mine, theirs = self.treatment, outer.treatment
        treatment = Treatment(mine.language or theirs.language, mine.voice or theirs.voice, mine.pause)
        return Directive(self.skip or outer.skip, self.say, treatment)


NONE = Directive()


def directives_in(html: str) -> Iterator[tuple[int, str]]:
    """Each directive in a piece of HTML: the offset of its comment, and what it says."""
    for comment in _COMMENT.finditer(html):
        yield comment.start(), comment[1]


def parsed(said: str, line: int, before: Directive = NONE) -> Directive:
    """What a comment says, added to what one before it says. Raises InputError that names the line."""
    found = before
    for part in _PART.split(said.strip().rstrip(";")):
        name, _, value = (one.strip() for one in part.partition(":"))
        try:
            found = _with(found, name.lower(), value)
        except InputError as error:
            raise InputError(f"line {line}: {error}") from error
    return found


def _with(found: Directive, name: str, value: str) -> Directive:
    if name == "skip" and not value:
        return replace(found, skip=True)
    if name == "say" and value:
        return replace(found, say=" ".join(value.split()))
    if name == "voice" and value:
        return replace(found, treatment=found.treatment._replace(voice=value))
    if name == "language" and value:
        return replace(found, treatment=found.treatment._replace(language=language_code(value)))
    if name == "pause":
        return replace(found, treatment=found.treatment._replace(pause=_milliseconds(value)))
    known = "skip, say: WORDS, voice: ID, language: CODE, pause: 2s"
    raise InputError(f"'readcast: {name[:40]}' is not understood; there are: {known}.")


def _milliseconds(duration: str) -> int:
    found = _PAUSE.fullmatch(duration)
    if not found:
        raise InputError(f"a pause is a duration such as 2s or 500ms, not '{duration[:40]}'.")
    milliseconds = round(float(found[1]) * (1000 if found[2] == "s" else 1))
    if milliseconds > _LONGEST_PAUSE:
        raise InputError(f"a pause is at most 60s, not {duration[:40]}.")
    return milliseconds
