"""What the user decides about how a source is read; the defaults are what most books and blogs need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from chunking.front import told
from chunking.languages import AUTO, primary_subtag

ASSUMED_LANGUAGE = "en"  # when neither the document nor the user names one
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Policy:
    """How sources are read. Set from `readcast.toml`, the environment and the flags by `flows`."""

    language: str = AUTO  # BCP 47 tag; for notices and for the rules of speech
    chapter_level: int | None = None  # level of the headings that begin chapters; 0: one chapter; None: the usual rule
    code: Literal["announce", "skip"] = "announce"  # what is said in place of a code block
    max_bytes: int = MAX_BYTES  # a larger file is refused unread

    def language_for(self, front: Mapping[str, object]) -> str:
        """The primary language subtag of a document, such as "en": its own front matter wins over the setting."""
        named = told(front, "language", "lang") or self.language
        if named.lower() == AUTO:
            return ASSUMED_LANGUAGE
        return primary_subtag(named)
