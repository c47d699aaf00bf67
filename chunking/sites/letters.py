"""How generators write a name or a title as part of an address."""

import unicodedata
from collections.abc import Callable

import regex

Letters = Callable[[str], str]

_HUGO = regex.compile(r"[^\p{L}\p{M}\p{Nd}./\\_#+~@ %-]|%(?![0-9a-fA-F]{2})")
_JEKYLL = regex.compile(r"[^\p{M}\p{L}\p{Nd}]+")
_JEKYLL_PRETTY = regex.compile(r"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+")
_GITHUB = regex.compile(r"[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc} -]")
_ENDS = regex.compile(r"^-|-$")


def kept(text: str) -> str:
    """As it is: Jekyll's pages, MkDocs, Docusaurus and Eleventy."""
    return text


def hugo(text: str) -> str:
    """`Ünïcode & Co` → `ünïcode--co`. https://gohugo.io/configuration/all/#disablepathtolower"""
    return hugo_cased(text).lower()


def hugo_cased(text: str) -> str:
    """The same where `disablePathToLower` is set."""
    return _HUGO.sub("", text).replace(" ", "-")


def without_accents(text: str) -> str:
    """`é` → `e`: what Hugo does first where `removePathAccents` is set."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if unicodedata.category(mark) != "Mn")
    return unicodedata.normalize("NFC", bare)


def jekyll(text: str) -> str:
    """Jekyll's filter `slugify`. https://jekyllrb.com/docs/liquid/filters/#options-for-the-slugify-filter"""
    return _ENDS.sub("", _JEKYLL.sub("-", text)).lower()


def jekyll_pretty(text: str) -> str:
    """Its mode `pretty`, in which capitals stay: what `:title` is. https://jekyllrb.com/docs/permalinks/#placeholders"""
    return _ENDS.sub("", _JEKYLL_PRETTY.sub("-", text))


def github(text: str) -> str:
    """As GitHub makes anchors of headings; Astro's collections and Material for MkDocs do the same."""
    return _GITHUB.sub("", text.strip().lower()).replace(" ", "-")


def plus(text: str) -> str:
    """`My Note` → `My+Note`: Obsidian Publish. https://help.obsidian.md/publish/permalinks"""
    return text.replace(" ", "+")
