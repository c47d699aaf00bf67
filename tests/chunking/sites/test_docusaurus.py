"""The addresses are those of Docusaurus 3.10 for the same files."""

from pathlib import Path

import pytest
from planting import Row, plant, planted, post, site, told

CONFIG = """
export default {
  presets: [['classic', { docs: { sidebarPath: './sidebars.js' }, blog: { showReadingTime: true } }]],
};
"""
ROWS: list[Row] = [
    ("docs/intro.md", "", "/docs/intro"),
    ("docs/01-first/02-second.md", "", "/docs/first/second"),
    ("docs/01-first/index.md", "", "/docs/first/"),
    ("docs/guides/README.md", "", "/docs/guides/"),
    ("docs/guides/x.mdx", "", "/docs/guides/x"),
    ("docs/api/api.md", "", "/docs/api/"),
    ("docs/Sub Dir/My Doc.md", "", "/docs/Sub%20Dir/My%20Doc"),
    ("docs/a/slug1.md", "slug: /abs/path", "/docs/abs/path"),
    ("docs/a/slug2.md", "slug: rel", "/docs/a/rel"),
    ("docs/a/slug3.md", "slug: ../up", "/docs/up"),
    ("docs/a/id.md", "id: ident", "/docs/a/ident"),
    ("docs/b/index.md", "slug: renamed", "/docs/b/renamed"),
    ("docs/c/index.md", "slug: /c-root", "/docs/c-root"),
    ("docs/d/index.md", "id: theid", "/docs/d/"),
    ("docs/7.0-foo.md", "", "/docs/7.0-foo"),
    ("docs/2021-11-foo.md", "", "/docs/2021-11-foo"),
    ("docs/10 - spaced.md", "", "/docs/spaced"),
    ("docs/3.dot.md", "", "/docs/dot"),
    ("docs/ünï.md", "", "/docs/%C3%BCn%C3%AF"),
    ("docs/_partial.md", "", None),
    ("docs/_parts/x.md", "", None),
    ("docs/draft.md", "draft: true", "held: draft"),
    ("docs/unlisted.md", "unlisted: true", "held: unlisted: true"),  # Docusaurus shows it to those who know where
    ("blog/2026-03-05-welcome.md", "", "/blog/2026/03/05/welcome"),
    ("blog/2026-03-06-folder/index.md", "", "/blog/2026/03/06/folder"),
    ("blog/2026-03-11/index.md", "", "/blog/2026/03/11/index"),
    ("blog/2026-03-12.md", "", "/blog/2026/03/12/"),
    ("blog/2026/03/07/deep.md", "", "/blog/2026/03/07/deep"),
    ("blog/2026/03-08-mixed.md", "", "/blog/2026/03/08/mixed"),
    ("blog/2026-3-5-short.md", "", "/blog/2026/3/5/short"),
    ("blog/nodate.md", "date: 2026-03-09", "/blog/nodate"),
    ("blog/x/index.md", "date: 2026-03-09", "/blog/x"),
    ("blog/cat/2026-03-05-sub.md", "", "/blog/2026/03/05/cat/sub"),
    ("blog/2026-03-05-slug.md", "slug: my-slug", "/blog/my-slug"),
    ("blog/2026-03-05-slug2.md", "slug: /abs/slug", "/blog/abs/slug"),
    ("blog/2026-03-05-slug3.mdx", "slug: a/b", "/blog/a/b"),
    ("blog/2026-03-05-other-date.md", "date: 2026-05-05", "/blog/2026/03/05/other-date"),
    ("blog/2026-03-05 spaced name.md", "", "/blog/2026/03/05/%20spaced%20name"),
    ("blog/2099-03-05-future.md", "", "held: dated 2099-03-05"),  # Docusaurus shows it
    ("src/pages/about.md", "", "/about"),
    ("src/pages/sub/index.md", "", "/sub/"),
    ("src/pages/sub/p.mdx", "", "/sub/p"),
    ("src/pages/_no.md", "", None),
    ("src/pages/slug.md", "slug: /zzz", "/zzz"),
    ("README.md", "", None),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return planted(tmp_path_factory.mktemp("docusaurus"), {"docusaurus.config.js": CONFIG}, ROWS)


@pytest.mark.parametrize(("name", "head", "expected"), ROWS)
def test_a_page_stands_where_docusaurus_shows_it(
    found: dict[str, str], name: str, head: str, expected: str | None
) -> None:
    assert found.get(name) == expected


def test_routes_folders_and_slashes_are_found_where_they_are_written_plainly(tmp_path: Path) -> None:
    config = """
      trailingSlash: true,
      docs: {
        // routeBasePath: 'no',
        routeBasePath: '/',
      },
      blog: { path: './articles', routeBasePath: "news" },
    """
    rows: list[Row] = [
        ("docs/intro.md", "", "/intro/"),
        ("docs/a/index.md", "", "/a/"),
        ("articles/2026-03-05-welcome.md", "", "/news/2026/03/05/welcome/"),
        ("blog/2026-03-05-welcome.md", "", None),
    ]
    found = planted(tmp_path, {"docusaurus.config.ts": config}, rows)
    assert found == {name: expected for name, _, expected in rows if expected}


def test_of_versions_the_latest_is_narrated_and_the_next_is_a_draft(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("docs/intro.md", "", "held: draft"),
        ("versioned_docs/version-1.1/intro.md", "", "/docs/intro"),
        ("versioned_docs/version-1.0/intro.md", "", None),
    ]
    found = planted(tmp_path, {"docusaurus.config.ts": "", "versions.json": '["1.1", "1.0"]'}, rows)
    assert found == {name: expected for name, _, expected in rows if expected}
    assert told(site(tmp_path, drafts=True))["docs/intro.md"] == "/docs/next/intro"


AUTHORS = [
    ("authors: [ann, Bo]", ("Ann Lee", "Bo")),
    ("authors: ann", ("Ann Lee",)),
    ("authors:\n  - name: Cy\n    title: Writer\n  - key: ann\n    title: Guest", ("Cy", "Ann Lee")),
]


@pytest.mark.parametrize(("head", "expected"), AUTHORS)
def test_authors_are_looked_up_in_those_of_the_blog(tmp_path: Path, head: str, expected: tuple[str, ...]) -> None:
    plant(tmp_path, {"docusaurus.config.js": "", "blog/authors.yml": "ann:\n  name: Ann Lee\n  title: Editor\n"})
    plant(tmp_path, {"blog/2026-03-05-a.md": post(head)})
    assert [one.authors for one in site(tmp_path).posts] == [expected]
