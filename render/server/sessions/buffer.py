"""Text that comes bit by bit → utterances, none of it lost."""

import regex

from chunking.packing import size
from chunking.sentences import pieces
from chunking.sentences.ends import sentence_ends

LIMIT = 500  # characters of an utterance: some 30 s of speech, far less than the 5000 that a request may have
_WINDOW = 4 * LIMIT  # characters that are looked at together
_ENOUGH = regex.compile(r"\s*(?:\S+\s|\S{16})")  # after a sentence: a whole word, or many characters without a space
_SURROGATE = regex.compile(r"\p{Cs}")


class Buffer:
    """What came and is not spoken yet."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._text = ""

    def add(self, text: str) -> None:
        """More text. A character outside the BMP may come in two halves: JavaScript cuts between them."""
        self._text += text
        if _SURROGATE.search(text):
            self._text = self._text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")

    def take(self, *, whole: bool) -> str:
        """The next utterance, or nothing. Joined they are the text.

        Sentences that are over for sure: more follows. Where `whole`, all there is. A text that never ends is spoken
        as far as it goes.
        """
        ready = self._text[:_WINDOW]
        if not whole:
            ready = ready[: self._closed(ready)]
        if not ready:
            return ""
        length = min(len(pieces(_plain(ready), self._language, _fits)[0]), LIMIT)
        utterance, self._text = self._text[:length], self._text[length:]
        return utterance

    def clear(self) -> None:
        self._text = ""

    @property
    def empty(self) -> bool:
        return not self._text or self._text.isspace()

    def _closed(self, text: str) -> int:
        """How much of the text can be spoken without knowing how it goes on."""
        ends = [end for end in sentence_ends(_plain(text), self._language) if _ENOUGH.match(text, end)]
        if ends:
            return ends[-1]
        return 0 if size(text) <= LIMIT else len(text)


def _plain(text: str) -> str:
    """As many characters, without half ones, which have no UTF-8 and which what looks for sentences cannot take."""
    return _SURROGATE.sub("\ufffd", text)


def _fits(text: str) -> bool:
    return size(text) <= LIMIT
