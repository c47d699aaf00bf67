"""What Project Gutenberg puts around a text: its licence, and what it says of the text in lines such as `Title: Emma`.

The marks changed over the years; those known here are the ones of its files since 1991:
`*END*THE SMALL PRINT!…*END*`, `*** START OF THE/THIS PROJECT GUTENBERG EBOOK …***`, `***END OF …***`,
`End of (the) Project Gutenberg('s) …`.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from chunking.languages import AUTO, LANGUAGES
from chunking.policy import Policy

_HEAD = 60_000  # code points in which the licence before the text ends; in the files of the nineties it was long
_NAME = r"PROJECT\s+GUTENBERG"
_START = re.compile(
    rf"^[ \t]*\*\*\*[ \t]*START OF (?:THE|THIS|THE COPYRIGHTED)\s+{_NAME}[^\n]*(?:\n[^\n]{{1,90}}\*\*\*)?[^\n]*$"
    r"|^[ \t]*\*END[ \t]?\*?[ \t]?THE SMALL PRINT[^\n]*$"
    rf"|^[ \t]*\*+[ \t]*Beginning of this {_NAME}[^\n]*$",
    re.M | re.I,
)
_END = re.compile(
    rf"^[ \t]*(?:\*+[ \t]*END OF (?:THE|THIS|THE COPYRIGHTED)?\s*{_NAME}"
    rf"|(?:This is (?:the )?)?End of (?:the |this )?{_NAME}|Ende? d(?:ies)?es {_NAME}|Fin de {_NAME}"
    r"|\*+START\*+THE SMALL PRINT)",
    re.M | re.I,
)
_FIELD = re.compile(r"^(Title|Author|Language):[ \t]*(\S[^\n]*(?:\n[ \t]+\S[^\n]*)*)", re.M)
_TITLE_LINE = re.compile(
    rf"(?:^|\n)[ \t*]*(?:This is |The )?{_NAME}(?:['’]s)? e-?(?:text|book) (?:of|,)[ ]+([^\n]+(?:\n\S[^\n]*)?)", re.I
)
_CREDITS = re.compile(
    r"\s*(?:\[?(?:produced|prepared|scanned|transcribed|digitized|typed|proofed)\b[^\n]{0,80}\b(?:by|from)\b"
    r"|(?:this )?e-?(?:text|book) (?:was )?(?:produced|prepared|transcribed|scanned)\b|HTML version by|credits?:"
    r"|\[(?:e-?text|ebook) ?#|\[?note: project gutenberg|updated editions will replace"
    r"|\[?(?:most recently|last) updated|\[?transcriber[’']?s?[’']?s? notes?\b|\[?date last updated)",
    re.I,
)
_TRANSCRIBERS = re.compile(r"[_=*+|~ ]*(?:original )?transcriber[’']?s?[’']?s? notes?[:._=*+|~ ]*", re.I)
_CODES = {
    "arabic": "ar", "assamese": "as", "bengali": "bn", "czech": "cs", "danish": "da", "german": "de", "english": "en",
    "spanish": "es", "finnish": "fi", "french": "fr", "hindi": "hi", "indonesian": "id", "italian": "it",
    "japanese": "ja", "korean": "ko", "malayalam": "ml", "marathi": "mr", "dutch": "nl", "polish": "pl",
    "portuguese": "pt", "russian": "ru", "slovak": "sk", "swedish": "sv", "tamil": "ta", "telugu": "te", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "chinese": "zh",
}  # fmt: skip
CREDITED = 12  # passages after the licence among which the credits stand


class Frame(NamedTuple):
    """Where the text is in the file, and what is said of it before."""

    texts: tuple[tuple[int, int], ...]  # first offset, and that after the last; several where files were joined
    front: Mapping[str, object]  # title, author and language, as far as they are told
    is_gutenberg: bool

    def has(self, offset: int) -> bool:
        """Whether what stands there is text."""
        place = bisect_right(self.texts, offset, key=lambda one: one[0]) - 1
        return place >= 0 and offset < self.texts[place][1]


def frame(text: str, policy: Policy) -> Frame:
    """The frame of a file; all of it is text where it is none of Project Gutenberg's."""
    first = _START.search(text, 0, _HEAD)
    ending = _END.search(text, first.end() if first else 0)
    head = min(_HEAD, ending.start() if ending else _HEAD)
    start = max((found.end() for found in _START.finditer(text, 0, head)), default=0)
    if not start and (ending is None or "SMALL PRINT" in ending[0]):
        return Frame(((0, len(text)),), MappingProxyType({}), is_gutenberg=False)
    texts = [(start, ending.start() if ending else len(text))]
    while ending and (another := _START.search(text, ending.end())):
        ending = _END.search(text, another.end())
        texts.append((another.end(), ending.start() if ending else len(text)))
    return Frame(tuple(texts), MappingProxyType(_front(text[:start], policy)), is_gutenberg=True)


def is_credit(text: str) -> bool:
    """Whether a passage near the beginning says who made the file."""
    return _CREDITS.match(text) is not None


def heads_notes(text: str) -> bool:
    """Whether a passage is the heading of notes by those who made the file."""
    return len(text) < 60 and _TRANSCRIBERS.fullmatch(text) is not None


def _front(head: str, policy: Policy) -> dict[str, object]:
    fields = {name.lower(): " ".join(value.split()) for name, value in reversed(_FIELD.findall(head))}
    if "title" not in fields and (line := _TITLE_LINE.search(head)):
        title, _, author = " ".join(line[1].split()).strip("* ").partition(", by ")
        fields |= {"title": title} | ({"author": author} if author else {})
    front: dict[str, object] = {name: value for name, value in fields.items() if name != "language"}
    language = fields.get("language", "").split(",")[0].strip().lower()
    code = _CODES.get(language, language)
    if code in LANGUAGES or (code and policy.language == AUTO):
        front["language"] = code
    return front
