"""Numbers in code and formulas: words where we have them, else the digits, which a voice reads in its own language."""

from chunking.speakable.english import numbers


def said_number(written: str, is_english: bool) -> str:
    """`8` → "eight", `0.5` → "zero point five", `007` → "zero zero seven"."""
    if not is_english or not written.isascii():
        return written
    whole = written.partition(".")[0]
    if len(whole) > 1 and whole[0] == "0" and whole == written:
        return numbers.by_digit(whole)
    return numbers.number(written)


def spelt(text: str, is_english: bool) -> str:
    """`1F` → "one F": letters and digits one by one."""
    return " ".join(numbers.by_digit(sign) or sign for sign in text) if is_english else " ".join(text)
