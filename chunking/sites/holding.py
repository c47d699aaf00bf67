"""Why a post is not narrated."""

import datetime
from collections.abc import Mapping

from chunking.policy import NARRATE, OWN_HEAD
from chunking.sites.dates import date_of
from chunking.sites.heads import Head
from chunking.sites.words import Facts

_OFF = ((NARRATE, False), (f"{OWN_HEAD}.{NARRATE}", False), ("publish", False))  # hold on every site
_YES, _NO = ("true", "yes", "on"), ("false", "no", "off")


def why_held(facts: Facts, head: Head, now: datetime.datetime, drafts: bool) -> str:
    """Why a post is not narrated, in a few words; empty where it is. `drafts`: whether these are narrated as well."""
    off = next((_told(key, value) for key, value in (*_OFF, *facts.preset.held) if _says(facts, key, value)), "")
    return off or _not_yet(facts, now, drafts) or ("no text" if head.is_all else "")


def _not_yet(facts: Facts, now: datetime.datetime, drafts: bool) -> str:
    preset, page = facts.preset, facts.page
    if _says(facts, "published", False) and not drafts:
        return "published: false"
    if (_says(facts, "draft", True) or page.section.holds.match(page.below)) and not (drafts or preset.shows_drafts):
        return "draft"
    shown_from = _first_date(facts.front, preset.published) or facts.date
    if shown_from and shown_from > now and not (drafts or preset.shows_future):
        return f"dated {shown_from.date().isoformat()}"
    ends = _first_date(facts.front, ("expirydate", "unpublishdate"))
    return "expired" if ends and ends <= now and not preset.shows_expired else ""


def _first_date(front: Mapping[str, object], keys: tuple[str, ...]) -> datetime.datetime | None:
    return next((date for key in keys if (date := date_of(front.get(key)))), None)


def _told(key: str, value: object) -> str:
    return f"{key.rpartition('.')[2]}: {str(value).lower()}"


def _says(facts: Facts, key: str, value: object) -> bool:
    """Whether the front matter has this value, also as a text, under a key, or with `a.b` under b below a."""
    found: object = facts.front
    for name in key.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        found = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}.get(found.strip().lower(), found)
    return type(found) is type(value) and found == value
