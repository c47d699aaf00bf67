"""The addresses are those of Hugo 0.168 for the same files."""

from pathlib import Path

import pytest
from planting import Row, plant, planted, post, site, told

CONFIG = """
baseURL = "https://example.org/sub/"
[permalinks.page]
posts = "/:year/:month/:slug/"
notes = "/n/:filename"
x = "/x/:sections/:weekday/:yearday/:monthname/:title"
news = "/:sections[1:]/:slugorcontentbasename/"
"""
ROWS: list[Row] = [
    ("content/_index.md", "", "/"),
    ("content/about.md", "title: About Us", "/about/"),
    ("content/contact/index.md", "", "/contact/"),
    ("content/contact/more.md", "", None),  # a resource of the bundle
    ("content/contact/sub/more.md", "", None),
    ("content/blog/_index.md", "", "/blog/"),
    ("content/blog/First Post.md", "", "/blog/first-post/"),
    ("content/blog/Ünïcode & Co.md", "", "/blog/%C3%BCn%C3%AFcode--co/"),
    ("content/blog/a_b.c,d(e)+f'g!h@i~j#k.md", "", "/blog/a_b.cde+fgh@i~j%23k/"),
    ("content/blog/slugged.md", "slug: My Other Slug", "/blog/my-other-slug/"),
    ("content/blog/slug2.md", "slug: Fünf/Sechs.x", "/blog/f%C3%BCnf/sechs.x/"),
    ("content/blog/slug3.md", "slug: ../../x", "/x/"),
    ("content/blog/url1.md", "url: /custom/Path/", "/custom/Path/"),
    ("content/blog/url2.md", "url: custom2/no-slash", "/custom2/no-slash/"),
    ("content/blog/url3.md", "url: /custom3.html", "/custom3.html"),
    ("content/blog/url4.md", "url: /a b/ü/", "/a%20b/%C3%BC/"),
    ("content/blog/url5.md", "url: /../../esc/\nslug: q", "/esc/"),
    ("content/blog/url6.md", "url: /:year/:slug/\nslug: q\ndate: 2026-03-05T10:00:00Z", "/2026/q/"),
    ("content/blog/2026-01-01-dated.md", "date: 2026-03-05T10:00:00Z", "/blog/2026-01-01-dated/"),
    ("content/blog/draft.md", "draft: true", "held: draft"),
    ("content/blog/future.md", "date: 2099-01-01", "held: dated 2099-01-01"),
    ("content/blog/future2.md", "publishDate: 2099-01-01", "held: dated 2099-01-01"),
    ("content/blog/future3.md", "date: 2099-01-01\npublishDate: 2020-01-01", "/blog/future3/"),
    ("content/blog/expired.md", "expiryDate: 2020-01-01", "held: expired"),
    ("content/blog/headless/index.md", "headless: true", "held: headless: true"),
    ("content/blog/never.md", "build:\n  render: never", "held: render: never"),
    ("content/blog/list.md", "build:\n  list: never", "/blog/list/"),
    ("content/blog/README.md", "", "/blog/readme/"),
    ("content/blog/page.markdown", "", "/blog/page/"),
    ("content/blog/_under.md", "", "/blog/_under/"),
    ("content/blog/deep/er/post.md", "", "/blog/deep/er/post/"),
    ("content/posts/one.md", "title: The Title Of One\ndate: 2026-03-05T10:00:00Z", "/2026/03/the-title-of-one/"),
    ("content/posts/two.md", "slug: Zwei Drei\ndate: 2026-01-01T01:00:00+05:00", "/2026/01/zwei-drei/"),
    (
        "content/posts/2025/three.md",
        'title: "Three\'s a Crowd: Really?"\ndate: 2026-03-05',
        "/2026/03/threes-a-crowd-really/",
    ),
    ("content/posts/bundle/index.md", "title: Bundle\ndate: 2026-03-05", "/2026/03/bundle/"),
    ("content/posts/_index.md", "", "/posts/"),
    ("content/notes/Some Note.md", "", "/n/some-note/"),
    ("content/notes/bund/index.md", "", "/n/bund/"),
    ("content/news/x/y/2026-01-01-z.md", "", "/2026-01-01-z/"),  # neither x nor y is a section
    ("content/x/y/z.md", "title: Title X\ndate: 2026-03-05", "/x/x/y/4/64/march/title-x/"),
    ("content/x/y/_index.md", "", "/x/y/"),
    ("content/multi.de.md", "", "/multi.de/"),
    ("archetypes/default.md", "draft: true", None),
    ("themes/plain/README.md", "", None),
    ("README.md", "", None),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return planted(tmp_path_factory.mktemp("hugo"), {"hugo.toml": CONFIG}, ROWS)


@pytest.mark.parametrize(("name", "head", "expected"), ROWS)
def test_a_page_stands_where_hugo_shows_it(found: dict[str, str], name: str, head: str, expected: str | None) -> None:
    assert found.get(name) == expected


LANGUAGES = """
defaultContentLanguage: en
languages:
  en: {weight: 1}
  de: {weight: 2}
frontmatter: {date: [":filename", ":default"]}
permalinks:
  posts: /:year/:month/:title
"""
TRANSLATED: list[Row] = [
    ("content/multi.de.md", "", "/de/multi/"),
    ("content/multi.md", "", "/multi/"),
    ("content/multi.fr.md", "", "/multi.fr/"),
    ("content/a/bund/index.de.md", "", "/de/a/bund/"),
    ("content/a/bund/index.md", "", "/a/bund/"),
    ("content/a/_index.de.md", "", "/de/a/"),
    ("content/posts/2026-02-03-file-date.md", "title: Has Title", "/2026/02/has-title/"),
    ("content/posts/no-slash.md", "title: No slash\ndate: 2026-03-05", "/2026/03/no-slash/"),
    ("content/b/2026-02-03-file-date.md", "", "/b/file-date/"),
    ("content/b/2026-02-03-bund/index.md", "", "/b/bund/"),
    ("content/b/2026-02-05_under.md", "", "/b/under/"),
    ("content/b/2099-02-03-future.md", "", "held: dated 2099-02-03"),
]


def test_languages_and_dates_in_names_count_where_the_settings_say_so(tmp_path: Path) -> None:
    found = planted(tmp_path, {"hugo.yaml": LANGUAGES}, TRANSLATED)
    assert found == {name: expected for name, _, expected in TRANSLATED}


def test_a_language_may_have_a_folder_of_its_own(tmp_path: Path) -> None:
    config = '[languages.en]\ncontentDir = "content/en"\n[languages.de]\ncontentDir = "content/de"\n'
    rows: list[Row] = [
        ("content/en/Multi One.md", "", "/multi-one/"),
        ("content/de/Bund/index.md", "", "/de/bund/"),
        ("content/de/url.md", "url: /u/x", "/u/x/"),
    ]
    assert planted(tmp_path, {"hugo.toml": config}, rows) == {name: expected for name, _, expected in rows}


def test_settings_of_the_whole_site_are_kept(tmp_path: Path) -> None:
    config = 'contentDir = "articles"\nuglyURLs = true\ndisablePathToLower = true\nbuildDrafts = true\n'
    rows: list[Row] = [
        ("articles/Multi One.md", "", "/Multi-One.html"),
        ("articles/Bund/index.md", "", "/Bund.html"),
        ("articles/Sec/_index.md", "", "/Sec/"),
        ("articles/Sec/Post A.md", "", "/Sec/Post-A.html"),
        ("articles/Sec/b.md", "slug: Slug B", "/Sec/Slug-B.html"),
        ("articles/Sec/d.md", "draft: true", "/Sec/d.html"),
    ]
    found = planted(tmp_path, {"config.toml": config, "archetypes/default.md": ""}, rows)
    assert found == {name: expected for name, _, expected in rows}


def test_accents_are_left_out_where_the_settings_say_so(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("content/Été/áéíñóú ß.md", "", "/ete/aeinou-%C3%9F/"),
        ("content/Été/b.md", "slug: Crème", "/ete/creme/"),
    ]
    found = planted(tmp_path, {"hugo.toml": "removePathAccents = true\n"}, rows)
    assert found == {name: expected for name, _, expected in rows}


def test_settings_may_lie_in_a_folder_of_parts(tmp_path: Path) -> None:
    plant(
        tmp_path, {"config/_default/hugo.toml": "", "config/_default/permalinks.toml": '[page]\nposts = "/p/:slug"\n'}
    )
    plant(tmp_path, {"content/posts/a.md": post("title: A B")})
    assert told(site(tmp_path)) == {"content/posts/a.md": "/p/a-b/"}


def test_toml_and_json_are_front_matter_too(tmp_path: Path) -> None:
    plant(
        tmp_path, {"hugo.toml": "", "content/a.md": "+++\ndraft = true\n+++\nA\n", "content/b.md": '{"slug": "c"}\nB\n'}
    )
    assert told(site(tmp_path)) == {"content/a.md": "held: draft", "content/b.md": "/c/"}
