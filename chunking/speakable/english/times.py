"""Times of day, and how long things take: `3:30 pm`, `15:45`, `9 AM`, `10:30–11:15`, `1:02:03`, `1h 30m`; ratios."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import SPACE
from chunking.speakable.english.context import begins_sentence, word_before
from chunking.speakable.english.numbers import cardinal, two_digits
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("[0-9]:[0-5][0-9]")
HALF_CUE = re.compile("[0-9][ \u00a0\u2009\u202f]?[aApP][.mM]")
LASTING_CUE = re.compile("[0-9]:[0-5][0-9]:[0-5]|[0-9]h ?[0-9]")
_CLOCK = "(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9]|[01]?[0-9]"
_HALF = rf"(?P<{{0}}_gap>{SPACE}?)(?P<{{0}}_half>[ap]\.{SPACE}?m\.|[AP]\.{SPACE}?M\.|[ap]m\b\.?|[AP]M\b\.?)"
_TO = rf"(?P<to>{SPACE}?[–-]{SPACE}?)"
_HALVED = re.compile(
    rf"(?<![\w:.,$/–-])(?:(?P<from>{_CLOCK})(?:{_HALF.format('from')})?{_TO})?(?P<time>{_CLOCK}){_HALF.format('at')}(?![\w])"
)
_PLAIN = re.compile(
    r"(?<![\w:.,$/–-])(?:(?P<from>(?:[01]?[0-9]|2[0-4]):[0-5][0-9])[–-])?"
    r"(?P<time>(?:[01]?[0-9]|2[0-4]):[0-5][0-9])(?::(?P<seconds>[0-5][0-9])(?:\.[0-9]+)?)?(?P<hours>h)?(?![\w:–-]|[.,][0-9])"
)
_LASTING = re.compile(
    r"(?<![\w:.,$/–-])(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])(?![\w:–-]|[.,][0-9])"
)
_SHORT = re.compile(
    r"(?<![\w:.,$/–-])(?P<hours>[0-9]{1,3})h ?(?P<minutes>[0-5]?[0-9])m(?:in)?(?: ?(?P<seconds>[0-5]?[0-9])s)?(?!\w)"
)
RATIO_CUE = re.compile("[0-9]:[0-9]")
_RATIO = re.compile(r"(?<![\w:.,$/–-])(?P<first>[0-9]{1,4}):(?P<second>[0-9]{1,6})(?![\w:]|[.,][0-9]|[–-][0-9])")
_RATIO_AFTER = re.compile(
    r"[ -](?:ratio|odds|scale|aspect|mix|mixture|proportion|dilution|split|contrast|widescreen)\b"
)
_RATIO_BEFORE = re.compile(r"\b(?:ratio|odds|scale|proportions?)\b[^0-9.!?]{0,16}\Z", re.I)
_SHAPES = frozenset({"16:9", "21:9", "4:3", "16:10"})  # of screens
_AT = frozenset({"at", "by", "from", "until", "till", "before", "after", "since", "around"})
_ZONE = re.compile(rf"{SPACE}(?:UTC|GMT|Z|[CEMPBW][SD]?[ES]?T|hrs|hours)\b")
_COUNTS = (("hours", "hour"), ("minutes", "minute"), ("seconds", "second"))


def halved(phrase: Phrase) -> Iterator[Replacement]:
    """`3:30 pm` → "three thirty p.m.", `9-11 AM` → "nine to eleven a.m."."""
    for match in _HALVED.finditer(phrase.text):
        if not all(_is_hour(match[group], 12) for group in ("from", "time")):
            continue
        if match["from"]:
            yield from _with_half(match, "from", "from")
            yield Replacement(*match.span("to"), " to ")
        yield from _with_half(match, "time", "at")


def ratios(phrase: Phrase) -> Iterator[Replacement]:
    """`a 3:1 ratio` → "a three to one ratio", `16:9` → "sixteen to nine"."""
    text = phrase.text
    for match in _RATIO.finditer(text):
        before = word_before(text, match.start())
        shape = match[0] in _SHAPES and (not before[:1].isupper() or begins_sentence(before))
        near = _RATIO_AFTER.match(text, match.end()) or _RATIO_BEFORE.search(
            text, max(0, match.start() - 30), match.start()
        )
        if shape or near:
            yield Replacement(*match.span(), f"{cardinal(match['first'])} to {cardinal(match['second'])}")


def clock_times(phrase: Phrase) -> Iterator[Replacement]:
    """`15:45` → "fifteen forty-five", `12:00` → "twelve o'clock", `18:00` → "eighteen hundred"."""
    for match in _PLAIN.finditer(phrase.text):
        if match["seconds"] and not _is_moment(match):
            continue
        if match["from"]:
            yield Replacement(match.start("from"), match.end("from") + 1, f"{_plain(match['from'])} to ")
        seconds = f" and {_counted(match['seconds'], 'second')}" if (match["seconds"] or "00") != "00" else ""
        yield Replacement(match.start("time"), match.end(), _plain(match["time"]) + seconds)


def durations(phrase: Phrase) -> Iterator[Replacement]:
    """`1:02:03` → "one hour, two minutes, and three seconds"; `1h 30m` → "one hour, thirty minutes"."""
    for match in _LASTING.finditer(phrase.text):
        yield Replacement(*match.span(), _listed(match))
    for match in _SHORT.finditer(phrase.text):
        yield Replacement(*match.span(), _listed(match))


def _is_moment(match: re.Match[str]) -> bool:
    """Of `14:02:33` whether it is a time of day and not how long something took."""
    before = word_before(match.string, match.start()).lower()
    return match["time"][0] == "0" or before in _AT or before.isdigit() or bool(_ZONE.match(match.string, match.end()))


def _is_hour(clock: str | None, last: int) -> bool:
    return clock is None or 0 < int(re.split("[:.]", clock)[0]) <= last


def _with_half(match: re.Match[str], time: str, half: str) -> Iterator[Replacement]:
    """The time, and "a.m." or "p.m." as its second word; its full stop is the sentence's where that ends with it."""
    spoken = _before_half(match[time])
    if not match[f"{half}_half"]:
        yield Replacement(*match.span(time), spoken)
        return
    name = f"{match[f'{half}_half'][0].lower()}.m."
    if match[f"{half}_gap"]:
        yield Replacement(*match.span(time), spoken)
        yield Replacement(*match.span(f"{half}_half"), name)
    else:
        yield Replacement(match.start(time), match.end(f"{half}_half"), f"{spoken} {name}")


def _before_half(clock: str) -> str:
    hour, *minutes = re.split("[:.]", clock)
    if not minutes or minutes[0] == "00":
        return cardinal(hour)
    return f"{cardinal(hour)} {two_digits(minutes[0])}"


def _plain(clock: str) -> str:
    hour, minutes = clock.split(":")
    if minutes != "00":
        return f"{cardinal(hour)} {two_digits(minutes)}"
    if int(hour) in (0, 24):
        return "midnight"
    return f"{cardinal(hour)} o'clock" if int(hour) <= 12 else f"{cardinal(hour)} hundred"


def _counted(written: str, name: str) -> str:
    return f"{cardinal(written)} {name}{'' if int(written) == 1 else 's'}"


def _listed(match: re.Match[str]) -> str:
    """What is not zero, as a list."""
    words = [_counted(match[group], name) for group, name in _COUNTS if match[group] and int(match[group])]
    if len(words) > 2:
        return f"{words[0]}, {words[1]}, and {words[2]}"
    return " and ".join(words) or "zero seconds"
