"""A history of fifty posts in the layout of each site generator: after each change exactly what changed is narrated.

Every run has Hugo's; `make soak` has all.
"""

import json

import pytest
from gitting import begun as history_in

MARKERS = {
    "hugo": {"hugo.toml": "title = 'A blog'\n"},
    "jekyll": {"_config.yml": "title: A blog\n"},
    "astro": {"astro.config.mjs": "export default {};\n"},
    "docusaurus": {"docusaurus.config.js": "module.exports = {};\n"},
    "mkdocs": {"mkdocs.yml": "site_name: A manual\n"},
    "eleventy": {"eleventy.config.js": "module.exports = {};\n"},
    "obsidian": {".obsidian/app.json": "{}\n"},
}
LAYOUTS = {
    "hugo": "content/posts/{name}.md",
    "jekyll": "_posts/2026-01-{day:02}-{name}.md",
    "astro": "src/content/blog/{name}.md",
    "docusaurus": "blog/2026-01-{day:02}-{name}.md",
    "mkdocs": "docs/{name}.md",
    "eleventy": "posts/{name}.md",
    "obsidian": "Notes/{name}.md",
}
POSTS = 50
ALL = [preset if preset == "hugo" else pytest.param(preset, marks=pytest.mark.soak) for preset in LAYOUTS]


def lines(n):
    return [f"This is post {n}, which is about {n * 7}.", f"Its second line of {n} is here.", f"And {n} ends so."]


class Blog:
    """The repository, and what one run after another makes of it."""

    def __init__(self, preset, folder, desk):
        self.preset, self.desk, self.history = preset, desk, history_in(folder)
        for name, text in MARKERS[preset].items():
            self.history.write(name, text)

    def name(self, n, name=None):
        return LAYOUTS[self.preset].format(name=name or f"post-{n:02}", day=n % 28 + 1)

    def write(self, n, said, name=None, head=""):
        """A post; its title stands in its head and is said first."""
        self.history.write(self.name(n, name), f"---\ntitle: Post {n}\n{head}---\n\n" + "\n\n".join(said) + "\n")

    def run(self):
        """What happened to which document, what was asked for, and how many characters."""
        report = self.desk.narrate(self.history.url)
        changes = {(str(one.state), one.document) for one in report.changes.documents if str(one.state) != "unchanged"}
        return changes, {one.name for one in report.made if one.spent.requests}, report.spent.characters

    def records(self):
        found = json.loads((self.desk.out / "manifest.json").read_text("utf-8"))
        return found["site"], {one["source"]: one for one in found["documents"]}


@pytest.fixture(params=ALL)
def blog(request, tmp_path, desk, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    blog = Blog(request.param, tmp_path / "blog", desk)
    for n in range(POSTS):
        blog.write(n, lines(n))
    blog.history.commit(date="2026-03-01T00:00:00+00:00")
    return blog


def test_each_change_of_a_history_is_narrated_exactly(blog):
    for step in (begun, added_and_edited, renamed, removed, held_and_published, merged, pushed_with_force):
        step(blog)


def begun(blog):
    changes, asked, characters = blog.run()
    names = {blog.name(n) for n in range(POSTS)}
    assert changes == {("new", name) for name in names}
    assert asked == names
    assert characters == sum(len("\n\n".join([f"Post {n}.", *lines(n)])) for n in range(POSTS))
    site, documents = blog.records()
    assert (site, len(documents), len({one["permalink"] for one in documents.values()})) == (blog.preset, POSTS, POSTS)
    assert blog.run() == (set(), set(), 0)


def added_and_edited(blog):
    history = blog.history
    blog.write(60, ["An added post."])
    history.commit("add")
    added = len("Post 60.\n\nAn added post.")
    assert blog.run() == ({("new", blog.name(60))}, {blog.name(60)}, added)

    blog.write(7, [*lines(7)[:2], "Its end is another now."])
    history.commit("edit")
    assert blog.run() == ({("changed", blog.name(7))}, {blog.name(7)}, len("Its end is another now."))


def renamed(blog):
    history = blog.history
    folder = blog.records()[1][blog.name(8)]["folder"]
    history.git("mv", blog.name(8), blog.name(8, "quite-another-name"))
    history.commit("rename")
    assert blog.run() == ({("moved", blog.name(8, "quite-another-name"))}, set(), 0)
    assert blog.records()[1][blog.name(8, "quite-another-name")]["folder"] == folder


def removed(blog):
    history = blog.history
    history.git("rm", "--quiet", blog.name(9))
    history.commit("delete")
    assert blog.run() == ({("removed", blog.name(9))}, set(), 0)


def held_and_published(blog):
    history = blog.history
    blog.write(10, lines(10), head="draft: true\n")
    history.commit("draft")
    assert blog.run() == ({("removed", blog.name(10))}, set(), 0)
    assert blog.records()[1][blog.name(10)]["reason"] == "draft"

    blog.write(61, ["A post of the future."], head="date: 2099-01-01\n")
    history.commit("future")
    assert blog.run() == (set(), set(), 0)

    blog.write(10, lines(10))
    history.commit("published")
    assert blog.run()[1:] == (set(), 0)
    assert blog.records()[1][blog.name(10)]["state"] == "made"


def merged(blog):
    history = blog.history
    history.git("tag", "before")
    history.git("checkout", "--quiet", "-b", "side")
    blog.write(62, ["A post of a branch."])
    history.commit("on the side")
    assert blog.run()[0] == {("new", blog.name(62))}, "a work tree's HEAD is its main branch for who clones it"
    history.git("checkout", "--quiet", "main")
    blog.write(11, [*lines(11), "One line more."])
    history.commit("on main")
    history.git("merge", "--quiet", "--no-ff", "-m", "merge", "side")
    changes, _, characters = blog.run()
    assert (changes, characters) == ({("changed", blog.name(11))}, len("One line more."))


def pushed_with_force(blog):
    history = blog.history
    history.git("reset", "--quiet", "--hard", "before")
    blog.write(12, [*lines(12), "Written after the history."])
    history.commit("force-push")
    changes, asked, characters = blog.run()
    assert changes == {("changed", blog.name(11)), ("changed", blog.name(12)), ("removed", blog.name(62))}
    assert (asked, characters) == ({blog.name(12)}, len("Written after the history."))
