"""HTML in a source: what a reader sees of it. Shared by the readers of pages, books and Markdown.

html ──tokens──▶ tags and texts ──tree──▶ elements that begin and end ──walk──▶ Passages
  Passages ──notes──▶ with their notes in place ──blocks──▶ Blocks
"""

from chunking.sources.hypertext.emphasis import NAMES as EMPHASIS
from chunking.sources.hypertext.emphasis import emphasis_in
from chunking.sources.hypertext.passage import Passage
from chunking.sources.hypertext.tags import shown_by, unseen_element
from chunking.sources.hypertext.walk import passages

__all__ = ["EMPHASIS", "Passage", "emphasis_in", "passages", "shown_by", "unseen_element"]
