"""Which language a text is in, where nobody says."""

from chunking.languages import AUTO

ASSUMED = "en"  # where the text does not tell


def language_of(text: str, named: str) -> str:
    """The primary subtag whose notices and rules of speech hold for a text: the named one, or with `auto` its own."""
    return ASSUMED if named == AUTO else named
