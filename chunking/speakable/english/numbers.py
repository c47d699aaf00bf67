"""Words for numbers, as Americans say them: "one hundred twenty-three", without "and". The only door to inflect."""

from functools import lru_cache

from inflect import engine
from roman_numerals import InvalidRomanNumeralError, RomanNumeral

MOST_DIGITS = 15  # of a number that is said as one: up to hundreds of trillions; a longer one is said digit by digit
_WORDS = engine()
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(4096)
def cardinal(digits: str) -> str:
    """`1,234` → "one thousand two hundred thirty-four"."""
    plain = digits.replace(",", "")
    if len(plain) > MOST_DIGITS:
        return by_digit(plain)
    return str(_WORDS.number_to_words(int(plain), andword="")).replace(",", "")


@lru_cache(1024)
def ordinal(digits: str) -> str:
    """`22` → "twenty-second"."""
    return str(_WORDS.ordinal(cardinal(digits)))


def number(written: str) -> str:
    """`1,234.50` → "one thousand two hundred thirty-four point five zero"; `.5` → "point five"."""
    whole, _, decimals = written.partition(".")
    words = [cardinal(whole)] if whole else []
    return " ".join([*words, "point", by_digit(decimals)] if decimals else words)


def by_digit(text: str) -> str:
    """`0958` → "zero nine five eight". What is not a digit is left out."""
    return " ".join(_NAMES[int(sign)] for sign in text if sign in "0123456789")


@lru_cache(1024)
def pairs(digits: str) -> str:
    """Three or four digits as years are said: `1984` → "nineteen eighty-four", `1905` → "nineteen oh five"."""
    head, tail = digits[:-2].lstrip("0"), digits[-2:]
    if not head or len(digits) > 4 or (len(digits) == 4 and digits[1:3] == "00"):
        return cardinal(digits)  # "two thousand five"
    if tail == "00":
        return f"{cardinal(head)} hundred"
    return f"{cardinal(head)} {two_digits(tail)}"


def two_digits(tail: str) -> str:
    """The last two digits of a year or a time: `05` → "oh five", `24` → "twenty-four"."""
    return f"oh {cardinal(tail)}" if tail[0] == "0" else cardinal(tail)


def decade(digits: str) -> str:
    """`1990` → "nineteen nineties", `80` → "eighties", `1800` → "eighteen hundreds"."""
    words = pairs(digits)
    return f"{words.removesuffix('y')}ies" if words.endswith("y") else f"{words}s"


@lru_cache(256)
def roman(numeral: str) -> int | None:
    """`XIV` → 14. None where it is not written as the rules of these numerals ask, as `IIII` and `Iv` are not."""
    try:
        return int(RomanNumeral.from_string(numeral))
    except InvalidRomanNumeralError:
        return None
