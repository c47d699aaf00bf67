"""Scripts without spaces: where a line may end in them.

Chinese, Japanese and Thai are cut into phrases by BudouX (Apache-2.0: a small model for each, no dependencies). What no
line may begin or end with holds for all of them: JIS X 4051 and Unicode's line breaking (UAX #14), shortened to what
matters where every character is a word of its own (`chunking.words`).
"""

from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import Protocol

import regex

from chunking.words import UNSPACED

_NO_START = frozenset(
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー々〻ゝゞヽヾ゛゜゠・〜～‐–—…‥%％℃°′″"
    "、。，．：；？！‼⁇⁈⁉,.:;?!’”)]}）〕］｝〉》」』】〙〗»›"
    "ะาำๅๆฯ"  # Thai: what is written after its consonant
    "ະາຳຽໆຯ"  # Lao
    "ៗ។៕៖"  # Khmer
    "၊။"  # Burmese
)
_NO_END = frozenset(
    "「『（《〈【〔［｛〘〖“‘«‹([{"
    "$€£¥￥＄#＃№"
    "เแโใไ"  # Thai: vowels that are written before their consonant
    "ເແໂໃໄ"  # Lao
    "\u17d2\u1039"  # Khmer and Burmese: the next consonant stands below this one
)
_UNSPACED = regex.compile(UNSPACED)
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_HAN = regex.compile(r"\p{Han}")
_THAI = regex.compile(r"\p{Thai}")
_TRADITIONAL = frozenset("們這個來國說時為對會學開關點無問還過長發經當書門東車馬見話讓應從給沒")
_SIMPLIFIED = frozenset("们这个来国说时为对会学开关点无问还过长发经当书门东车马见话让应从给没")


class Segmenter(Protocol):
    """A model of one script."""

    def parse(self, sentence: str) -> list[str]: ...


def is_unspaced(text: str) -> bool:
    """Whether a character of such a script is in the text."""
    return _UNSPACED.search(text) is not None


def may_end(word: str, following: str) -> bool:
    """Whether the script allows a line to end between two words that no space parts."""
    if word[-1] in _NO_END or following[0] in _NO_START:
        return False
    return not (word[-1].isdecimal() and is_unspaced(following[0]))  # a number and what it counts


def phrase_ends(text: str, language: str) -> frozenset[int] | None:
    """The offsets after each phrase of the text; None where no model knows its script."""
    model = _model_for(text, language)
    return None if model is None else frozenset(accumulate(map(len, _segmenter(model).parse(text))))


def _model_for(text: str, language: str) -> str | None:
    if _THAI.search(text):
        return "thai"
    if _KANA.search(text) or (language == "ja" and _HAN.search(text)):
        return "japanese"
    if not _HAN.search(text):
        return None
    traditional = _count(text, _TRADITIONAL) > _count(text, _SIMPLIFIED)
    return "traditional_chinese" if traditional else "simplified_chinese"


def _count(text: str, characters: Iterable[str]) -> int:
    return sum(map(text.count, characters))


@cache
def _segmenter(model: str) -> Segmenter:
    import budoux  # noqa: PLC0415 - most texts need none

    found: Segmenter = getattr(budoux, f"load_default_{model}_parser")()
    return found
