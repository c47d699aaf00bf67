"""What we know of the templates that sites are made with: which of their words are for the reader.

A name that is not here is reported, and what stands between its tags is read as if they were not there.
"""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Final, NamedTuple


class Role(Enum):
    """What a tag is for."""

    MARKUP = auto()  # says nothing itself; some of its attributes may be a label
    IMAGE = auto()  # its attributes say what is to be seen
    ADMONITION = auto()  # what follows is a note, a warning …
    CODE = auto()  # up to its closing tag all is code
    COMMENT = auto()  # up to its closing tag nothing is for the reader
    LITERAL = auto()  # up to its closing tag nothing is a template
    VERBATIM = auto()  # says a part of itself, as it is written
    VALUE = auto()  # stands for something that only the site's generator knows


class Known(NamedTuple):
    """What one name means."""

    role: Role
    spoken: tuple[str, ...] = ()  # the first of these attributes that is there is read; "" is the one without a name
    kind: str = ""  # of an admonition, or the attribute that tells it: "=type"


SECOND: Final = "1"  # the name of the second attribute without a name
MARKUP: Final = Known(Role.MARKUP)
LITERAL: Final = Known(Role.LITERAL)
VALUE: Final = Known(Role.VALUE)
_KINDS: Final = """
note tip important warning caution danger info example quote question success failure bug abstract summary todo
hint attention error seealso faq help check done fail missing tldr cite secondary warn
"""
ADMONITION_KINDS: Final = frozenset(_KINDS.split())
# Names that mean the same as one that has a word (`speakable.notices.ADMONITIONS`).
SAME_KIND: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{"hint": "tip", "attention": "caution", "error": "danger", "seealso": "info", "faq": "question"},
        **{"help": "question", "check": "success", "done": "success", "fail": "failure", "missing": "failure"},
        **{"tldr": "summary", "cite": "quote", "secondary": "note", "warn": "warning", "alert": "warning"},
        **{"information": "info", "primary": "note", "default": "note", "positive": "tip", "negative": "warning"},
    }
)
_LABEL: Final = Known(Role.MARKUP, ("label", "title", "name", "header", "summary", "heading", "caption"))
_FIRST: Final = Known(Role.MARKUP, ("title", "name", "header", "summary", "label", ""))
_IMAGE: Final = Known(Role.IMAGE, ("caption", "alt", "title"))
_NOTICE: Final = Known(Role.ADMONITION, ("title", "heading", SECOND), "=type")


def _all(names: str, known: Known) -> dict[str, Known]:
    return dict.fromkeys(names.split(), known)


_NOTICES: Final = {kind: Known(Role.ADMONITION, ("title", "heading"), kind) for kind in ADMONITION_KINDS}

# Shortcodes of Hugo itself, and of Docsy, Hextra, Book, Relearn, Blowfish, PaperMod and LoveIt.
SHORTCODES: Final[Mapping[str, Known]] = MappingProxyType(
    {
        **_NOTICES,
        **_all("notice callout admonition alert hint pageinfo", _NOTICE),
        **_all("figure img image imgproc picture blog/figure", _IMAGE),
        **_all("highlight code mermaid katex chart gist-code diagram", Known(Role.CODE)),
        **_all("comment todo-comment", Known(Role.COMMENT)),
        **_all("details expand collapse accordionItem accordion-item tab step", _FIRST),
        **_all("card button cardlink", Known(Role.MARKUP, ("title",))),
        **_all("youtube vimeo gist tweet x twitter instagram qr param ref relref audio video asciinema", MARKUP),
        **_all("tabs tabpane cards steps filetree filetree/container accordion columns column row col", MARKUP),
        **_all("lead section steps/step toc children include readfile blocks/section blocks/lead icon kbd", MARKUP),
        **_all(
            "rawhtml badge youtubeLite vimeoSimple mathjax center raw div br span buttons list-children gallery-item",
            MARKUP,
        ),
    }
)
# Tags of Jekyll, Liquid, Nunjucks, Twig, Eleventy and GitBook. `endif` and the like are known with what they end.
LIQUID: Final[Mapping[str, Known]] = MappingProxyType(
    {
        **_all("highlight", Known(Role.CODE)),
        **_all("comment", Known(Role.COMMENT)),
        **_all("raw verbatim", LITERAL),
        **_all("hint", Known(Role.ADMONITION, ("title",), "=style")),
        **_all("tab code", Known(Role.MARKUP, ("title",))),
        **_all("if elsif elseif else unless case when for break continue cycle tablerow assign capture", MARKUP),
        **_all("increment decrement render layout set block extends import from macro with liquid echo", MARKUP),
        **_all("include include_relative include_cached link post_url seo feed_meta gist youtube avatar", MARKUP),
        **_all("tabs content-ref embed file stepper step columns column updates update code-group", MARKUP),
        **_all("swagger openapi openapi-operation openapi-schemas", MARKUP),
    }
)
# Components of Docusaurus, Next.js, Nextra, Mintlify, Starlight, Expo and Storybook.
COMPONENTS: Final[Mapping[str, Known]] = MappingProxyType(
    {
        **{kind.title(): known for kind, known in _NOTICES.items() if kind not in ("check", "done", "fail", "missing")},
        **_all("Admonition Callout Aside Alert Notice Hint Banner", _NOTICE),
        **_all("Image Img Figure Picture ThemedImage ThemeImage Screenshot Frame", _IMAGE),
        **_all("TabItem Tab Accordion AccordionItem Expandable Details Collapse Step Card LinkCard", _LABEL),
        **_all("Steps Tabs CodeGroup CodeTabs Columns Column CardGrid CardGroup Cards FileTree AccordionGroup", MARKUP),
        **_all("AppOnly PagesOnly Link NextLink Icon Badge Kbd Youtube YouTube Video Head Script br Fragment", MARKUP),
        **_all("Check Cross Docs Intro InlineToc DocCardList Tooltip Term Highlight Browser Bleed Screen", MARKUP),
        **_all("BrowserWindow BrowserOnly Suspense Layout Meta Canvas Story Controls Primary Stories Title", MARKUP),
    }
)
# Signs that are drawn, and the names of the words for them.
SIGNS: Final[Mapping[str, str]] = MappingProxyType({"Check": "✓", "Cross": "✗"})

# Elements of HTML, its obsolete ones, and of MathML and SVG as far as pages of text have them.
_ELEMENTS: Final = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button
canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl dt
element em embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr
html i iframe image img input ins isindex kbd keygen label legend li line link listing main map mark marquee math menu
menuitem meta meter mfrac mi mn mo mover mrow msqrt msub msup mtable mtd mtext mtr munder multicol nav nobr noembed
noframes noscript object ol optgroup option output p param path picture plaintext portal pre progress q rb rect rp rt
rtc ruby s samp script search section select shadow slot small source spacer span strike strong style sub summary sup
svg table tbody td template text textarea tfoot th thead time title tr track tspan tt u ul use var video wbr xmp
"""
HTML: Final = frozenset(_ELEMENTS.split())
