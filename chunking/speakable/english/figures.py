"""The rules for everything written in figures, in order: what has a form of its own comes first."""

from chunking.speakable.english import (
    dates,
    degrees,
    feet,
    fractions,
    isbn,
    magnitudes,
    money,
    ordinals,
    percents,
    phones,
    ranges,
    references,
    roman,
    signs,
    times,
    units,
    verses,
    versions,
    years,
)
from chunking.speakable.english.amounts import DIGITS
from chunking.speakable.rule import HEADING, Cue, Find, Rule

_ENGLISH = frozenset({"en"})


def _numeric(name: str, find: Find, cue: Cue | None = None) -> Rule:
    """A rule for texts with digits, which most paragraphs of a book have not."""
    return Rule(name, find, _ENGLISH, cue, DIGITS)


FIGURES: tuple[Rule, ...] = (
    _numeric("isbn", isbn.isbn, isbn.CUE),
    _numeric("phone-numbers", phones.phones, phones.CUE),
    _numeric("lettered-phone-numbers", phones.lettered, phones.LETTERED_CUE),
    _numeric("emergency-calls", phones.emergency_calls, phones.EMERGENCY_CUE),
    _numeric("numeric-dates", dates.numeric, dates.NUMERIC_CUE),
    _numeric("versions", versions.versions, versions.CUE),
    _numeric("protocols", versions.protocols, versions.PROTOCOL_CUE),
    _numeric("dates", dates.named, dates.CUE),
    Rule("months-and-days", dates.shortened, _ENGLISH, dates.SHORT_NAME_CUE, "."),
    _numeric("halves-of-day", times.halved, times.HALF_CUE),
    _numeric("verses", verses.verses, verses.CUE),
    _numeric("ratios", times.ratios, times.RATIO_CUE),
    _numeric("clock-times", times.clock_times, times.CUE),
    _numeric("durations", times.durations, times.LASTING_CUE),
    _numeric("money", money.money, money.CUE),
    _numeric("cents", money.cents, money.CENT_CUE),
    _numeric("eras", years.eras, years.ERA_CUE),
    _numeric("year-spans", years.spans, years.SPAN_CUE),
    _numeric("decades", years.decades, years.DECADE_CUE),
    _numeric("percents", percents.percents, percents.CUE),
    _numeric("places-on-earth", degrees.places, degrees.CUE),
    _numeric("degrees", degrees.degrees, degrees.CUE),
    _numeric("heights", feet.heights, feet.CUE),
    _numeric("sizes-in-feet", feet.sizes, feet.CUE),
    _numeric("feet-and-inches", feet.lengths, feet.CUE),
    _numeric("sizes", units.sizes, units.SIZE_CUE),
    _numeric("units", units.units, units.CUE),
    _numeric("magnitudes", magnitudes.magnitudes, magnitudes.CUE),
    _numeric("references", references.references, references.CUE),
    Rule("references-in-roman", references.in_roman, _ENGLISH, references.ROMAN_CUE, "."),
    _numeric("number-signs", references.hashes, references.HASH_CUE),
    _numeric("editions", references.editions, references.EDITION_CUE),
    _numeric("fractions", fractions.fractions, fractions.CUE),
    _numeric("ordinals", ordinals.ordinals, ordinals.CUE),
    _numeric("powers", signs.powers, signs.POWER_CUE),
    _numeric("multiplications", signs.multiplications, signs.TIMES_CUE),
    _numeric("ranges", ranges.numbers, ranges.CUE),
    Rule("ranges-of-letters", ranges.letters, _ENGLISH, ranges.LETTER_CUE, "–-"),
    Rule("ranges-of-days", ranges.names, _ENGLISH, ranges.NAME_CUE, "–-"),
    _numeric("signs-of-numbers", signs.signs, signs.SIGN_CUE),
    Rule("world-wars", roman.world_wars, _ENGLISH, roman.WORLD_WAR_CUE, "W"),
    Rule("numbered-headings", roman.headings, _ENGLISH, needs=HEADING),
    Rule("roman-numerals", roman.numerals, _ENGLISH, roman.NUMERAL),
    _numeric("years", years.years),
)
