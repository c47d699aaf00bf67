"""What our pages have in common: text that is text, whatever stands in it."""

from html import escape

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)], "\ufffd")


def escaped(text: str) -> str:
    """Text for a page or an attribute in quotes."""
    return escape(text.translate(_UNWRITABLE))


def tongue(language: str) -> str:
    """The attributes of an element in a language, on a page that is in English."""
    direction = ' dir="rtl"' if language in _RIGHT_TO_LEFT else ""
    return "" if language == "en" else f' lang="{escaped(language)}"{direction}'
