"""Acronyms that a voice would read as a word and are said letter by letter, and the few that are said as another word.

All others stay: a voice spells what it cannot pronounce (HTTP, FBI), knows the frequent ones (CEO, USA) and rightly
reads NASA, JSON or STOP as words. What stands here was read as a word by espeak-ng 1.52 and is nobody's emphasis.
"""

import re
from collections.abc import Iterator

import regex

from chunking.speakable.rule import Phrase, Replacement

_SPELT = (
    "ABI ACL ACLU AGI ALU AMC AOC AOE AOT ASL AST ATP AWD AWS BYOB CLI COO DOB DOI DUI ECG EKG EMI EMT EOD EOF EOL "
    "EPA ERP ESA ESL ESP ETA EV FAA FAQ GED GIS GOP GPIO HOA IBS ICBM ICU IDE IMDB IMF IO IPO IQ IRA IRL IUD IVF NGO "
    "NIH NYC NYU OBE OOM OOP OTC POC PTA QA QED ROI SEO SME SOS TSA UAE UAV UFC UPS URI USC USMC USPS UTI UX VIP YMCA"
)
_WORDS = {
    "AFAIK": "as far as I know",
    "AKA": "also known as",
    "IEEE": "I triple E",
    "IIRC": "if I recall correctly",
    "IMHO": "in my humble opinion",
    "IPv4": "I P v 4",
    "IPv6": "I P v 6",
    "NAACP": "N double A C P",
    "NCAA": "N C double A",
    "SCSI": "scuzzy",
    "TL;DR": "T L D R",
    "WYSIWYG": "wizzy wig",
}
_COINED = {
    "AT&T": "A T and T",
    "A11y": "accessibility",
    "I18n": "internationalization",
    "IoT": "I O T",
    "K8s": "Kubernetes",
    "L10n": "localization",
    "LaTeX": "lay tech",
    "PaaS": "pass",
    "SaaS": "sass",
    "a11y": "accessibility",
    "i18n": "internationalization",
    "k8s": "Kubernetes",
    "l10n": "localization",
}
_SPOKEN = {written: " ".join(written) for written in _SPELT.split()} | _WORDS
_ALSO_WORDS = frozenset({"COO", "EV", "ETA", "IRA", "PTA", "POC"})  # among other capitals they may be shouted
_CAPITALS = re.compile(r"(?<![\w.'’@#-])[A-Z]{2}[A-Z;]*(?:v[46])?(?P<plural>s)?(?![\w@]|\.\w)")
CUE = regex.compile(r"[A-Z][A-Z]")
_COINAGE = re.compile(rf"(?<![\w.'’@#-])(?:{'|'.join(_COINED)})(?![\w@]|\.\w)")
COINAGE_CUE = re.compile(r"[STX18](?<=[aeoiklIKLA][STX18])")
_SHOUTED = re.compile(r"[A-Z]{2,}[ ,]+\Z")
_SHOUTED_AFTER = re.compile(r"[ ,]+[A-Z]{2,}\b")


def acronyms(phrase: Phrase) -> Iterator[Replacement]:
    """`the FAQs` → "the F A Q's": with the apostrophe, without which the "s" would sound as in "is"."""
    text = phrase.text
    for match in _CAPITALS.finditer(text):
        word = match[0].removesuffix("s").removesuffix(";")
        if word in _SPOKEN and not (word in _ALSO_WORDS and _is_shouted(text, match)):
            end = match.start() + len(word) + bool(match["plural"])
            yield Replacement(match.start(), end, _SPOKEN[word] + ("'s" if match["plural"] else ""))


def coinages(phrase: Phrase) -> Iterator[Replacement]:
    """`k8s` → "Kubernetes", `IoT` → "I O T"."""
    for match in _COINAGE.finditer(phrase.text):
        yield Replacement(*match.span(), _COINED[match[0]])


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    return bool(_SHOUTED.search(before) or _SHOUTED_AFTER.match(text, match.end()))
