"""Names of code in running text that nobody marked as code: `max_retries`, `getUserName`, `--dry-run`, `/etc/hosts`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from chunking.speakable.code.names import spoken_name
from chunking.speakable.code.reading import replacements
from chunking.speakable.english.context import begins_sentence
from chunking.speakable.rule import Phrase, Replacement

SNAKE_CUE = re.compile("_(?<=[A-Za-z0-9]_)[A-Za-z0-9]")
CAMEL_CUE = re.compile("[A-Z](?<=[a-z]{2}.)")
FLAG_CUE = re.compile("-(?<=[ (\"“‘']-)-?[A-Za-z]")
PATH_CUE = re.compile(r"/(?:(?<=[\s(\"“‘'~.]/)|(?<=\A/))[\w.]")
HEX_CUE = re.compile("0[xX][0-9A-Fa-f]")
_BEGINS = r"(?:(?<=[\s(\"“‘'])|\A)"
_SNAKE = re.compile(
    r"(?<![\w/.@$&#%*-])(?![oOT]_[oOT]\b)[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?:\(\))?(?![\w@/*(=-]|\.\w)"
)
# Not Names, such as JavaScript and McDonald, which voices know, nor iPhone, macOS and `120 mmHg`.
_CAMEL = re.compile(r"(?<![\w/.@$&#-])(?<![0-9] )[a-z]{2,}(?:[A-Z]+[a-z0-9]+)+(?:\(\))?(?![\w@/*(-]|\.\w)")
_FLAG = re.compile(rf"{_BEGINS}--?(?P<name>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)(?![\w-])")
_OFFERED = re.compile(
    r"\b(?:with|[Uu]ses?|using|[Pp]ass(?:ing|es|ed)?|[Aa]dd(?:ing)?|flags?|options?|switch|arguments?|parameters?|via|specify)"
    r"(?: the)?(?: -{1,2}[\w-]+,?(?: and| or)?){0,3} [(\"“‘']?\Z"
)
_COMMAND = re.compile(
    r"\b(?:npm|npx|pnpm|git|docker|cargo|pip3?|python3?|kubectl|curl|wget|sudo|bash|ssh|ffmpeg|grep|chmod|terraform|uv)"
    r"(?: [\w./@:=-]+){0,4} \Z"
)
_IS_FLAG = re.compile(r"[\"”’')]? (?:flags?|options?|switch|argument|parameter)\b")
_PATH = re.compile(
    rf"{_BEGINS}(?P<root>(?:~|\.\.?)?/)(?P<first>\.?\w[\w.-]*\w|\w)(?P<more>(?:/\.?[\w-]+(?:\.[\w-]+)*)*)/?(?![\w/*\\])"
)
_IS_PATH = re.compile(
    r"[\"”’')]? (?:endpoint|route|path|page|directory|folder|partition|command|file|resource|prefix)\b"
)
_HEX = re.compile(r"(?<![\w.#-])0[xX][0-9A-Fa-f]{1,16}(?!\w)")


def flags(phrase: Phrase) -> Iterator[Replacement]:
    """`pass --dry-run` → "pass dash dash dry run", where the words around speak of an option."""
    text = phrase.text
    for match in _FLAG.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if (_OFFERED.search(before) or _COMMAND.search(before) or _IS_FLAG.match(text, match.end())) and not _is_word(
            match["name"]
        ):
            yield _as_code(match)


def paths(phrase: Phrase) -> Iterator[Replacement]:
    """`/etc/hosts` → "slash etc slash hosts"; one name after a stroke only where it is called a path, or a home's."""
    for match in _PATH.finditer(phrase.text):
        if match["more"] or match["root"] != "/" or _IS_PATH.match(phrase.text, match.end()):
            yield _as_code(match)


def camel_names(phrase: Phrase) -> Iterator[Replacement]:
    """`getUserName` → "get user name". Looked for at their humps: far faster than at every letter."""
    text, done = phrase.text, 0
    for hump in CAMEL_CUE.finditer(text):
        start = hump.start() - 2
        while start > done and "a" <= text[start - 1] <= "z":
            start -= 1
        if hump.start() >= done and (match := _CAMEL.match(text, start)):
            yield _as_name(match)
            done = match.end()


def _is_word(name: str) -> bool:
    """Of a typewriter's dash before a word, and of a name left out, as in `with --shire`."""
    return begins_sentence(name.capitalize()) or name == "shire"


def snake_names(phrase: Phrase) -> Iterator[Replacement]:
    """`max_retries` → "max retries"; not `_private` and `__init__`."""
    return map(_as_name, _SNAKE.finditer(phrase.text))


def hexadecimals(phrase: Phrase) -> Iterator[Replacement]:
    """`0x1F` → "hex one F"."""
    return map(_as_code, _HEX.finditer(phrase.text))


def _as_name(match: re.Match[str]) -> Replacement:
    return Replacement(*match.span(), _name_said(match[0].removesuffix("()")))


@lru_cache(1024)
def _name_said(name: str) -> str:
    return spoken_name(name, is_english=True)


def _as_code(match: re.Match[str]) -> Replacement:
    spoken = "".join(one.spoken for one in replacements(match[0], "en", is_line=False))
    return Replacement(*match.span(), " ".join(spoken.split()))
