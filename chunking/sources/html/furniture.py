"""What stands around and within an article and is none of it: navigation, comments, buttons."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from chunking.sources.hypertext.outline import Node
from chunking.sources.hypertext.reasons import Reasons

_BY_NAME: Mapping[str, str] = MappingProxyType(
    {
        "nav": "navigation",
        "aside": "sidebar",
        "form": "form",
        "button": "form",
        "select": "form",
        "textarea": "form",
        "search": "form",
        "menu": "navigation",
    }
)
_BY_ROLE: Mapping[str, str] = MappingProxyType(
    {
        "navigation": "navigation",
        "menu": "navigation",
        "menubar": "navigation",
        "complementary": "sidebar",
        "search": "form",
        "form": "form",
        "button": "form",
        "doc-toc": "contents",
        "alert": "notice",
        "alertdialog": "notice",
        "dialog": "notice",
    }
)
# What surrounds an article, but may be a part of one.
_AROUND_NAME: Mapping[str, str] = MappingProxyType({"header": "page header", "footer": "page footer"})
_AROUND_ROLE: Mapping[str, str] = MappingProxyType({"banner": "page header", "contentinfo": "page footer"})

_NAMED = frozenset({"div", "section", "ul", "ol", "p", "td", "table"})
_WORD = r"(?:^|[\s_-])NAME(?:[\s_-]|$)"
_CALLED = Reasons(
    _WORD,
    (
        ("comments", r"comments|comment-?list|disqus\w*|(?:comment-)?respond"),
        ("sidebar", r"side-?bar\w*|widget-area"),
        ("licence", r"pg-boilerplate"),
        ("notice", r"cookies?(?:-\w+)?|gdpr|consent|skip-?links?|skip-to-\w+"),
    ),
)
# Such names mean these only where the element is short or most of it are links.
_PERHAPS = Reasons(
    _WORD,
    (
        ("navigation", r"nav(?:bar|igation)?|menu|breadcrumbs?|pagination|pager|prev(?:ious)?-?next|post-nav\w*"),
        ("contents", r"toc|table-of-contents"),
        ("sharing", r"shar(?:e|ing)|sharedaddy|share-?this|social(?:-\w+)?|follow-us"),
        ("related pages", r"related|recommend(?:ed|ations)|read-?more|more-stories|also-like|outbrain|taboola"),
        ("subscription", r"newsletter|subscri(?:be|ption)|sign-?up|paywall|promo|sponsor(?:ed)?|advert\w*|ads?"),
        ("page footer", r"footer|tags|post-?meta|entry-?meta|byline-share"),
    ),
)
_SHORT, _LINKED = 200, 0.3
_ASIDE_IN_TEXT = re.compile(r"note|tip|warning|caution|important|callout|admonition|pull|quote|info|example", re.I)
_MOST = 0.5  # of a page's text: what holds more is no furniture, whatever it is called


def furniture(node: Node, page_text: int, *, in_article: bool) -> str:
    """Why an element is no part of the article; empty where it may be."""
    if node.text > _MOST * page_text:
        return ""
    element = node.element
    roles = element.words("role") if element.written else frozenset()
    reason = _BY_NAME.get(element.name, "") or _by_role(roles, _BY_ROLE)
    if reason == "sidebar" and in_article and _ASIDE_IN_TEXT.search(element["class"]):
        return ""
    if not reason and (not in_article or node.link_density > _LINKED):
        reason = _AROUND_NAME.get(element.name, "") or _by_role(roles, _AROUND_ROLE)
    return reason or (_called(node) if element.name in _NAMED and element.written else "")


def _by_role(roles: frozenset[str], known: Mapping[str, str]) -> str:
    return next((known[role] for role in roles if role in known), "")


def _called(node: Node) -> str:
    names = f"{node.element['class']} {node.element['id']}"
    is_small = node.text < _SHORT or node.link_density > _LINKED
    return _CALLED.of(names) or (_PERHAPS.of(names) if is_small else "")
