"""HTML on lines of its own → blocks."""

import re
from typing import Final

from markdown_it.token import Token

from chunking.document import Block
from chunking.sources import hypertext
from chunking.sources.hypertext.blocks import blocks_of
from chunking.sources.markdown.known import HTML
from chunking.sources.markdown.setting import Setting

_TAG: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|textarea)\b.*?(?:</\1|\Z)|<(/?[A-Za-z][\w:-]*)", re.S | re.I
)
COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.S)


def text_of(token: Token, setting: Setting) -> tuple[str, int]:
    """A block of HTML and its offset in the source, with spaces for what quotations and lists put before its lines."""
    assert token.map
    start, end = setting.span(*token.map)
    written = setting.source[start:end]
    content = token.content.removesuffix("\n")
    if written.endswith(content) and "\n" not in content:
        return content, end - len(content)
    if written == content:
        return content, start
    lines = zip(written.split("\n"), content.split("\n"), strict=False)
    kept = ((line, shown.lstrip(" \t")) for line, shown in lines)
    return "\n".join(" " * (len(line) - len(shown)) + shown for line, shown in kept), start


def report_unknown(html: str, base: int, setting: Setting) -> None:
    """Name the elements that HTML does not know."""
    for tag in _TAG.finditer(html):
        name = (tag[2] or "").lower().lstrip("/")
        if name and name not in HTML:
            setting.report(f"<{name}>", f"<{name}>", base + tag.start())


def blocks(html: str, base: int, setting: Setting) -> tuple[list[Block], bool]:
    """What the HTML says, of the kinds that it has there; and whether it ends with a scene break."""
    setting.emphasis.extend(hypertext.emphasis_in(html, base))
    passages = list(hypertext.passages(html, base, setting.policy))
    ends_with_break = bool(passages) and passages[-1].after_break and not passages[-1].pieces
    return list(blocks_of(passages, setting.text, setting.policy, setting.language)), ends_with_break
