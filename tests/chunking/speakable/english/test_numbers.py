import pytest

from chunking.speakable.english import numbers


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("0", "zero"),
        ("007", "seven"),
        ("21", "twenty-one"),
        ("100", "one hundred"),
        ("123", "one hundred twenty-three"),
        ("1,234", "one thousand two hundred thirty-four"),
        ("1000000", "one million"),
        ("999,999,999,999,999", "nine hundred ninety-nine trillion nine hundred ninety-nine billion nine hundred"),
        ("1234567890123456", "one two three four five six seven eight nine zero one two three four five six"),
    ],
)
def test_cardinals_are_said_without_and_and_very_long_ones_digit_by_digit(digits: str, said: str) -> None:
    assert numbers.cardinal(digits).startswith(said)
    assert " and " not in numbers.cardinal(digits)


@pytest.mark.parametrize(
    ("digits", "said"),
    [("1", "first"), ("12", "twelfth"), ("20", "twentieth"), ("103", "one hundred third"), ("1000", "one thousandth")],
)
def test_ordinals_are_said(digits: str, said: str) -> None:
    assert numbers.ordinal(digits) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3.14", "three point one four"),
        (".5", "point five"),
        ("1,000.05", "one thousand point zero five"),
        ("7", "seven"),
    ],
)
def test_decimals_are_said_digit_by_digit(written: str, said: str) -> None:
    assert numbers.number(written) == said


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("44", "forty-four"),
        ("300", "three hundred"),
        ("476", "four seventy-six"),
        ("1000", "one thousand"),
        ("1066", "ten sixty-six"),
        ("1900", "nineteen hundred"),
        ("1905", "nineteen oh five"),
        ("1984", "nineteen eighty-four"),
        ("2000", "two thousand"),
        ("2009", "two thousand nine"),
        ("2010", "twenty ten"),
        ("2100", "twenty-one hundred"),
        ("10000", "ten thousand"),
    ],
)
def test_years_are_said_in_pairs(year: str, said: str) -> None:
    assert numbers.pairs(year) == said


@pytest.mark.parametrize(
    ("digits", "said"),
    [("1990", "nineteen nineties"), ("60", "sixties"), ("1800", "eighteen hundreds"), ("2000", "two thousands")],
)
def test_decades_are_said_in_the_plural(digits: str, said: str) -> None:
    assert numbers.decade(digits) == said


@pytest.mark.parametrize(
    ("numeral", "value"), [("IV", 4), ("xiv", 14), ("MMXXIV", 2024), ("IIII", None), ("Iv", None), ("ABC", None)]
)
def test_only_well_made_roman_numerals_have_a_value(numeral: str, value: int | None) -> None:
    assert numbers.roman(numeral) == value
