"""MkDocs: the `nav` of `mkdocs.yml`. https://www.mkdocs.org/user-guide/configuration/#nav"""

from chunking.places import Part
from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Collected, Order, head
from chunking.sources.books.yaml_nodes import Value, settings

FILES = ("mkdocs.yml", "mkdocs.yaml")


def order(folder: Folder) -> Order | None:
    """The order of a MkDocs site that has a `nav`."""
    found = settings(folder, FILES)
    if found is None:
        return None
    site = found.value
    home = site.get("docs_dir").text or "docs"
    collected = Collected(home)
    _collect(site.get("nav"), collected)
    if not collected.all:
        return None
    front = head(
        title=site.get("site_name").text,
        author=site.get("site_author").text,
        language=site.get("theme", "language").text,
    )
    return Order(found.name, found.text, collected.all, front, Part(found.name, found.text), home)


def _collect(listed: Value, collected: Collected) -> None:
    """Take the chapters and titles of a list of the `nav`, and of those in it."""
    for item in listed.items():
        if item.text:
            collected.chapter(item.text)
        for title, below in item.pairs():
            if below.is_list:
                collected.part(title.text, *title.place)
                _collect(below, collected)
            elif below.text:
                collected.chapter(below.text, title.text)
