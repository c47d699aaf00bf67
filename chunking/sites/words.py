"""The words of permalink templates, `:year` and the like, and what they stand for in one post."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from chunking.front import told
from chunking.sites.letters import jekyll
from chunking.sites.pages import Page
from chunking.sites.preset import Preset

_UNDATED = re.compile(r".*?\d{4}-\d{2}-\d{2}-", re.S)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a post."""

    page: Page
    front: Mapping[str, object]  # keys in small letters
    date: datetime.datetime | None
    preset: Preset
    heading: str  # the title that the text itself begins with
    sections: tuple[str, ...]  # of Hugo: the folders above that are sections

    @property
    def slug(self) -> str:
        """The one that the front matter gives."""
        return told(self.front, "slug")

    @property
    def path(self) -> str:
        """What the front matter gives instead of the path below the section; empty where it gives nothing."""
        page = self.page
        if page.section.slug == "path" or self.slug.startswith("/"):
            return self.slug if page.section.slug in ("path", "rooted") else ""
        above = [*page.folders, page.stem] if page.is_home else [*page.folders]
        return "/".join([*above, self.slug]) if self.slug and page.section.slug == "rooted" else ""

    @property
    def last(self) -> str:
        """The last part of the page's path."""
        page, section = self.page, self.page.section
        if self.slug and section.slug == "last" and not page.is_home:
            return self.preset.slugify(self.slug)
        return section.segment(("" if page.is_home else told(self.front, *section.names)) or page.stem)

    @property
    def categories(self) -> list[str]:
        """Jekyll's: the folders above `_posts`, then those of the front matter. Those as one text are divided."""
        value = self.front.get("categories")
        listed = value if isinstance(value, list) else told(self.front, "categories").split()
        single = [told(self.front, "category")] if told(self.front, "category") else []
        texts = [str(one) for one in listed if isinstance(one, str | int | float)]
        return list(dict.fromkeys((*filter(None, self.page.before.split("/")), *texts, *single)))


def _path(facts: Facts) -> str:
    section = facts.page.section
    if facts.path:
        return facts.path
    folders = [section.segment(folder) for folder in facts.page.folders]
    return "/".join([*folders, facts.last])


def _titled(facts: Facts) -> str:
    return facts.preset.slugify(told(facts.front, "title"))


def _headed(facts: Facts) -> str:
    """Material for MkDocs: `slug`, else the title, wherever that is found."""
    title = told(facts.front, "title") or facts.heading or re.sub("[-_]", " ", facts.page.stem)
    return facts.slug or facts.preset.slugify(title)


def _bare_path(facts: Facts) -> str:
    """Jekyll's `:path`: below the section's folder without the suffix; of a page only the folders."""
    return _folders(facts) if facts.page.section.kind == "pages" else facts.page.below.rpartition(".")[0]


def _basename(facts: Facts) -> str:
    """The name of the file without its suffix, as Jekyll's `:basename`."""
    return PurePosixPath(facts.page.name).stem


def _file_slug(facts: Facts) -> str:
    """Eleventy's `fileSlug`: the name without a date, of an index that of its folder."""
    return _UNDATED.sub("", facts.page.stem)


def _file_path_stem(facts: Facts) -> str:
    """Eleventy's `filePathStem`: the path in which the name has no date."""
    folders, _, name = f"/{_bare_path(facts)}".rpartition("/")
    return f"{folders}/{_UNDATED.sub('', name)}"


def _folders(facts: Facts) -> str:
    return "/".join(facts.page.folders)


def _name(facts: Facts) -> str:
    """The name alone, without date and number."""
    return facts.page.section.segment(facts.page.stem)


def _sluggish(facts: Facts) -> str:
    return facts.preset.slugify(facts.slug or facts.page.stem)


def _slug_or_title(facts: Facts) -> str:
    return facts.preset.slugify(facts.slug) if facts.slug else _titled(facts) or facts.last


# What the words mean that are not of the date. A preset translates the words of its generator into these.
_WORDS: Mapping[str, Callable[[Facts], str]] = MappingProxyType(
    {
        "path": _path,
        "bare_path": _bare_path,
        "folders": _folders,
        "basename": _basename,
        "file_slug": _file_slug,
        "file_path_stem": _file_path_stem,
        "last": lambda facts: facts.last,
        "name": _name,
        "title": _titled,
        "headed": _headed,
        "slug": _sluggish,
        "slug_or_title": _slug_or_title,
        "section": lambda facts: facts.sections[0] if facts.sections else "",
        "sections": lambda facts: "/".join(facts.sections),
        "categories": lambda facts: "/".join(facts.categories).lower(),
        "slugified_categories": lambda facts: "/".join(map(jekyll, facts.categories)),
        "slug_lower": lambda facts: jekyll(facts.slug or facts.page.stem),
        "name_lower": lambda facts: jekyll(facts.page.stem),
        "dated": lambda facts: "" if facts.path else facts.page.day.replace("-", "/"),
        "output_ext": lambda facts: ".html",
    }
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATES: Mapping[str, Callable[[datetime.datetime], str]] = MappingProxyType(
    {
        "year": lambda date: f"{date.year:04}",
        "short_year": lambda date: f"{date.year % 100:02}",
        "month": lambda date: f"{date.month:02}",
        "i_month": lambda date: str(date.month),
        "long_month": lambda date: _MONTHS[date.month - 1],
        "monthname": lambda date: _MONTHS[date.month - 1].lower(),
        "short_month": lambda date: _MONTHS[date.month - 1][:3],
        "day": lambda date: f"{date.day:02}",
        "i_day": lambda date: str(date.day),
        "long_day": lambda date: _DAYS[date.weekday()],
        "weekdayname": lambda date: _DAYS[date.weekday()].lower(),
        "short_day": lambda date: _DAYS[date.weekday()][:3],
        "w_day": lambda date: str(date.isoweekday()),
        "weekday": lambda date: str(date.isoweekday() % 7),
        "y_day": lambda date: f"{date.timetuple().tm_yday:03}",
        "yearday": lambda date: str(date.timetuple().tm_yday),
        "week": lambda date: f"{date.isocalendar().week:02}",
        "w_year": lambda date: f"{date.isocalendar().year:04}",
        "hour": lambda date: f"{date.hour:02}",
        "minute": lambda date: f"{date.minute:02}",
        "second": lambda date: f"{date.second:02}",
    }
)


def said(word: str, facts: Facts) -> str | None:
    """What a word stands for in a post; empty where it has no such thing; None for no word of ours."""
    if word in _DATES:
        return _DATES[word](facts.date) if facts.date else ""
    return _WORDS[word](facts) if word in _WORDS else None
