"""The kinds of sites, one module each. A folder is the first of them whose files are there, `plain` where none is.

To add one: a module with `PRESET`, its line here, and a table of real paths and addresses in `tests/chunking/sites`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from chunking.sites.preset import Preset
from chunking.sites.presets import astro, docusaurus, eleventy, hugo, jekyll, mkdocs, obsidian, plain

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {one.PRESET.name: one.PRESET for one in (hugo, astro, docusaurus, mkdocs, eleventy, jekyll, obsidian, plain)}
)
