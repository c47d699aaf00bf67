"""Where the words of a text are: what is timed, shown and checked as one."""

import regex

UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_OPENING = r"[\p{Ps}\p{Pi}]"
_WORD = regex.compile(
    rf"{_OPENING}*{UNSPACED}\p{{M}}*(?:(?!{_OPENING})[\p{{P}}\p{{S}}])*"  # one character, with its punctuation
    rf"|(?:(?!{UNSPACED})\S)+"  # what stands between spaces
)
_SOUNDED = regex.compile(rf"{UNSPACED}\p{{M}}*|(?:(?!{UNSPACED})[\p{{L}}\p{{N}}\p{{M}}])+")


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word as a reader sees it: a run without spaces, its punctuation included.

    Together they cover all of the text but its white space. Scripts written without spaces count each character as a
    word, since a line may be broken there and nothing says where their words end.
    """
    return [match.span() for match in _WORD.finditer(text)]


def sounded_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each run of letters and digits: what can be heard and so compared with what was spoken."""
    return [match.span() for match in _SOUNDED.finditer(text)]
