"""Where a sentence that is too long may be cut: at the sentences that it quotes, else clauses, words, characters."""

import regex

from chunking.sentences.cutting import cut_after
from chunking.sentences.ends import sentence_ends

CHARACTER = regex.compile(r"\X")  # a grapheme cluster, https://unicode.org/reports/tr29/

_QUOTED = regex.compile(r'[^"“”„«»「」『』]+')
_WORD = regex.compile(r"\S+\s*")

# An address is passed over whole. A mark of the first kind ends a clause before white space only, so never in "1,234",
# "3:30" or "a:b"; one of the second kind anywhere but between digits. Closing quotes stay with the clause.
_CLAUSE = regex.compile(
    r"""
      ://\S*[^\s,;:] (*SKIP)(*FAIL)
    | [,;:] (?: ["'\p{Pe}\p{Pf}\p{Pi}]*+ (?=\s|\Z) ) \s*+
    | (?<! \d (?=.\d) ) [、，；：،؛] [\p{Pe}\p{Pf}]*+ \s*+
    | (?<=\w) (?:[—–]++|--+) (?<! \d.(?=\d) ) (?:["'\p{Pe}\p{Pf}]++ (?=\s|\Z))?+ (?!\p{Po}) \s*+
    | (?<=\s) (?:[—–]++|-++) \s++
    | (?<=\w\s) (?= [—–]\w )
    """,
    regex.VERBOSE,
)


def quoted_sentences(text: str, language: str) -> list[str]:
    """A sentence cut after each sentence that ends within one of its quotations; joined it is the text."""
    ends = (
        part.start() + end
        for part in _QUOTED.finditer(text)
        for end in sentence_ends(part.group(), language)
        if end < len(part.group())
    )
    return cut_after(text, ends)


def clauses(text: str) -> list[str]:
    """`text` cut after each comma, colon, semicolon or dash that ends a clause; joined it is the text."""
    return cut_after(text, (match.end() for match in _CLAUSE.finditer(text)))


def words(text: str) -> list[str]:
    """`text` cut before each word; joined it is the text."""
    return cut_after(text, (match.end() for match in _WORD.finditer(text)))


def characters(text: str) -> list[str]:
    """`text` cut between grapheme clusters, so that no accent is parted from its letter; joined it is the text."""
    return [match.group() for match in CHARACTER.finditer(text)]
