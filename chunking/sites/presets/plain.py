"""A folder of documents of which no generator is known: every file is one, and stands where its path says."""

from chunking.sites.letters import github
from chunking.sites.preset import Preset, Section
from chunking.sources import READERS

# A repository has templates and robots.txt.
_ASIDE = frozenset({".txt", ".html", ".htm", ".xhtml"})

PRESET = Preset(
    name="plain",
    sections=(Section(indexes=("index", "_index", "readme"), any_case=True, suffixes=frozenset(READERS)),),
    aside=_ASIDE,
    whole=("permalink", "url"),
    slugify=github,
)
