from pathlib import Path

import pytest
from planting import plant, post, site, told

from chunking.errors import InputError
from chunking.sites import PRESETS

SITES = [
    ("hugo", {"hugo.yaml": "", "content/a.md": post()}),
    ("hugo", {"config/_default/config.toml": "", "content/a.md": post()}),
    ("hugo", {"config.toml": "", "archetypes/default.md": "", "content/a.md": post()}),
    ("hugo", {"config.toml": "", "content/a.md": post(), "themes/x/theme.toml": ""}),
    ("jekyll", {"_config.yml": "title: x", "index.md": post()}),
    ("jekyll", {"_posts/2026-03-05-a.md": post()}),
    ("astro", {"astro.config.mjs": "", "src/pages/a.md": post()}),
    ("docusaurus", {"docusaurus.config.ts": "", "docs/a.md": post()}),
    ("mkdocs", {"mkdocs.yml": "site_name: x", "docs/a.md": post()}),
    ("eleventy", {"eleventy.config.js": "", "a.md": post()}),
    ("obsidian", {".obsidian/app.json": "{}", "a.md": post()}),
    ("plain", {"a.md": post()}),
    ("plain", {"config.toml": "", "content/a.md": post()}),  # Zola's, or no site's at all
    ("plain", {"_config.yml": "", "source/_posts/a.md": post()}),  # Hexo's
    ("plain", {"_config.yml": "", "_toc.yml": "", "a.md": post()}),  # a Jupyter Book's
    ("hugo", {"hugo.toml": "", ".obsidian/app.json": "{}", "content/a.md": post()}),  # written with Obsidian
    ("plain", {"astro.config.mjs": "", "posts/a.md": post()}),  # its pages are where only its program knows
]


@pytest.mark.parametrize(("preset", "files"), SITES)
def test_a_site_is_known_by_its_files(tmp_path: Path, preset: str, files: dict[str, str]) -> None:
    assert site(plant(tmp_path, files)).preset == preset


def test_every_preset_is_found_by_some_files() -> None:
    assert {preset for preset, _ in SITES} == set(PRESETS)


def test_a_preset_that_is_named_is_taken_whatever_is_there(tmp_path: Path) -> None:
    plant(tmp_path, {"hugo.toml": "", "content/My Note.md": post(), "README.md": post()})
    assert told(site(tmp_path, preset="plain")) == {"README.md": "/", "content/My Note.md": "/content/My%20Note/"}
    assert told(site(tmp_path, preset="obsidian")) == {"README.md": "/README", "content/My Note.md": "/content/My+Note"}


def test_a_preset_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no preset 'Hogu'.*auto, hugo"):
        site(plant(tmp_path, {"a.md": post()}), preset="Hogu")


def test_a_named_preset_without_pages_is_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rules of the preset hugo"):
        site(plant(tmp_path, {"a.md": post()}), preset="hugo")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "title = "),
        ("hugo.json", "{"),
        ("mkdocs.yml", "site_name: [x"),
        ("_config.yml", "a: b: c"),
        ("_config.yml", "[" * 30_000),
        ("_config.yml", "a: 2026-02-30"),
        ("_config.yml", "\0"),
        ("_config.yml", "a: \xff"),
    ],
)
def test_settings_of_a_generator_that_cannot_be_read_are_named(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, {"docs/a.md": post(), "content/a.md": post(), "_posts/2026-03-05-a.md": post()})
    (tmp_path / name).write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError, match=name):
        site(tmp_path)
    assert len(site(tmp_path, preset="plain").posts) == 3


def test_settings_that_lie_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    plant(tmp_path, {"secret.yml": "permalink: /secret/:title\n", "site/_posts/2026-03-05-a.md": post()})
    (tmp_path / "site/_config.yml").symlink_to(tmp_path / "secret.yml")
    assert told(site(tmp_path / "site")) == {"_posts/2026-03-05-a.md": "/2026/03/05/a.html"}
