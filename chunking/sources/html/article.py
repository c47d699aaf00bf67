"""What of a page is its article."""

from collections.abc import Collection, Mapping, Sequence
from enum import Enum

from chunking.sources.html.extraction import DEEPEST, article_of
from chunking.sources.html.furniture import furniture
from chunking.sources.hypertext.elements import BLOCKS, HEADINGS
from chunking.sources.hypertext.outline import Node

ELSEWHERE = "outside the article"
_SHORT = 2000  # characters: a page with less is read whole, but for its furniture
_ENOUGH = 250  # characters of an article that is worth the name
_MAIN_SHARE = 0.6  # of the text in articles, that makes one of them the page's own
_LITTLE_MORE = 1.3  # times the article's text: a main part with no more is the article with its title
_SHOWN = frozenset({"blockquote", "dl", "figure", "pre", "table"})  # also when they stand in an element of their own
_PARTS = frozenset({"dd", "dt", "figcaption", "li", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"})
_TELLING = _SHOWN | _PARTS | HEADINGS | {"details", "ol", "p", "ul"}
_NEARLY_ALL = 0.9  # of the text of the element of their own
_WRAPPERS = 4  # such elements, one in the other


def left_out(html: str, nodes: Sequence[Node]) -> Mapping[int, str]:
    """The outermost elements that are no part of the article: number → why."""
    own = _own_article(nodes)
    text = sum(node.text for node in nodes if node.parent is None)
    found = article_of(html, nodes) if text >= _SHORT else frozenset()
    if own is not None:
        found &= _inside(own, nodes)
    tops = (node for node in nodes if node.element.number in found and not _is_in(node.parent, found))
    if sum(node.text for node in tops) >= _ENOUGH:
        found |= {own.element.number} if own is not None else set()
        return _Sieve(nodes, found, in_article=True, one_by_one=True).dropped()
    if own is not None:
        return _Sieve(nodes, frozenset({own.element.number}), in_article=True).dropped()
    return _Sieve(nodes, frozenset(), in_article=False).dropped()


def _inside(own: Node, nodes: Sequence[Node]) -> frozenset[int]:
    """The numbers of an element and of all in it."""
    found = {own.element.number}
    for node in nodes:
        if _is_in(node.parent, found):
            found.add(node.element.number)
    return frozenset(found)


def _own_article(nodes: Sequence[Node]) -> Node | None:
    """The element that the page itself calls its article or its main part."""
    articles = [node for node in nodes if node.element.name == "article" and not node.in_article]
    mains = [node for node in nodes if node.element.name == "main" or "main" in node.element.words("role")]
    main = max(mains, key=lambda node: node.text, default=None)
    article = max(articles, key=lambda node: node.text, default=None)
    if article is None or article.text < _MAIN_SHARE * sum(node.text for node in articles):
        return main
    with_title = main is not None and article.text <= main.text <= _LITTLE_MORE * article.text
    return main if with_title else article


def _is_in(node: Node | None, numbers: Collection[int]) -> bool:
    return node is not None and node.element.number in numbers


def _tells(node: Node) -> bool:
    """Whether a block within the article is of a kind that says something, whatever a judge by numbers thinks of it."""
    if node.element.name in _TELLING:
        return True
    inner: Node | None = node
    for _ in range(_WRAPPERS):
        inner = inner.longest if inner is not None else None
        if inner is None or inner.text < _NEARLY_ALL * node.text:
            return False
        if inner.element.name in _SHOWN:
            return True
    return False


class _State(Enum):
    AROUND = "around"  # what is kept stands somewhere in it
    KEPT = "kept"
    DROPPED = "dropped"


class _Sieve:
    """Parts the elements that are kept from the others; of nothing to keep, all is kept but for the furniture."""

    def __init__(
        self, nodes: Sequence[Node], kept: frozenset[int], *, in_article: bool, one_by_one: bool = False
    ) -> None:
        self._nodes, self._kept = nodes, kept
        self._in_article = in_article
        self._one_by_one = one_by_one  # of what is in a kept element, only blocks that are kept too
        self._page_text = sum(node.text for node in nodes if node.parent is None)
        self._around = self._ancestors()
        self._top = _State.AROUND if kept else _State.KEPT

    def _ancestors(self) -> set[int]:
        found: set[int] = set()
        for node in self._nodes:
            if node.element.number in self._kept:
                above = node.parent
                while above is not None and above.element.number not in found:
                    found.add(above.element.number)
                    above = above.parent
        return found

    def dropped(self) -> Mapping[int, str]:
        """The outermost elements that are not kept, and why."""
        reasons: dict[int, str] = {}
        states: dict[int, _State] = {}
        for node in self._nodes:
            number = node.element.number
            state = states[node.parent.element.number] if node.parent else self._top
            if state is not _State.DROPPED and node.text:
                state = self._state(node, state)
                if reason := self._reason(node, state):
                    reasons[number], state = reason, _State.DROPPED
            states[number] = state
        return reasons

    def _state(self, node: Node, outside: _State) -> _State:
        number = node.element.number
        if number in self._kept:
            return _State.KEPT
        if number in self._around:
            return outside
        inherits = not self._one_by_one or node.element.name not in BLOCKS or node.depth > DEEPEST or _tells(node)
        return outside if outside is _State.KEPT and inherits else _State.DROPPED

    def _reason(self, node: Node, state: _State) -> str:
        """Why a node is dropped; empty where it is not."""
        if state is _State.AROUND or (node.element.number in self._kept and not self._one_by_one):
            return ""
        in_article = node.in_article or (self._in_article and state is _State.KEPT)
        why = furniture(node, self._page_text, in_article=in_article)
        return why or (ELSEWHERE if state is _State.DROPPED else "")
