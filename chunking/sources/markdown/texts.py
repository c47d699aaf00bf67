"""The text of one block → what it says."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from chunking.document import Block, Kind, Piece
from chunking.pieces import folded
from chunking.places import Lines
from chunking.sources.directives import Directive, directive
from chunking.sources.markdown.folding import clean
from chunking.sources.markdown.parser import Parser
from chunking.sources.markdown.phrasing import Image, NoteMark, Phrase, Phrasing
from chunking.sources.markdown.placement import Placement, direct
from chunking.sources.markdown.setting import Setting
from chunking.sources.markdown.tokens import Placed

IMAGE_LEFT_OUT: Final = "image"


class Texts:
    """Reads the texts of one document."""

    def __init__(
        self, parser: Parser, env: dict[str, Any], setting: Setting, refer: Callable[[NoteMark], Sequence[Piece]]
    ) -> None:
        self._parser = parser
        self._env = env
        self._setting = setting
        self._refer = refer

    def phrase(self, content: str, placement: Placement, begin: int = 0, has_templates: bool = True) -> Phrase:
        """What a text says from `begin` on."""
        if not begin and len(placement.bounds) == 1 and self._parser.is_plain(content):
            return Phrase([Piece(content, placement.shifts[0])])
        tokens = self._parser.text(content, self._env, begin, has_templates)
        return Phrasing(self._setting, content, placement, self._refer).read(tokens)

    def standing_alone(self, template: Placed) -> Phrase:
        """What a template on a line of its own says."""
        return Phrasing(self._setting, self._setting.source, direct(0), self._refer).read([template])

    def title(self, start: int, end: int) -> tuple[Piece, ...]:
        """What a title on one line says, which stands there in the source."""
        written = self._setting.source[start:end]
        start += len(written) - len(written.lstrip())
        return clean(self.phrase(written.strip(), direct(start)).pieces)

    def asked(self, comments: Sequence[tuple[str, int]]) -> Directive | None:
        """What comments of a text ask for, together."""
        asked = None
        for comment, offset in comments:
            line = self._setting.at(offset, offset).first
            if one := directive(comment, offset, line):
                asked = asked.with_more(one) if asked else one
        return asked

    def images(self, images: Sequence[Image], lines: Lines) -> list[Block]:
        """Pictures that stand alone, by their alternative text."""
        return [self._image(image, lines, spoken=self._setting.policy.images == "alt") for image in images]

    def silent_images(self, images: Sequence[Image], lines: Lines) -> list[Block]:
        """Of pictures within a text, those of which it says nothing."""
        spoken = self._setting.policy.images == "alt"
        blocks = (self._image(image, lines, spoken) for image in images)
        return [block for block in blocks if block.left_out]

    def _image(self, image: Image, lines: Lines, spoken: bool) -> Block:
        pieces = folded(image.pieces)
        if not pieces:
            pieces = folded([Piece(self._setting.source[image.start : image.end], image.start)])
            spoken = False
        return Block(Kind.IMAGE, pieces, lines, left_out="" if spoken else IMAGE_LEFT_OUT)
