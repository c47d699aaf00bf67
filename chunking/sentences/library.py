"""Where sentences end, as sentencex finds it (Wikimedia, MIT): it knows the marks of about 300 languages."""

from collections.abc import Iterator
from itertools import accumulate

_AT_ONCE = 20_000  # characters; where quotes stay open, the library's time grows with the square of the text


def found_ends(text: str, language: str) -> Iterator[int]:
    """The place after each sentence and its white space, in order, in a time that grows with the text's length."""
    import sentencex  # noqa: PLC0415 - loads 20 MB of rules, needed only where something is cut

    start = 0
    while start + _AT_ONCE < len(text):
        ends = list(accumulate(map(len, sentencex.segment(language, text[start : start + _AT_ONCE]))))
        known = ends[:-1]  # the last one ends because the window does
        yield from (start + end for end in known)
        start += known[-1] if known and known[-1] > _AT_ONCE // 2 else _AT_ONCE
    yield from (start + end for end in accumulate(map(len, sentencex.segment(language, text[start:]))))
