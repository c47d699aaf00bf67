"""HTML and XHTML → tags and texts with exact offsets, in linear time, whatever stands there.

The rules are those of the HTML Living Standard, 13.2.5 "Tokenization", where they are not told to be others: a
processing instruction ends at `?>` as Markdown has it, and `</` before anything but a letter is text, lest any be lost.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Token(Enum):
    """What a stretch of HTML is."""

    TEXT = "text"  # character references included
    VERBATIM = "verbatim"  # text in which `&` is only itself
    OPEN = "open"
    EMPTY = "empty"  # a tag with a slash at its end, an element by itself
    CLOSE = "close"


class Found(NamedTuple):
    """One token. Comments, declarations and the content of scripts are none."""

    token: Token
    start: int  # offset of its first character
    end: int  # offset after its last
    name: str = ""  # of a tag, in lower case, without its namespace's prefix
    attributes: str = ""  # of a tag, as written


# Only single characters are repeated possessively: with groups Python 3.11 ends in a SystemError, "the span of
# capturing group is wrong". No repetition here can fail, so nothing is tried twice anyway.
_MARKUP = re.compile(
    r"<(?:"
    r"(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:(?P<gap>[\s/]++)"
    r"|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?)?)*)>?"
    r"|!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*(?:--!?>)?)"
    r"|!\[CDATA\[(?P<data>[^\]]*+(?:\](?!\]>)[^\]]*+)*)(?:\]\]>)?"
    r"|!(?!--|\[CDATA\[)[^>]*+>?"
    r"|(?P<instruction>\?)"
    r")"
)
# Elements whose content is no markup: all of the first is shown, of the others nothing.
_PLAIN = frozenset({"title", "textarea"})
_UNSEEN = frozenset({"script", "style", "iframe", "noembed", "noframes", "noscript"})
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>]|\Z)", re.I) for name in _PLAIN | _UNSEEN}


def tokens(html: str, xml: bool = False) -> Iterator[Found]:
    """The tags and texts in order. `xml`: as a parser of XML reads `<![CDATA[`."""
    done, instructions = 0, html.rfind("?>")
    while markup := _MARKUP.search(html, done):
        start, end = markup.span()
        if done < start:
            yield Found(Token.TEXT, done, start)
        done = end
        if markup["name"]:
            tag = _tag(markup)
            yield tag
            if tag.token is Token.OPEN and tag.name in _ENDS:
                done = _end_of_raw(html, tag)
                yield from _plain(tag, done)
        elif markup["data"] and xml:
            yield Found(Token.VERBATIM, *markup.span("data"))
        elif markup["instruction"]:
            done = _end_of_instruction(html, start, instructions)
    if done < len(html):
        yield Found(Token.TEXT, done, len(html))


def _tag(markup: re.Match[str]) -> Found:
    name, attributes = markup["name"].lower(), markup["attributes"]
    kind = Token.CLOSE if markup["close"] else Token.OPEN
    if not markup["close"] and markup.end("gap") == markup.end("attributes") and attributes[-1:] == "/":
        kind = Token.EMPTY
    return Found(kind, *markup.span(), name.rpartition(":")[2], attributes)


def _plain(tag: Found, end: int) -> Iterator[Found]:
    """What is shown of an element whose content is no markup."""
    if tag.name in _PLAIN and tag.end < end:
        yield Found(Token.TEXT, tag.end, end)


def _end_of_raw(html: str, tag: Found) -> int:
    closing = _ENDS[tag.name].search(html, tag.end)
    return closing.start() if closing else len(html)


def _end_of_instruction(html: str, start: int, last: int) -> int:
    """After `?>`; where there is none any more (`last` is the last one's offset), after `>`."""
    end = html.index("?>", start) + 2 if start < last else html.find(">", start) + 1
    return end or len(html)
