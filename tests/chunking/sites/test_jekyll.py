"""The addresses are those of Jekyll 4.3 for the same files. What it shows and we hold is said beside it."""

from pathlib import Path

import pytest
from planting import Row, plant, planted, post, site, told

CONFIG = """
collections:
  recipes: {output: true}
  other: {}
  third: {output: true, permalink: '/t/:path/:name/:title:output_ext'}
exclude: [excluded]
include: [_pages]
"""
ROWS: list[Row] = [
    ("index.md", "", "/"),
    ("about.md", "", "/about.html"),
    ("sub/page.md", "", "/sub/page.html"),
    ("sub/index.md", "", "/sub/"),
    ("Sub Dir/My Page.md", "", "/Sub%20Dir/My%20Page.html"),
    ("perma.md", "permalink: /x/y/", "/x/y/"),
    ("perma2.md", "permalink: x/z", "/x/z"),
    ("perma3.md", "permalink: /q/:basename:output_ext", "/q/perma3.html"),
    ("perma4.md", "permalink: /../../e/", "/e/"),
    ("_posts/2026-03-05-a-quiet-week.md", "", "/2026/03/05/a-quiet-week.html"),
    ("_posts/2026-03-05-Mixed Case & more.md", "", "/2026/03/05/Mixed-Case-&-more.html"),
    ("_posts/2026-3-5-short-date.md", "", "/2026/03/05/short-date.html"),
    ("_posts/26-3-6-shorter.md", "", "/2026/03/06/shorter.html"),
    ("_posts/no-date.md", "", None),
    ("_posts/2026-03-05-cats.md", "categories: [One Two, three]", "/one%20two/three/2026/03/05/cats.html"),
    ("_posts/2026-03-05-cats2.md", "categories: b a", "/b/a/2026/03/05/cats2.html"),
    ("_posts/2026-03-05-cat.md", "category: Foo Bar", "/foo%20bar/2026/03/05/cat.html"),
    ("_posts/2026-03-05-dated.md", "date: 2026-04-06 23:30:00 +0200", "/2026/04/06/dated.html"),
    ("_posts/2026-03-05-dated2.md", "date: 2026-04-06 23:30:00 -0500", "/2026/04/07/dated2.html"),
    ("_posts/2026-03-05-slugged.md", "slug: My Slug", "/2026/03/05/My-Slug.html"),
    ("_posts/2026-03-05-perm.md", "permalink: /p/:year/:title/", "/p/2026/perm/"),
    ("_posts/2026-03-05-perm2.md", "permalink: /p2", "/p2"),
    ("_posts/2026-03-05-perm3.md", "permalink: none", "/none"),
    ("_posts/2099-03-05-future.md", "", "held: dated 2099-03-05"),
    ("_posts/2026-03-05-unpublished.md", "published: false", "held: published: false"),
    ("_posts/nested/2026-03-05-nest.md", "", "/2026/03/05/nest.html"),
    ("_posts/2026-03-05-ünï.md", "", "/2026/03/05/%C3%BCn%C3%AF.html"),
    ("_posts/2026-03-05-un_der.dot.md", "", "/2026/03/05/un_der.dot.html"),
    ("blog/_posts/2026-03-05-in-blog.md", "", "/blog/2026/03/05/in-blog.html"),
    ("blog/Deep Er/_posts/2026-03-05-deep.md", "category: x", "/blog/deep%20er/x/2026/03/05/deep.html"),
    ("_drafts/d.md", "", "held: draft"),
    ("_pages/p.md", "", "/_pages/p.html"),
    ("_hidden.md", "", None),
    ("vendor/a.md", "", "/vendor/a.html"),
    ("vendor/bundle/a.md", "", None),
    ("_recipes/soup.md", "", "/recipes/soup.html"),
    ("_recipes/sub/2026-01-02-dated.md", "", "/recipes/sub/2026-01-02-dated.html"),
    ("_recipes/future.md", "date: 2099-01-01", "held: dated 2099-01-01"),
    ("_recipes/slug.md", "slug: SL ug", "/recipes/slug.html"),
    ("_other/x.md", "", None),
    ("_third/Big Name.md", "", "/t/Big%20Name/big-name/Big-Name.html"),
    ("excluded/x.md", "", None),
    ("backup~/b.md", "", None),
    ("#c/b.md", "", None),
    ("_posts/2026-03-05-draft.md", "draft: true", "held: draft"),  # Jekyll does not know it
    ("future-page.md", "date: 2099-01-01", "held: dated 2099-01-01"),  # Jekyll looks at posts alone
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return planted(tmp_path_factory.mktemp("jekyll"), {"_config.yml": CONFIG}, ROWS)


@pytest.mark.parametrize(("name", "head", "expected"), ROWS)
def test_a_page_stands_where_jekyll_shows_it(found: dict[str, str], name: str, head: str, expected: str | None) -> None:
    assert found.get(name) == expected


POST, CATEGORY = "_posts/2026-03-05-a-post.md", "_posts/2026-03-05-b.md"
STYLES = [
    ("date", "/2026/03/05/a-post.html", "/x/2026/03/05/b.html", "/about.html"),
    ("pretty", "/2026/03/05/a-post/", "/x/2026/03/05/b/", "/about/"),
    ("ordinal", "/2026/064/a-post.html", "/x/2026/064/b.html", "/about.html"),
    ("weekdate", "/2026/W10/Thu/a-post.html", "/x/2026/W10/Thu/b.html", "/about"),
    ("none", "/a-post.html", "/x/b.html", "/about.html"),
    ("/blog/:year/:i_month/:slug/", "/blog/2026/3/a-post/", "/blog/2026/3/b/", "/about/"),
    ("/:categories/:short_year-:short_month_:title", "/26-Mar_a-post", "/x/26-Mar_b", "/about"),
]


@pytest.mark.parametrize(("style", "a_post", "with_category", "page"), STYLES)
def test_the_style_of_permalinks_is_that_of_the_site(
    tmp_path: Path, style: str, a_post: str, with_category: str, page: str
) -> None:
    rows: list[Row] = [(POST, "", a_post), (CATEGORY, "category: X", with_category), ("about.md", "", page)]
    found = planted(tmp_path, {"_config.yml": f"permalink: '{style}'\n"}, rows)
    assert found == {name: expected for name, _, expected in rows}


def test_a_day_is_one_of_the_sites_time_zone(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("_posts/2026-03-05-name.md", "", "/2026/03/05/name.html"),
        ("_posts/2026-03-05-day.md", "date: 2026-03-07", "/2026/03/07/day.html"),
        ("_posts/2026-03-05-clock.md", "date: 2026-03-07 02:00:00 +0000", "/2026/03/06/clock.html"),
    ]
    found = planted(tmp_path, {"_config.yml": "timezone: America/New_York\n"}, rows)
    assert found == {name: expected for name, _, expected in rows}


def test_defaults_of_the_site_are_front_matter(tmp_path: Path) -> None:
    config = """
defaults:
  - scope: {path: 'special'}
    values: {permalink: '/s/:basename/'}
  - scope: {path: ''}
    values: {permalink: '/all/:basename/'}
  - scope: {path: '', type: posts}
    values: {permalink: '/posts/:title.html'}
"""
    rows: list[Row] = [
        ("index.md", "", "/all/index/"),
        ("special/a.md", "", "/s/a/"),
        ("own.md", "permalink: /own/", "/own/"),
        (POST, "", "/posts/a-post.html"),
    ]
    assert planted(tmp_path, {"_config.yml": config}, rows) == {name: expected for name, _, expected in rows}


def test_a_site_may_show_drafts_and_the_future(tmp_path: Path) -> None:
    rows: list[Row] = [("_drafts/d.md", "", "/d.html"), ("_posts/2099-03-05-future.md", "", "/future.html")]
    found = planted(tmp_path, {"_config.yml": "future: true\nshow_drafts: true\npermalink: none\n"}, rows)
    assert found == {name: expected for name, _, expected in rows}


def test_a_post_needs_no_front_matter_but_a_page_does(tmp_path: Path) -> None:
    plant(tmp_path, {"_config.yml": "", POST: "Words.\n", "README.md": "Words.\n", "about.md": "---\n---\nWords.\n"})
    assert told(site(tmp_path)) == {POST: "/2026/03/05/a-post.html", "about.md": "/about.html"}


def test_the_names_of_authors_are_those_that_the_sites_data_has(tmp_path: Path) -> None:
    plant(tmp_path, {"_config.yml": "", "_data/authors.yml": "ann:\n  name: Ann Lee\n", POST: post("author: ann")})
    assert [one.authors for one in site(tmp_path).posts] == [("Ann Lee",)]
