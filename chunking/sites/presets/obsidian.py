"""Obsidian Publish: every note but templates. https://help.obsidian.md/publish/permalinks,
the page "Publish your content" there (`publish: false`), https://help.obsidian.md/plugins/templates
"""

from dataclasses import replace

from chunking.sites.configuration import first_settings, word
from chunking.sites.letters import plus
from chunking.sites.patterns import literal
from chunking.sites.preset import Preset, Section
from chunking.sources.books.folder import Folder

_NO_NOTES = ("*.excalidraw.md",)  # drawings, of the plugin Excalidraw


def _read(preset: Preset, site: Folder) -> Preset:
    """Leaves out the folder of the core plugin Templates."""
    folder = word(first_settings(site, (".obsidian/templates.json",)).get("folder")).strip("/")
    notes = replace(preset.sections[0], skipped=(*_NO_NOTES, literal(folder))) if folder else preset.sections[0]
    return replace(preset, sections=(notes,))


PRESET = Preset(
    name="obsidian",
    markers=((".obsidian/",),),
    sections=(Section(permalink="/:path", indexes=(), segment=plus, slug="none", skipped=_NO_NOTES),),
    whole=("permalink",),
    reads=_read,
)
