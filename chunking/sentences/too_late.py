"""Ends found a little too late, or not at all."""

import regex

from chunking.sentences.masks import ONE_QUOTE
from chunking.sentences.paragraph import Paragraph

_QUOTES = frozenset("\"'”’")
_OMISSION = regex.compile(r"(?<=[\p{L}\p{N}]\. )\. \. \. (?=[\p{Lu}\p{Pi}\"'])")
_BRACKETED = regex.compile(r"\([^()]*[.!?…]\)\s++(?=[\p{Lu}\p{Lo}])|（[^（）]*[。！？…]）(?=\p{Lo})")
# Thai puts a space between sentences, and no mark. It also puts one after ๆ and ฯ, and around foreign words.
_THAI_SPACE = regex.compile(r"(?<=\p{Thai})(?<![ๆฯ]) +(?=\p{Thai})")
_THAI_GOES_ON = regex.compile(
    "และ|แต่|หรือ|ซึ่ง|ที่|ว่า|เพราะ|เพื่อ|โดย|จึง|ก็|รวม|เช่น|ได้แก่|เพียงแต่|เมื่อ(?!วาน|คืน|เช้า|ก่อน)|ถ้า|หาก|แม้|จน|กับ|ของ|ใน|เกี่ยวกับ|ๆ|ฯ"
)
_THAI_SHORTEST = 10  # characters; shorter ones are words of a list


def opening_quotes(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """A quote after a space belongs to the sentence that it opens."""
    text = paragraph.text
    quotes = _QUOTES | {"»"} if paragraph.language in ONE_QUOTE else _QUOTES

    def opens(end: int) -> bool:
        return 1 < end < len(text) and text[end - 1] in quotes and text[end - 2].isspace() and text[end].isalnum()

    return [end - 1 if opens(end) else end for end in ends]


def omissions(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """`end. . . . Next`: the first is the full stop; three points stand for what is left out before the next sentence.

    The Chicago Manual of Style, 13.50 ff.
    """
    if ". . . ." not in paragraph.text:
        return ends
    found = list(_OMISSION.finditer(paragraph.text))
    return sorted({*ends}.difference(one.end() for one in found).union(one.start() for one in found))


def bracketed_sentences(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """`(It was late.) They left.` is two."""
    starts = zip((0, *ends), ends, strict=False)
    inside = (_BRACKETED.match(paragraph.text, start, end) for start, end in starts if paragraph.text[start] in "(（")
    return sorted({*ends, *(one.end() for one in inside if one)})


def thai_spaces(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """Each space between Thai words that parts two phrases, neither of them short nor a mere continuation."""
    if paragraph.language != "th":
        return ends
    spaces = list(_THAI_SPACE.finditer(paragraph.text))
    following = [*(space.start() for space in spaces), len(paragraph.text)][1:]
    found: list[int] = []
    for space, next_space in zip(spaces, following, strict=True):
        start = found[-1] if found else 0
        is_long = min(space.start() - start, next_space - space.end()) >= _THAI_SHORTEST
        if is_long and not _THAI_GOES_ON.match(paragraph.text, space.end()):
            found.append(space.end())
    return sorted({*ends, *found})
