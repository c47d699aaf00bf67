"""The blocks of a document as they are found, and what its author asks for single ones."""

from collections.abc import Sequence

from chunking.document import Block
from chunking.places import Lines
from chunking.sources.directives import Directive


class Collector:
    """Takes blocks in the order in which they are heard."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.scene_break = False  # a thematic break stands before what comes next
        self.asked: Directive | None = None  # of the next block
        self._notice = -1  # index of the last notice that code was left out …
        self._notice_holds = -1  # … which holds also for code that comes when there are so many blocks

    def add(self, blocks: Sequence[Block]) -> None:
        """Take those that have a text. The first that is heard tells of a scene break before it."""
        for block in blocks:
            if not block.pieces:
                continue
            breaks = self.scene_break or block.after_scene_break
            self.scene_break = breaks and bool(block.left_out)
            self.blocks.append(block._replace(after_scene_break=True) if breaks else block)

    def add_code(self, blocks: Sequence[Block]) -> None:
        """A block of code. Where one stands right behind another, one notice is said for both."""
        if len(blocks) < 2 or not blocks[-1].left_out:
            self.add(blocks)
            return
        code = blocks[-1]
        if self._notice_holds == len(self.blocks) and not self.scene_break and self.asked is None:
            before = self.blocks[self._notice]
            if before.lines.last < code.lines.first:
                self.blocks[self._notice] = before._replace(lines=Lines(before.lines.first, code.lines.last))
            self.add([code])
        else:
            self._notice = len(self.blocks)
            self.add(blocks)
        self._notice_holds = len(self.blocks)

    def ask(self, directive: Directive) -> None:
        """Something is asked for the next block."""
        self.asked = self.asked.with_more(directive) if self.asked else directive
        self._notice_holds = -1

    def take_asked(self) -> Directive | None:
        """What is asked for the block that begins."""
        asked, self.asked = self.asked, None
        return asked

    def apply(self, directive: Directive, since: int) -> None:
        """Treat the blocks from this index on as it asks."""
        self.blocks[since:] = directive.apply(self.blocks[since:])
