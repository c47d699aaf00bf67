"""Where a site shows a post."""

import re

from chunking.sites.addresses import address, path_of
from chunking.sites.words import Facts, said

_WORD = re.compile(r":(?P<word>[a-z_]+)(?:\[(?P<first>\d{0,3})(?P<colon>:?)(?P<end>\d{0,3})\])?")
_LONGEST = 500  # code points of a template


def permalink(facts: Facts) -> str:
    """The path of a post on its site, percent-encoded; it begins with `/` and has no `..`."""
    return address(_whole(facts) or facts.page.prefix + _below(facts))


def _whole(facts: Facts) -> str:
    """What the front matter gives as all of the permalink; empty where it gives none that we can tell."""
    preset = facts.preset
    given = next((value for key in preset.whole if isinstance(value := facts.front.get(key), str) and value), "")
    if not given:
        return ""
    given = path_of(given)
    prefix = "" if given.startswith("/") else facts.page.prefix + "/"
    template = preset.template(given)
    return prefix + _filled(template, facts) if template else ""


def _below(facts: Facts) -> str:
    """The permalink that the section gives."""
    section = facts.page.section
    return _filled(section.home if facts.page.is_home and not facts.path else section.permalink, facts)


def _filled(template: str, facts: Facts) -> str:
    """The template with what its words stand for. Other words with a colon stay as they are."""
    return _WORD.sub(lambda word: _said(word, facts), template[:_LONGEST])


def _said(word: re.Match[str], facts: Facts) -> str:
    name = word["word"]
    text = said(name, facts)
    if text is None and name.endswith("_"):  # Jekyll's `:month_:day`
        text = said(name[:-1], facts)
        text = None if text is None else f"{text}_"
    if text is None:
        return word[0]
    return _cut(text, word) if word["colon"] or word["first"] else text


def _cut(text: str, word: re.Match[str]) -> str:
    """Hugo's `:sections[1:]`: some of the parts. https://gohugo.io/configuration/permalinks/#tokens"""
    parts = text.split("/")
    first, end = int(word["first"] or 0), int(word["end"] or len(parts))
    return "/".join(parts[first:end] if word["colon"] else parts[first : first + 1])
