"""The rule of speech that a lexicon is.

Expressions come first, in the order of the lexicon; then words and phrases, of which the longest that fits wins. A word
is found as a whole and with any white space between its parts: "C++" in "C++," but not in "C+++", "cat" not in "cats".
Scripts that part no words have no such borders, and signs by themselves ("→") stand anywhere. What stands within an
address is left to the rules for addresses.
"""

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from chunking.document import Mark
from chunking.errors import InputError
from chunking.lexicon import Lexicon, LexiconEntry
from chunking.speakable.rule import Phrase, Replacement, Rule
from chunking.words import UNSPACED

PATIENCE = 2.0  # seconds of the processor that one expression may take for one paragraph
_TOKEN = regex.compile(rf"{UNSPACED}\p{{M}}*|[\w--{UNSPACED}--\p{{M}}][\w--{UNSPACED}]*|\S\p{{M}}*", regex.VERSION1)
_WORD = regex.compile(rf"[\w--{UNSPACED}]", regex.VERSION1)
_ADDRESS = regex.compile(
    r"(?:https?|ftp|mailto):[^\s<>\"]*[\w/]|(?<!\w)www\.[^\s<>\"]*[\w/]|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+",
    regex.I,
)
_ADDRESS_SIGNS = ("://", "@", "www.", "WWW.", "mailto:")
_SPACES = regex.compile(r"\s+")
_QUOTES = "’‘ʼ＇"

Span = tuple[int, int]  # start and end, as character indexes


class _Spans:
    """Stretches of a text that do not overlap, in order."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Enters a stretch, unless it meets one that is there."""
        if not self.meeting(span):
            insort(self._spans, span)

    def meeting(self, span: Span) -> list[Span]:
        """Those that share characters with `span`."""
        first = bisect_left(self._spans, (span[0], span[0]))
        if first and self._spans[first - 1][1] > span[0]:
            first -= 1
        return self._spans[first : bisect_left(self._spans, (span[1], span[1]))]


@dataclass(slots=True)
class _Node:
    """The entries that begin with the same tokens; what may come next leads to longer ones."""

    entries: list[LexiconEntry] = field(default_factory=list)
    following: dict[str, "_Node"] = field(default_factory=dict)  # a space before the key where white space has to stand


class _Text:
    """A phrase in tokens: words, signs, and the characters of scripts without spaces."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _TOKEN.finditer(text)]
        self.keys = [_key(text[start:end]) for start, end in self.spans]

    def gap(self, index: int) -> bool:
        """Whether white space, or the text's end, stands before a token."""
        if not 0 < index < len(self.spans):
            return True
        return self.spans[index - 1][1] < self.spans[index][0]

    def span(self, first: int, end: int) -> Span:
        """The characters of the tokens from `first` to before `end`."""
        return self.spans[first][0], self.spans[end - 1][1]

    def is_word(self, index: int) -> bool:
        return _WORD.match(self.text, self.spans[index][0]) is not None


@lru_cache(maxsize=4)
def rule_of(lexicon: Lexicon) -> Rule:
    """The lexicon as a rule; each replacement names its entry. `find` raises InputError for a slow expression."""
    return Rule("lexicon", _Terms(lexicon).find)


class _Terms:
    """A lexicon, prepared: its words are looked up, however many there are; its expressions are tried one by one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._expressions = [
            (entry, regex.compile(entry.written, 0 if entry.case else regex.I))
            for entry in lexicon.entries
            if entry.regex
        ]
        self._root = _Node()
        for entry in lexicon.entries:
            if not entry.regex:
                self._enter(entry)

    def _enter(self, entry: LexiconEntry) -> None:
        node, words = self._root, _Text(entry.written)
        for index, key in enumerate(words.keys):
            node = node.following.setdefault(_step(key, words.gap(index) and index > 0), _Node())
        if not any(_hides(one, entry) for one in node.entries):
            node.entries.append(entry)
            node.entries.sort(key=lambda one: not one.case)  # the same letters win over the same word

    def find(self, phrase: Phrase) -> Iterator[Replacement]:
        kept, found = _kept(phrase), list[Replacement]()
        taken = _Spans()
        for one in self._by_expression(phrase):
            if _is_free(one[:2], kept, taken):
                taken.add(one[:2])
                found.append(one)
        yield from found
        if self._root.following:
            yield from self._by_word(phrase, kept, taken)

    def _by_expression(self, phrase: Phrase) -> Iterator[Replacement]:
        for entry, expression in self._expressions:
            if entry.language in ("", phrase.language):
                for match in _matches(entry, expression, phrase.text):
                    yield Replacement(*match.span(), _SPACES.sub(" ", match.expand(entry.spoken)), entry.rule)

    def _by_word(self, phrase: Phrase, kept: _Spans, taken: _Spans) -> Iterator[Replacement]:
        text, index = _Text(phrase.text), 0
        while index < len(text.keys):
            found = self._longest(text, index, phrase.language, lambda span: _is_free(span, kept, taken))
            if found is None:
                index += 1
            else:
                entry, end = found
                yield Replacement(*text.span(index, end), _spoken(entry, text, index, end), entry.rule)
                index = end

    def _longest(
        self, text: _Text, first: int, language: str, is_free: Callable[[Span], bool]
    ) -> tuple[LexiconEntry, int] | None:
        """The entry that stands at the token `first`, and the index after its last token."""
        if text.keys[first] not in self._root.following:
            return None
        for entries, end in reversed(self._standing(text, first)):
            span = text.span(first, end)
            if not (_is_whole(text, first, end) and is_free(span)):
                continue
            for entry in entries:
                if entry.language in ("", language) and _is_same(entry, text.text[slice(*span)]):
                    return entry, end
        return None

    def _standing(self, text: _Text, first: int) -> list[tuple[list[LexiconEntry], int]]:
        """The entries whose tokens stand there, the shortest first, with the index after their last token."""
        found, index, node = [], first + 1, self._root.following[text.keys[first]]
        while True:
            if node.entries:
                found.append((node.entries, index))
            step = _step(text.keys[index], text.gap(index)) if index < len(text.keys) else ""
            if step not in node.following:
                return found
            node, index = node.following[step], index + 1


def _key(token: str) -> str:
    """What tokens have in common that are the same word but for case, composed letters and the form of a quote."""
    if token.isascii():
        return token.lower()
    return "'" if token in _QUOTES else unicodedata.normalize("NFC", token).casefold()


def _step(key: str, gap: bool) -> str:
    return f" {key}" if gap else key


def _hides(earlier: LexiconEntry, later: LexiconEntry) -> bool:
    """Whether the later entry could never be used, so that it need not be looked at."""
    alike = earlier.case == later.case and earlier.language in ("", later.language)
    return alike and (not later.case or _plain(earlier.written) == _plain(later.written))


def _is_same(entry: LexiconEntry, written: str) -> bool:
    return not entry.case or _plain(entry.written) == _plain(written)


def _plain(text: str) -> str:
    composed = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return composed.translate(dict.fromkeys(map(ord, _QUOTES), "'"))


def _is_whole(text: _Text, first: int, end: int) -> bool:
    """Whether the tokens are no part of a longer word. Signs alone are never a part of one."""
    if not any(text.is_word(index) for index in range(first, end)):
        return True
    return _is_border(text, first, first - 1, text.gap(first)) and (
        _is_border(text, end - 1, end, text.gap(end)) and not _is_shortened(text, end)
    )


def _is_border(text: _Text, edge: int, neighbour: int, gap: bool) -> bool:
    if gap or text.is_word(edge):
        return True
    return not text.is_word(neighbour) and text.keys[neighbour] != text.keys[edge]


def _is_shortened(text: _Text, end: int) -> bool:
    """Whether an apostrophe and letters follow, as in "can't"; but "Ann's" is Ann."""
    if text.gap(end) or text.keys[end] != "'" or text.gap(end + 1):
        return False
    return text.is_word(end - 1) and text.is_word(end + 1) and text.keys[end + 1] != "s"


def _spoken(entry: LexiconEntry, text: _Text, first: int, end: int) -> str:
    """The spoken form; what stands for signs alone gets the spaces that part it from the words around."""
    spoken = _SPACES.sub(" ", entry.spoken)
    if not spoken.strip() or any(text.is_word(index) for index in range(first, end)):
        return spoken
    before = "" if text.gap(first) or not text.is_word(first - 1) else " "
    after = "" if text.gap(end) or not text.is_word(end) else " "
    return f"{before}{spoken.strip()}{after}"


def _matches(entry: LexiconEntry, expression: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    try:
        yield from (match for match in expression.finditer(text, timeout=PATIENCE) if match[0])
    except TimeoutError as error:
        raise InputError(
            f"the lexicon's expression {entry.written[:60]!r} ({entry.where}) takes too long for {text[:40]!r}…; "
            "make it simpler"
        ) from error


def _kept(phrase: Phrase) -> _Spans:
    """What is replaced as a whole or not at all: addresses, and formulas, whose letters are no words."""
    kept = _Spans((one.start, one.end) for one in phrase.stretches if one.mark is Mark.MATH)
    if any(sign in phrase.text for sign in _ADDRESS_SIGNS):
        for match in _ADDRESS.finditer(phrase.text):
            kept.add(match.span())
    return kept


def _is_free(span: Span, kept: _Spans, taken: _Spans) -> bool:
    whole = all(span[0] <= one[0] and one[1] <= span[1] for one in kept.meeting(span))
    return whole and not taken.meeting(span)
