from pathlib import Path

import pytest
from planting import plant, post, site, told

from chunking.errors import InputError


def names(folder: Path, **said: object) -> list[str]:
    return [one.name for one in site(folder, **said).posts]


def test_what_git_ignores_is_left_out_in_every_folder_below_too(tmp_path: Path) -> None:
    plant(tmp_path, {name: post() for name in ("a.md", "b.md", "out/c.md", "x/d.md", "x/e.md", "x/y/d.md", "z/d.md")})
    plant(tmp_path, {".gitignore": "# comment\nb.md\n/out/\n", "x/.gitignore": "d.md\n!/y/d.md\n"})
    assert names(tmp_path) == ["a.md", "x/e.md", "x/y/d.md", "z/d.md"]


def test_the_nearest_gitignore_decides(tmp_path: Path) -> None:
    plant(tmp_path, {name: post() for name in ("a.md", "keep/a.md", "keep/deep/a.md", "drop/a.md", "b.md")})
    plant(tmp_path, {".gitignore": "a.md\ndrop/\n", "keep/.gitignore": "!a.md\n", "drop/.gitignore": "!a.md\n"})
    assert names(tmp_path) == ["b.md", "keep/a.md", "keep/deep/a.md"]  # git never looks into an ignored folder


@pytest.mark.parametrize("line", ["!", "a\\", "[z-a].md", "\\", "/", "\ufeffb.md"])
def test_a_line_that_git_passes_over_is_passed_over(tmp_path: Path, line: str) -> None:
    plant(tmp_path, {"a.md": post(), "c.md": post(), ".gitignore": f"{line}\nc.md\n"})
    assert names(tmp_path) == ["a.md"]


def test_a_linked_gitignore_is_not_read_as_by_git(tmp_path: Path) -> None:
    plant(tmp_path, {"patterns": "a.md\n", "site/a.md": post()})
    (tmp_path / "site/.gitignore").symlink_to(tmp_path / "patterns")
    assert names(tmp_path / "site") == ["a.md"]


SITE = ("index.md", "posts/a.md", "posts/b.md", "posts/2025/c.md", "notes/d.md")
PATTERNS = [
    (("posts/",), (), ["posts/2025/c.md", "posts/a.md", "posts/b.md"]),
    (("posts/*.md",), (), ["posts/a.md", "posts/b.md"]),
    (("/posts/**", "!posts/b.md"), (), ["posts/2025/c.md", "posts/a.md"]),
    (("a.md", "d.md"), (), ["notes/d.md", "posts/a.md"]),
    ((), ("posts/2025/", "index.md"), ["notes/d.md", "posts/a.md", "posts/b.md"]),
    (("posts/",), ("b.md",), ["posts/2025/c.md", "posts/a.md"]),
]


@pytest.mark.parametrize(("include", "exclude", "expected"), PATTERNS)
def test_documents_are_included_and_excluded_by_patterns_as_in_gitignore(
    tmp_path: Path, include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]
) -> None:
    plant(tmp_path, {name: post() for name in SITE})
    assert names(tmp_path, include=include, exclude=exclude) == expected


@pytest.mark.parametrize("pattern", ["", "#a.md", "!", "[z-a]", "a\\", "/"])
def test_a_pattern_that_says_nothing_is_refused(tmp_path: Path, pattern: str) -> None:
    plant(tmp_path, {"a.md": post()})
    for said in ({"include": (pattern,)}, {"exclude": ("a.md", pattern)}):
        with pytest.raises(InputError, match="is no pattern"):
            site(tmp_path, **said)


def test_patterns_that_leave_nothing_are_named_as_the_reason(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": post()})
    with pytest.raises(InputError, match="change the patterns"):
        site(tmp_path, include=("b.md",))


def test_patterns_do_not_change_what_kind_of_site_it_is(tmp_path: Path) -> None:
    plant(tmp_path, {"hugo.toml": "", "content/posts/a.md": post(), "content/b.md": post(), "README.md": post()})
    assert told(site(tmp_path, exclude=("posts/",))) == {"content/b.md": "/b/"}


COSTLY = ["*a*a*a*a*a*a*b", "**/a/**/a/**/b", "x/**/**/**/y"]


@pytest.mark.parametrize("pattern", COSTLY)
def test_a_pattern_that_would_take_minutes_is_refused_wherever_it_stands(tmp_path: Path, pattern: str) -> None:
    plant(tmp_path, {"docs/" + "a" * 250 + ".md": post(), "docs/.gitignore": f"{pattern}\n"})
    with pytest.raises(InputError, match=r"docs/\.gitignore: .* too many \*"):
        site(tmp_path)
    (tmp_path / "docs/.gitignore").unlink()
    with pytest.raises(InputError, match=r"too many \*"):
        site(tmp_path, include=(pattern,))
    plant(tmp_path, {"mkdocs.yml": f"exclude_docs: |\n  {pattern}\n"})
    with pytest.raises(InputError, match=r"too many \*"):
        site(tmp_path)


@pytest.mark.parametrize("line", ["!", "a\\", "[z-a].md", "''", "#a"])
def test_a_line_that_says_nothing_in_a_generators_settings_is_passed_over(tmp_path: Path, line: str) -> None:
    plant(tmp_path, {"_config.yml": f"exclude:\n  - '{line}'\n", "mkdocs.yml": f"exclude_docs: |\n  {line}\n"})
    plant(tmp_path, {"docs/a.md": post(), "_posts/2026-03-05-a.md": post()})
    assert names(tmp_path) == ["docs/a.md"]
    assert names(tmp_path, preset="jekyll") == ["_posts/2026-03-05-a.md", "docs/a.md"]
