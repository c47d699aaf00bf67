"""The addresses are those of Eleventy 3.1 for the same files."""

from pathlib import Path

import pytest
from planting import Row, plant, planted, post, site, told

SETTINGS = {
    ".eleventy.js": "module.exports = (config) => {};\n",
    ".eleventyignore": "ignored\n",
    "posts/posts.json": '{"tags": ["post"]}',
    "notes/notes.json": '{"permalink": "/n/{{ page.fileSlug }}/"}',
    "hidden/hidden.11tydata.json": '{"permalink": false}',
}
ROWS: list[Row] = [
    ("index.md", "", "/"),
    ("about.md", "", "/about/"),
    ("README.md", "", "/README/"),
    ("posts/index.md", "", "/posts/"),
    ("posts/2026-03-05-a-post.md", "", "/posts/2026-03-05-a-post/"),
    ("posts/2026-03-06-folder/index.md", "", "/posts/2026-03-06-folder/"),
    ("my/my.md", "", "/my/"),
    ("MY2/my2.md", "", "/MY2/my2/"),
    ("My Page.md", "", "/My%20Page/"),
    ("posts/x.y.md", "", "/posts/x.y/"),
    ("posts/p1.md", 'title: The Title, Here\npermalink: "/x/{{ title | slugify }}/"', "/x/the-title-here/"),
    ("posts/p2.md", 'permalink: "/y/{{ page.fileSlug }}/index.html"', "/y/p2/"),
    ("posts/2026-03-07-p2.md", 'permalink: "/y/{{ page.fileSlug }}-dated/"', "/y/p2-dated/"),
    ("posts/p3.md", "permalink: false", "held: permalink: false"),
    ("posts/p4.md", "permalink: /z/", "/z/"),
    ("posts/p5.md", "permalink: zz.html", "/zz.html"),
    (
        "posts/p6.md",
        "permalink: \"/w/{{ page.date | date: '%Y/%m/%d' }}/{{ page.fileSlug }}/\"\ndate: 2026-03-05",
        "/w/2026/03/05/p6/",
    ),
    ("posts/p7.md", "slug: other", "/posts/p7/"),
    ("posts/2026-03-08-p8.md", 'permalink: "{{ page.filePathStem }}.html"', "/posts/p8.html"),
    ("posts/p9.md", 'permalink: "/{% if x %}y{% endif %}/"', "/posts/p9/"),  # what we cannot tell: by its path
    ("notes/one.md", "", "/n/one/"),
    ("notes/deep/two.md", "", "/n/two/"),
    ("notes/three.md", "permalink: /three/", "/three/"),
    ("hidden/x.md", "", "held: permalink: false"),
    ("_includes/x.md", "", None),
    ("_data/x.md", "", None),
    ("_under.md", "", "/_under/"),
    ("ignored/x.md", "", None),
    ("posts/draft.md", "draft: true", "held: draft"),  # Eleventy does not know it, its starter blog does
    ("posts/future.md", "date: 2099-01-01", "held: dated 2099-01-01"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return planted(tmp_path_factory.mktemp("eleventy"), SETTINGS, ROWS)


@pytest.mark.parametrize(("name", "head", "expected"), ROWS)
def test_a_page_stands_where_eleventy_shows_it(
    found: dict[str, str], name: str, head: str, expected: str | None
) -> None:
    assert found.get(name) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("eleventy.config.mjs", "export default function (config) {\n  config.setInputDirectory('content');\n}\n"),
        (
            ".eleventy.js",
            "module.exports = () => ({\n  // input: 'src',\n  dir: { input: 'content', output: '_site' },\n});\n",
        ),
    ],
)
def test_the_input_folder_is_found_where_it_is_written_plainly(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, {name: text, "content/blog/first.md": post(), "content/README.md": post(), "README.md": post()})
    assert told(site(tmp_path)) == {"content/README.md": "/README/", "content/blog/first.md": "/blog/first/"}
