"""Sums of money: `$5.50`, `€1.2 million`, `US$10k`, `$5–10`, `20 USD`, `5¢`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import NUMBER, SPACE, follows_article, one, part, sign_word
from chunking.speakable.english.currencies import CODES, COUNTRIES, SIGNS, Currency
from chunking.speakable.english.magnitudes import SCALES
from chunking.speakable.english.measures import PER
from chunking.speakable.rule import Phrase, Replacement

CENT_CUE = re.compile("¢")
_TAILS = "|".join(sorted({code[1:] for code in CODES}))
CUE = re.compile(rf"[{re.escape(''.join(SIGNS))}A-Z](?:(?<![A-Z])|{_TAILS})")  # a sign, or what ends like a code
_SIGN = f"[{re.escape(''.join(SIGNS))}]"
_COUNTRY = f"(?:{'|'.join(sorted(COUNTRIES, key=len, reverse=True))})"
_CODE = f"(?:{'|'.join(CODES)})"
_SHORT = "(?:[mbt]n|MM|[kKmMbBtT](?![A-Za-z]))"
_WORD = "(?:hundred|thousand|million|billion|trillion|[mbt]n)"
_SCALE = rf"(?:(?P<gap>{SPACE}|-)(?P<word>{_WORD}))?"
_EUROPEAN = rf"[0-9]{{1,3}},[0-9]{{1,2}}(?={SPACE}{_WORD}\b)"  # `€1,5 million`
_LOW = rf"(?P<low>{_EUROPEAN}|{NUMBER})(?P<low_scale>{_SHORT})?"
_SUM = rf"{_LOW}(?:[–-]{_SIGN}?(?P<high>{NUMBER})(?P<high_scale>{_SHORT})?)?{_SCALE}"
_AFTER = r"(?!\w|[.,][0-9])"
_BEFORE = re.compile(
    rf"(?<![\w$€£.])(?P<sign>[-−–+~≈<>≤≥±]{SPACE}?)?(?:(?P<country>{_COUNTRY})?(?P<mark>{_SIGN})(?P<minus>[-−])?{SPACE}?"
    rf"|(?P<code>{_CODE}){SPACE}?){_SUM}{_AFTER}(?P<plus>\+)?(?:/(?P<per>[a-z]+)(?![a-z/]|\.[a-z]))?"
)
_BEHIND = re.compile(
    rf"(?<![\w.,/:#$€£^–-])(?P<sign>[-−+~≈<>≤≥±])?{_SUM}(?P<space>{SPACE}?)"
    rf"(?:(?P<code>{_CODE})|(?P<mark>[€£¥₹₩₽$]))(?![\w$€£])(?:/(?P<per>[a-z]+)(?![a-z/]|\.[a-z]))?"
)
_CENTS = re.compile(rf"(?<![\w.,$-])(?P<low>{NUMBER})(?:[–-](?P<high>{NUMBER}))?{SPACE}?¢(?!\w)")
_WITH_COMMA = re.compile(
    rf"(?<![\w.,$€£^-])(?:€{SPACE}?(?P<after>{{0}})|(?P<before>{{0}}){SPACE}?€)(?![\w€]|[.,][0-9])".replace(
        "{0}", r"(?:[0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,6}),[0-9]{2}"
    )
)
_HYPHENED = re.compile("-[A-Za-z]")
# What is named by its price, whatever stands before it: `the $64,000 question`.
_PRICED = re.compile(
    r"[ \u00a0](?:bill|note|banknote|coin|question|price|tag|ticket|gift|budget|deal|fine|fee|prize|loan|bonus|grant"
    r"|reward|salary|lawsuit|settlement|contract|investment|donation|mansion|house|home|car|laptop|phone|bottle"
    r"|deposit|discount|surcharge|fund|bailout|fortune|industry|company|business|market|project|round)\b"
)


def money(phrase: Phrase) -> Iterator[Replacement]:
    """`$5.50` → "five dollars and fifty cents"; of `$1.2 million` the second word says "million dollars"."""
    for match in _WITH_COMMA.finditer(phrase.text):
        written = (match["after"] or match["before"]).replace(".", "").replace(",", ".")
        yield Replacement(*match.span(), _with_cents(written, SIGNS["€"], follows_article(match)))
    for match in _BEFORE.finditer(phrase.text):
        yield from _before(match)
    for match in _BEHIND.finditer(phrase.text):
        if match["mark"] != "$" or phrase.text.count("$") == 1:  # else it may be a formula's
            yield from _behind(match)


def cents(phrase: Phrase) -> Iterator[Replacement]:
    """`5¢` → "five cents"."""
    for match in _CENTS.finditer(phrase.text):
        high = f" to {one(match['high'])}" if match["high"] else ""
        name = "cent" if match["low"] == "1" and not high else "cents"
        yield Replacement(*match.span(), f"{one(match['low'])}{high} {name}")


def _before(match: re.Match[str]) -> Iterator[Replacement]:
    """The sign or the code stands first, so that the last word takes the currency's name."""
    currency = CODES[match["code"]] if match["code"] else _of_sign(match["country"], match["mark"])
    if match["country"] and match["mark"] not in "$¥":
        return
    tail = (" plus" if match["plus"] else "") + _per(match)
    sign = sign_word(match["sign"] or match["minus"])
    if match["word"] and match["gap"] != "-" and not match["code"]:
        yield Replacement(match.start(), match.start("gap"), sign + _numbers(match))
        yield Replacement(match.start("word"), match.end(), f"{_scale(match)} {_name(match, currency)}{tail}")
    else:
        yield Replacement(*match.span(), f"{sign}{_all(match, currency)}{tail}")


def _behind(match: re.Match[str]) -> Iterator[Replacement]:
    """The sign or the code stands last; where no cents are said, each written word is one of the spoken ones."""
    currency = CODES[match["code"]] if match["code"] else SIGNS[match["mark"]]
    tail = _per(match)
    sign = sign_word(match["sign"])
    if not match["space"] or _has_cents(match):
        yield Replacement(*match.span(), f"{sign}{_all(match, currency)}{tail}")
        return
    end = match.start("gap") if match["word"] else match.start("space")
    yield Replacement(match.start(), end, sign + _numbers(match))
    if match["word"]:
        yield part(match, "word", _scale(match))
    yield Replacement(match.end("space"), match.end(), _name(match, currency) + tail)


def _per(match: re.Match[str]) -> str:
    """`/hr` → " per hour"."""
    return f" per {PER.get(match['per'], match['per'])}" if match["per"] else ""


def _of_sign(country: str | None, mark: str) -> Currency:
    return COUNTRIES[country] if country else SIGNS[mark]


def _all(match: re.Match[str], currency: Currency) -> str:
    if _has_cents(match):
        sums = (
            _with_cents(match[group], currency, follows_article(match)) for group in ("low", "high") if match[group]
        )
        return " to ".join(sums)
    scale = f" {_scale(match)}" if match["word"] else ""
    return f"{_numbers(match)}{scale} {_name(match, currency)}"


def _numbers(match: re.Match[str]) -> str:
    """The number or the two, with the short scale that hangs on each."""
    return " to ".join(
        one(match[group]) + (f" {SCALES[match[scale]]}" if match[scale] else "")
        for group, scale in (("low", "low_scale"), ("high", "high_scale"))
        if match[group]
    )


def _scale(match: re.Match[str]) -> str:
    return SCALES.get(match["word"], match["word"])


def _name(match: re.Match[str], currency: Currency) -> str:
    """In the singular for one, and where it is part of an adjective: `a $20 bill`, `$100-a-day`."""
    is_one = match["low"] == "1" and not (match["high"] or match["low_scale"] or match["word"])
    adjective = match["gap"] == "-" or follows_article(match) or _is_part_of_name(match)
    return currency.one if is_one or adjective else currency.many


def _is_part_of_name(match: re.Match[str]) -> bool:
    return any(pattern.match(match.string, match.end()) for pattern in (_HYPHENED, _PRICED))


def _has_cents(match: re.Match[str]) -> bool:
    if match["low_scale"] or match["high_scale"] or match["word"]:
        return False
    return any(group and group[-3:-2] == "." for group in (match["low"], match["high"]))


def _with_cents(written: str, currency: Currency, adjective: bool) -> str:
    """`5.50` → "five dollars and fifty cents", `5.00` → "five dollars", `0.99` → "ninety-nine cents"."""
    whole, _, hundredths = written.partition(".")
    main = f"{one(whole)} {currency.one if whole == '1' or adjective else currency.many}" if whole.strip("0") else ""
    if not hundredths.strip("0"):
        return main or f"zero {currency.many}"
    small = f"{one(hundredths)} {currency.cent if hundredths == '01' or adjective else currency.cents}"
    return f"{main} and {small}" if main else small
