"""The addresses are those of Astro 5 for the same files, with a route as its starter blog has."""

from pathlib import Path

import pytest
from planting import Row, plant, planted, post, site, told

ROUTE = {"astro.config.mjs": "export default {};\n", "src/pages/blog/[...slug].astro": ""}
ROWS: list[Row] = [
    ("src/pages/index.md", "", "/"),
    ("src/pages/about.md", "", "/about/"),
    ("src/pages/Sub Dir/My Page.md", "", "/Sub%20Dir/My%20Page/"),
    ("src/pages/sub/index.md", "", "/sub/"),
    ("src/pages/_hidden.md", "", None),
    ("src/pages/_hidden/x.md", "", None),
    ("src/content/blog/first-post.md", "pubDate: Jul 08 2022", "/blog/first-post/"),
    ("src/content/blog/Second Post & More.mdx", "", "/blog/second-post--more/"),
    ("src/content/blog/folder/index.md", "", "/blog/folder/"),
    ("src/content/blog/Folder B/Post C.md", "", "/blog/folder-b/post-c/"),
    ("src/content/blog/slugged.md", "slug: my/Slug", "/blog/my/Slug/"),
    ("src/content/blog/2026-03-05-dated.md", "", "/blog/2026-03-05-dated/"),
    ("src/content/blog/ünï_x.y.md", "", "/blog/%C3%BCn%C3%AF_xy/"),
    ("src/content/blog/draft.md", "draft: true", "held: draft"),
    ("src/content/blog/future.md", "pubDate: 2099-01-01", "held: dated 2099-01-01"),
    ("src/content/blog/_no.md", "", None),
    ("README.md", "", None),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return planted(tmp_path_factory.mktemp("astro"), ROUTE, ROWS)


@pytest.mark.parametrize(("name", "head", "expected"), ROWS)
def test_a_page_stands_where_astro_shows_it(found: dict[str, str], name: str, head: str, expected: str | None) -> None:
    assert found.get(name) == expected


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("src/pages/posts/[...slug]/index.astro", "/posts/a-post/"),
        ("src/pages/[slug].astro", "/a-post/"),
        ("src/pages/rss.xml.js", "/blog/a-post/"),
    ],
)
def test_a_collection_stands_where_its_route_is(tmp_path: Path, route: str, expected: str) -> None:
    plant(tmp_path, {"astro.config.ts": "", route: "", "src/content/blog/A Post.md": post()})
    assert told(site(tmp_path)) == {"src/content/blog/A Post.md": expected}


def test_the_documents_of_starlight_stand_at_the_root(tmp_path: Path) -> None:
    plant(tmp_path, {"astro.config.mjs": "import starlight from '@astrojs/starlight';\n"})
    plant(tmp_path, {"src/content/docs/index.mdx": post(), "src/content/docs/guides/One.md": post()})
    assert set(told(site(tmp_path)).values()) == {"/", "/guides/one/"}
