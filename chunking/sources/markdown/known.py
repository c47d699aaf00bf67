"""The shortcodes, tags and components that are known: what each shows or says of itself.

Their text is read, their markup is not. What is not here is treated the same, but reported.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from chunking.document import Kind


class Shown(NamedTuple):
    """What is told of a tag besides the text that it holds."""

    attributes: tuple[str, ...] = ()  # the first of these that it has is read
    kind: Kind = Kind.TEXT
    admonition: str = ""  # it sets off a note of this kind; its `title`, where it has one, is said instead


_SILENT = Shown()
_PICTURE = Shown(("caption", "alt", "title"), Kind.IMAGE)
_TITLED = Shown(("title", "label", "summary", "header", ""), Kind.TEXT)


def _table(silent: str, **told: Shown) -> Mapping[str, Shown]:
    return MappingProxyType({name: _SILENT for name in silent.split()} | told)


# https://gohugo.io/content-management/shortcodes/, and those of common themes
HUGO: Mapping[str, Shown] = _table(
    "ref relref param youtube vimeo gist tweet x twitter instagram instagram_simple toc br rawhtml html columns column "
    "tabs cards steps button icon badge mermaid math katex include readfile",
    figure=_PICTURE,
    img=_PICTURE,
    image=_PICTURE,
    details=_TITLED,
    tab=Shown(("name", "title", "header", "")),
    card=_TITLED,
    expand=_TITLED,
    collapse=_TITLED,
    note=Shown(admonition="note"),
    tip=Shown(admonition="tip"),
    info=Shown(admonition="info"),
    warning=Shown(admonition="warning"),
    danger=Shown(admonition="danger"),
    caution=Shown(admonition="caution"),
    important=Shown(admonition="important"),
    alert=Shown(admonition="note"),
    callout=Shown(admonition="note"),
    hint=Shown(admonition="tip"),
    admonition=Shown(admonition="note"),
    notice=Shown(admonition="note"),
)

# https://shopify.github.io/liquid/, https://jekyllrb.com/docs/liquid/tags/, and common plugins of Jekyll and Eleventy
LIQUID: Mapping[str, Shown] = _table(
    "assign capture endcapture case when endcase cycle decrement increment for endfor break continue else elsif if endif "
    "unless endunless include include_relative include_cached render layout block endblock extends set endset macro "
    "endmacro link post_url comment endcomment endhighlight endraw endverbatim tablerow endtablerow echo liquid gist "
    "youtube seo feed_meta asset image js css section endsection style endstyle javascript endjavascript schema endschema "
    "toc paginate endpaginate form endform",
    figure=_PICTURE,
    picture=_PICTURE,
    img=_PICTURE,
    note=Shown(admonition="note"),
    tip=Shown(admonition="tip"),
    warning=Shown(admonition="warning"),
    hint=Shown(admonition="tip"),
    endnote=_SILENT,
    endtip=_SILENT,
    endwarning=_SILENT,
    endhint=_SILENT,
    tabs=_SILENT,
    endtabs=_SILENT,
    tab=_TITLED,
    endtab=_SILENT,
)

# Docusaurus, Next.js, Astro's Starlight, Nextra, Mintlify and MDX itself
COMPONENTS: Mapping[str, Shown] = _table(
    "Tabs AppOnly PagesOnly Check Cross Cards CardGroup CardGrid Columns Column Row Col Steps Step.Group Fragment "
    "React.Fragment CodeBlock CodeGroup Code Details Link Button Icon FileTree FileTree.Folder FileTree.File Video Head "
    "BrowserOnly TOCInline DocCardList Wrapper Layout Snippet Install PackageInstall Badge Bleed Separator Columns.Column "
    "Playground LiteYouTube YouTube Tweet InlineTOCItems Highlight Grid Box Flex Stack Table Thead Tbody Tr Td Th",
    TabItem=Shown(("label", "value")),
    Tab=_TITLED,
    Step=_TITLED,
    Card=_TITLED,
    Accordion=_TITLED,
    AccordionGroup=_SILENT,
    LinkCard=_TITLED,
    Image=_PICTURE,
    Img=_PICTURE,
    ThemedImage=_PICTURE,
    Figure=_PICTURE,
    Frame=Shown(("caption",), Kind.IMAGE),
    Note=Shown(admonition="note"),
    Tip=Shown(admonition="tip"),
    Info=Shown(admonition="info"),
    Warning=Shown(admonition="warning"),
    Danger=Shown(admonition="danger"),
    Caution=Shown(admonition="caution"),
    Callout=Shown(admonition="note"),
    Admonition=Shown(admonition="note"),
    Aside=Shown(admonition="note"),
    Alert=Shown(admonition="note"),
)
