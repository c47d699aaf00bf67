"""One tag of a template within Markdown: a shortcode of Hugo, a tag of Liquid, a component or expression of MDX."""

from typing import Final, NamedTuple

from chunking.sources.markdown.known import Known

_SHOWN: Final = 60  # characters of an unknown construct that are shown to the user


class Template(NamedTuple):
    """Where it stands and what it is for. All places are offsets in the text that it was found in."""

    start: int
    end: int
    name: str  # "" where it has none, as an expression
    known: Known | None  # None: we do not know what it is for
    closes: bool = False  # it ends what another one began
    spoken: tuple[int, int] | None = None  # the part of it that is read
    kind: str = ""  # of an admonition
    inner: tuple[int, int] | None = None  # code, or what is no template

    def shown(self, text: str) -> str:
        """It as it is named to the user."""
        written = " ".join(text[self.start : min(self.end, self.start + 200)].split())
        return written if len(written) <= _SHOWN else written[: _SHOWN - 1] + "…"
