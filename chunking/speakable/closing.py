"""The full stop that a paragraph needs at its end: where the voice pauses, its audio can be cut from the next one's."""

import regex

# \p{STerm} are Unicode's marks that end a sentence, in all scripts (UAX #44, Sentence_Terminal). Behind one may stand
# what is not said: quotes, brackets, an emoji.
_CLOSED = regex.compile(r"[\p{STerm}…‥:;：；؛—–][^\p{L}\p{N}]*\Z")
_USUAL = (".", "!", "?", ":")  # a quick look
_MARKS = {
    **dict.fromkeys(("zh", "ja"), "。"),
    **dict.fromkeys(("hi", "bn", "as"), "।"),  # Marathi, though in the script of Hindi, has the full stop
    "ur": "۔",
}


def closing_mark(spoken: str, language: str) -> str:
    """What to put after a spoken text so that it ends like a sentence: a mark, or nothing where one stands already."""
    if spoken.endswith(_USUAL) or _CLOSED.search(spoken[-40:]) or not says_something(spoken):
        return ""
    return _MARKS.get(language, ".")


def says_something(spoken: str) -> bool:
    """Whether a voice has anything to say: one letter or digit at least."""
    return any(map(str.isalnum, spoken))
