"""What an author asks for one block alone, in a comment: `<!-- readcast: skip -->`, in MDX `{/* readcast: skip */}`.

    skip              it is left out
    say: Words        these words are said in its place
    voice: morgan     another voice
    language: de      another language
    pause: 2s         silence before it: seconds or milliseconds (`500ms`), at most a minute

Several stand in one comment with semicolons between them: `<!-- readcast: voice: morgan; pause: 1.5s -->`. Only one
that begins another of these ends the words of `say`.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from chunking.document import PLAIN, Block, Kind, Piece, Treatment
from chunking.errors import InputError
from chunking.languages import AUTO, language_code

LEFT_OUT: Final = "by directive"
_COMMENT: Final = re.compile(r"(?:<!--|\{\s*/\*)\s*readcast\s*:(?P<asked>.*?)(?:--!?>|\*/\s*\}|\Z)", re.S | re.I)
_SAY: Final = re.compile(r"\s*say\s*:\s*", re.I)
_NAME: Final = re.compile(r"\s*(?:skip|say|voice|language|lang|pause)\s*(?::|;|\Z)", re.I)
_PAUSE: Final = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*(ms|s)", re.I)
_LONGEST_PAUSE: Final = 60_000  # milliseconds
_MADE_UP: Final = frozenset({Kind.NOTICE, Kind.CODE})  # what is written there is not what the author wants to be read


class Directive(NamedTuple):
    """What is asked for the next block."""

    skip: bool = False
    say: Piece | None = None  # the words, and where the comment has them
    treatment: Treatment = PLAIN

    def with_more(self, other: "Directive") -> "Directive":
        """This one and one after it, which wins where both ask for the same."""
        old, new = self.treatment, other.treatment
        treatment = Treatment(
            language=new.language or old.language,
            voice=new.voice or old.voice,
            pause=old.pause if new.pause is None else new.pause,
        )
        return Directive(self.skip or other.skip, other.say or self.say, treatment)

    def apply(self, blocks: list[Block]) -> list[Block]:
        """The blocks as it asks for them."""
        if self.skip:
            return [block._replace(left_out=block.left_out or LEFT_OUT) for block in blocks]
        treated = [self._treated(block, is_first=index == 0) for index, block in enumerate(blocks)]
        if self.say and treated:
            rest = (block._replace(left_out=block.left_out or LEFT_OUT) for block in treated[1:])
            return [_said(treated[0], self.say), *rest]
        return treated

    def _treated(self, block: Block, is_first: bool) -> Block:
        own, asked = block.treatment, self.treatment
        return block._replace(
            treatment=Treatment(
                language=own.language or asked.language,
                voice=own.voice or asked.voice,
                pause=asked.pause if is_first and own.pause is None else own.pause,
            ),
        )


def directive(comment: str, offset: int, line: int) -> Directive | None:
    """What a comment at an offset of the source asks for; None if it is not for us. Raises InputError."""
    found = _COMMENT.match(comment)
    if found is None:
        return None
    result = Directive()
    for start, end in _parts(found["asked"]):
        one = found["asked"][start:end].rstrip()
        if say := _SAY.match(one):
            result = result.with_more(_say(one[say.end() :], offset + found.start("asked") + start + say.end(), line))
        elif one:
            result = result.with_more(_one(one.strip(), line))
    if result == Directive():
        raise InputError(f"line {line}: `readcast:` asks for nothing; {_KNOWN}")
    return result


def _parts(asked: str) -> list[tuple[int, int]]:
    """Where each thing stands that is asked for. Words to be said may have semicolons in them."""
    parts: list[tuple[int, int]] = []
    start = 0
    while start <= len(asked):
        end = asked.find(";", start)
        end = len(asked) if end < 0 else end
        if parts and _SAY.match(asked, parts[-1][0]) and not _NAME.match(asked, start):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
        start = end + 1
    return parts


def _say(words: str, offset: int, line: int) -> Directive:
    if not words:
        raise InputError(f"line {line}: `readcast: say:` has no words; write what is to be said, or `skip`")
    return Directive(say=Piece(words, offset))


def _one(asked: str, line: int) -> Directive:
    name, _, value = (part.strip() for part in asked.partition(":"))
    read = _READERS.get(name.lower())
    shown = " ".join(asked.split())[:60]
    if read is None:
        raise InputError(f"line {line}: `readcast: {shown}` is not known; {_KNOWN}")
    try:
        return read(value)
    except InputError as error:
        raise InputError(f"line {line}: `readcast: {shown}`: {error}") from error


def _skip(value: str) -> Directive:
    if value:
        raise InputError("`skip` stands alone")
    return Directive(skip=True)


def _voice(value: str) -> Directive:
    if not value or not value.isprintable():
        raise InputError("name a voice")
    return Directive(treatment=Treatment(voice=value))


def _language(value: str) -> Directive:
    code = language_code(value)
    if code == AUTO:
        raise InputError("name the language of the block, such as `de`")
    return Directive(treatment=Treatment(language=code))


def _pause(value: str) -> Directive:
    found = _PAUSE.fullmatch(value)
    length = round(float(found[1]) * (1 if found[2].lower() == "ms" else 1000)) if found else -1
    if not 0 <= length <= _LONGEST_PAUSE:
        raise InputError("write seconds or milliseconds, at most a minute, such as `2s` or `500ms`")
    return Directive(treatment=Treatment(pause=length))


def _said(block: Block, words: Piece) -> Block:
    """The block with other words. What shows no words of the author's shows these."""
    said = " ".join(words.text.split())
    is_made_up = block.kind in _MADE_UP or bool(block.left_out)
    return block._replace(say=said, left_out="", pieces=(_shown(said, words),) if is_made_up else block.pieces)


def _shown(said: str, words: Piece) -> Piece:
    return words if said == words.text else Piece(said, words.start, words.start + len(words.text))


_READERS: Final[Mapping[str, Callable[[str], Directive]]] = MappingProxyType(
    {"skip": _skip, "voice": _voice, "language": _language, "lang": _language, "pause": _pause}
)
_KNOWN: Final = "there are `skip`, `say: words`, `voice: name`, `language: de` and `pause: 2s`"
