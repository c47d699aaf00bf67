"""Does a line begin a part of a book? `CHAPTER I.`, `Chapter the First`, `Erstes Kapitel`, `LETTRE IV`, `PROLOGUE` …

The words and numerals are those of the languages that Project Gutenberg's books are mostly in, and of some more.
"""

import re
from enum import IntEnum
from typing import NamedTuple


class Rank(IntEnum):
    """What a heading is the heading of; a lower number stands above a higher one."""

    TITLE = 0  # the whole text
    VOLUME = 1
    BOOK = 2
    PART = 3
    ACT = 4
    CHAPTER = 5  # letters and cantos too
    SCENE = 6
    NUMBERED = 7  # `IV. The Road`
    NUMBER = 8  # a line with nothing but `IV`
    CAPITALS = 9  # a short line in capitals
    NAMED = 10  # `Preface`, `Epilogue`: of the level of chapters, whatever those are


class Division(NamedTuple):
    """A line that begins a part of a book."""

    rank: Rank
    bare: bool  # the line has no title besides


_WORDS = {
    Rank.VOLUME: "volume|vol|tome|tomo|band|tom|том",
    Rank.BOOK: "book|buch|livre|libro|livro|boek|księga|kniha|книга",
    Rank.PART: "part|teil|theil|partie|parte|deel|del|osa|część|díl|часть|частина",
    Rank.ACT: "act|akt|aufzug|acte|acto|atto|ato|bedrijf",
    Rank.CHAPTER: (
        "chapter|chap|letter|canto|stave|adventure|lecture|kapitel|capitel|brief|gesang|chapitre|lettre|chant|"
        "cap[íi]tulo|carta|capitolo|lettera|hoofdstuk|luku|rozdział|kapitola|глава|розділ|bölüm|bab|chương|अध्याय"
    ),
    Rank.SCENE: "scene|section|szene|auftritt|abschnitt|scène|escena|scena|cena|tooneel",
}
_NAMES = (
    "prologue|epilogue|preface|foreword|introduction|afterword|interlude|conclusion|appendix|postscript|etymology|"
    "extracts|dedication|introductory|author[’']s (?:note|preface)|translator[’']s (?:note|preface)|to the reader|"
    "prolog|epilog|vorwort|nachwort|einleitung|vorrede|anhang|"
    "prologue|épilogue|préface|avant-propos|"
    "prólogo|epílogo|prefacio|introducción|prólogo al lector|prefácio|posfácio|introdução|"
    "prologo|epilogo|prefazione|introduzione|voorwoord|nawoord|inleiding|proloog|epiloog|пролог|эпилог|предисловие"
)
_ROMAN = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
_ENGLISH = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|first|second|third|fourth|fifth|"
    "sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    "eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|last"
)
_ORDINALS = (  # in German, French, Spanish, Portuguese, Italian, Dutch and Russian
    r"(?:erst|zweit|dritt|viert|fünft|sechst|sieben?t|acht|neunt|\w*zehnt|elft|zwölft|\w*[zß]igst|letzt)e[rs]?|"
    r"premi(?:er|ère)|seconde?|derni(?:er|ère)|\w+ième|"
    r"primer[oa]?|segund[oa]|tercer[oa]?|[cq]uart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|noven[oa]|"
    r"[úu]ltim[oa]|primeir[oa]|terceir[oa]|s[ée]tim[oa]|oitav[oa]|\w*d[ée]cim[oa]|\w*[ée]sim[oa]|"
    r"prim[oa]|second[oa]|terz[oa]|sest[oa]|settim[oa]|ottav[oa]|non[oa]|ultim[oa]|"
    r"eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|\w+tiende|\w+tigste|laatste|"
    r"перв\w+|втор\w+|трет\w+|четв[её]рт\w+|пят\w+|шест\w+|седьм\w+|восьм\w+|девят\w+|десят\w+|\w+надцат\w+|\w*дцат\w+"
)
_WORD_NUMBER = rf"(?:{_ENGLISH})(?:[- ](?:{_ENGLISH}))?|{_ORDINALS}"
_ANY_WORD = "|".join(f"(?P<{rank.name}>{words})" for rank, words in _WORDS.items())
_ARTICLE = r"(?:(?:the|das|der|die|le|la|el|il|de|het|no|nr|n[°ºo])\b\.?[ ]*)?"
_AFTER_WORD = re.compile(
    rf"{_ARTICLE}(?:{_ANY_WORD})\b\.?[ ]+{_ARTICLE}(?:\d{{1,4}}[a-z]?|{_ROMAN}|{_WORD_NUMBER})(?!\w)", re.I
)
_BEFORE_WORD = re.compile(rf"{_ARTICLE}(?:\d{{1,3}}\.|{_ROMAN}\.|{_WORD_NUMBER})[ ]+(?:{_ANY_WORD})(?!\w)", re.I)
_NAMED = re.compile(
    rf"{_ARTICLE}(?:(?:{_WORD_NUMBER})[ ]+)?(?:{_NAMES})(?:[ ]+(?:[a-z]|\d{{1,2}}|{_ROMAN})(?!\w))?(?!\w)", re.I
)
_EAST_ASIAN = re.compile(
    r"(?:第\s?[0-9０-９一二三四五六七八九十百千零〇两兩]{1,7}\s?|제\s?\d{1,4}\s?)"
    r"(?:(?P<BOOK>[卷部编編권부])|(?P<CHAPTER>[章回話话集장화])|(?P<SCENE>[节節절]))(?!\w*[。！？])"
)
_FIRST_LOOK = re.compile(r"[第제]|\w+")
_HINTS = frozenset(  # one of them is among the first words of every division
    re.findall(r"\w+", "|".join((*_WORDS.values(), _NAMES)).replace("cap[íi]tulo", "capítulo capitulo"))
) - {"s", "the", "al", "to", "note"} | {"第", "제"}

_SEPARATOR = re.compile(r"\s*(?:[.:;,)\]]|--+|[—–-])+\s*")
_MARKS = " _=*#"  # of emphasis, around a whole line
_LONGEST = 250  # code points of a heading


def division(line: str) -> Division | None:
    """What the line begins, where it stands by itself; None where it reads like a sentence."""
    plain = line.strip(_MARKS)
    if len(plain) > _LONGEST or _HINTS.isdisjoint(_FIRST_LOOK.findall(plain[:40].lower())):
        return None
    for pattern in (_AFTER_WORD, _BEFORE_WORD, _EAST_ASIAN):
        if found := pattern.match(plain):
            return _ranked(Rank[found.lastgroup or ""], plain[found.end() :], east_asian=pattern is _EAST_ASIAN)
    found = _NAMED.match(plain)
    if found is None or not plain[0].isupper() or _runs_on(plain[found.end() :]):
        return None
    return Division(Rank.NAMED, bare=False)


def _ranked(rank: Rank, rest: str, *, east_asian: bool) -> Division | None:
    """By what follows the number: nothing, a title, the number of a smaller part, or the rest of a sentence."""
    if not rest.strip(_MARKS + ".:;—–-)]"):
        return Division(rank, bare=True)
    separator = _SEPARATOR.match(rest)
    if separator is None:
        is_title = east_asian or (rest[0] == " " and is_title_case(rest))
        return Division(rank, bare=False) if is_title else None
    title = rest[separator.end() :].lstrip(_MARKS)
    within = division(title)  # `VOLUME I, CHAPTER IX`
    if within is not None and within.rank > rank:
        return within
    runs_on = title[:1].islower() and separator[0].strip()[-1] not in "-—–"  # `Book the Second--the Golden Thread`
    return None if runs_on else Division(rank, bare=False)


def _runs_on(rest: str) -> bool:
    """Whether what follows a word such as `Preface` makes a sentence of it."""
    rest = rest.strip(_MARKS)
    quoted = rest[:1] in ("(", '"', "“", "«", "„")
    return not (len(rest) < 2 or is_capitals(rest) or quoted or rest[0] in ".:—–-") or len(rest) > 120


def is_capitals(text: str) -> bool:
    """All letters are capitals, and there are some."""
    return text.isupper() and sum(map(str.isalpha, text[:40])) >= 2


def is_title_case(text: str) -> bool:
    """Capitals, or most words begin with one, the first among them, as in `The Man with the Lamp`."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text[:200])
    if not words or not words[0][0].isupper():
        return False
    return is_capitals(text) or sum(word[0].isupper() for word in words) * 5 >= len(words) * 3
