"""The addresses are those of MkDocs 1.6 and Material for MkDocs 9.8 for the same files."""

from pathlib import Path

import pytest
from planting import Row, plant, planted, post, site, told

# The name of a Python object, as Material's own manual has it, is no YAML that a safe reader takes.
CONFIG = """
site_name: Docs
exclude_docs: |
  /private/*
  !ok.md
draft_docs: |
  wip/
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
ROWS: list[Row] = [
    ("docs/index.md", "", "/"),
    ("docs/about.md", "", "/about/"),
    ("docs/guide/README.md", "", "/guide/"),
    ("docs/both/README.md", "", None),
    ("docs/both/index.md", "", "/both/"),
    ("docs/My Page.md", "", "/My%20Page/"),
    ("docs/ünï & co.md", "", "/%C3%BCn%C3%AF%20&%20co/"),
    ("docs/templates/x.md", "", None),
    ("docs/sub/templates/x.md", "", "/sub/templates/x/"),
    ("docs/private/x.md", "", None),
    ("docs/private/ok.md", "", "/private/ok/"),
    ("docs/wip/x.md", "", "held: draft"),
    ("docs/Index.md", "", "/Index/"),
    ("docs/caps/README.markdown", "", "/caps/"),
    ("docs/small/readme.md", "", "/small/readme/"),
    ("docs/slug.md", "slug: other", "/slug/"),
    ("docs/_under.md", "", "/_under/"),
    ("docs/100%.md", "", "/100%25/"),
    ("docs/a+b.md", "", "/a+b/"),
    ("README.md", "", None),
    ("docs/draft.md", "draft: true", "held: draft"),  # MkDocs does not know it
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return planted(tmp_path_factory.mktemp("mkdocs"), {"mkdocs.yml": CONFIG}, ROWS)


@pytest.mark.parametrize(("name", "head", "expected"), ROWS)
def test_a_page_stands_where_mkdocs_shows_it(found: dict[str, str], name: str, head: str, expected: str | None) -> None:
    assert found.get(name) == expected


def test_a_site_may_be_without_directory_urls_and_in_another_folder(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("text/index.md", "", "/"),
        ("text/about.md", "", "/about.html"),
        ("text/guide/README.md", "", "/guide/"),
        ("text/guide/one.md", "", "/guide/one.html"),
    ]
    found = planted(tmp_path, {"mkdocs.yml": "docs_dir: text\nuse_directory_urls: false\n"}, rows)
    assert found == {name: expected for name, _, expected in rows}


POSTS = {
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/a.md": post("title: 'My First: Post & Ünï'\ndate: 2026-03-05"),
    "docs/blog/posts/b.md": post("date: 2026-03-06", "# The *Heading* of `b`\n\nWords.\n"),
    "docs/blog/posts/c.md": post("title: C\ndate:\n  created: 2026-03-07 10:00:00\n  updated: 2026-04-01"),
    "docs/blog/posts/d.md": post("title: D\nslug: my-slug\ndate: 2026-03-05"),
    "docs/blog/posts/e.md": post("title: E\ndraft: true\ndate: 2026-03-05"),
    "docs/blog/posts/2025/f.md": post("title: F f\ndate: 2025-03-05"),
    "docs/blog/posts/my_name-h.md": post("date: 2026-03-06"),
    "docs/blog/posts/i.md": post("title: I\ndate: 2026-03-05\ncategories: [Cat A, b]"),
}
BLOGS = [
    (
        "plugins: [blog]",
        {
            "a": "/blog/2026/03/05/my-first-post--%C3%BCn%C3%AF/",
            "b": "/blog/2026/03/06/the-heading-of-b/",
            "c": "/blog/2026/03/07/c/",
            "d": "/blog/2026/03/05/my-slug/",
            "e": "held: draft",
            "2025/f": "/blog/2025/03/05/f-f/",
            "my_name-h": "/blog/2026/03/06/my-name-h/",
            "i": "/blog/2026/03/05/i/",
        },
    ),
    (
        "plugins:\n  - search\n  - blog:\n      post_url_format: '{categories}/{slug}/{file}'",
        {"d": "/blog/my-slug/d/", "i": "/blog/cat-a/i/i/"},
    ),
    (
        "plugins:\n  blog:\n    blog_dir: .\n    post_dir: blog/posts\n    post_url_date_format: yyyy/MM",
        {"a": "/2026/03/my-first-post--%C3%BCn%C3%AF/", "2025/f": "/2025/03/f-f/"},
    ),
]


@pytest.mark.parametrize(("plugins", "expected"), BLOGS)
def test_posts_of_material_stand_where_its_blog_shows_them(
    tmp_path: Path, plugins: str, expected: dict[str, str]
) -> None:
    plant(tmp_path, {"mkdocs.yml": f"site_name: x\n{plugins}\n", **POSTS})
    found = told(site(tmp_path))
    assert {name: found[f"docs/blog/posts/{name}.md"] for name in expected} == expected
    assert found["docs/blog/index.md"] == "/blog/"


def test_the_names_of_authors_are_those_of_the_blog(tmp_path: Path) -> None:
    plant(tmp_path, {"mkdocs.yml": "plugins: [blog]\n", "docs/blog/posts/a.md": post("authors: [x, Y]")})
    plant(tmp_path, {"docs/blog/.authors.yml": "authors:\n  x: {name: Xenia, description: d, avatar: a}\n"})
    assert [one.authors for one in site(tmp_path).posts] == [("Xenia", "Y")]
