"""Tables of words: one row a thing, one column a language."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

Words = Mapping[str, str]

_NONE: Words = MappingProxyType({})


def word_set(text: str) -> frozenset[str]:
    """The words of a text, to look one up."""
    return frozenset(text.split())


class Wordlist:
    """What languages say for signs or commands.

    A row is a key, white space, and the words of each language between ` | `; it may go on in an indented line.
    Where the last columns are missing a language has no word.
    """

    def __init__(self, languages: Sequence[str], table: str) -> None:
        found: dict[str, dict[str, str]] = {language: {} for language in languages}
        for key, words in _rows(table):
            for language, word in zip(languages, words, strict=False):
                found[language][key] = word
        self._words = {language: MappingProxyType(words) for language, words in found.items()}

    def of(self, language: str) -> Words:
        """The words of a language under their keys; none where it has no column."""
        return self._words.get(language, _NONE)


def _rows(table: str) -> Iterator[tuple[str, list[str]]]:
    for row in table.strip().replace("\n    ", " ").splitlines():
        key, words = row.split(maxsplit=1)
        yield key, words.split(" | ")
