"""The order of each kind of book: files, titles of chapters and of parts, and what is told of the whole."""

import time
from pathlib import Path

import pytest

from chunking.errors import InputError
from chunking.policy import MAX_BYTES
from chunking.sources import is_book
from chunking.sources.books import KINDS
from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Order

Listed = list[tuple[str, str] | tuple[str, str, list[str]]]  # file, title, titles of parts above it


def planted(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def order(kind: str, folder: Path) -> Order | None:
    return KINDS[kind](Folder(folder, MAX_BYTES))


def found(kind: str, folder: Path, files: dict[str, str]) -> Listed:
    """What the order of these files is; the titles of parts stand where the order file says."""
    listed = order(kind, planted(folder, files))
    assert listed is not None
    for chapter in listed.chapters:
        for part in chapter.parts:
            assert part.title.split()[0] in listed.text[part.start : part.end]
    return [
        (one.name, one.title, [part.title for part in one.parts]) if one.parts else (one.name, one.title)
        for one in listed.chapters
    ]


SUMMARIES: dict[str, tuple[str, Listed]] = {
    "prefix, numbered, nested and suffix chapters": (
        "# Summary\n\n[Intro](i.md)\n\n- [One](1.md)\n  - [A](1/a.md)\n\t- [B](1/b.md)\n1. [Two](2.md)\n\n[End](e.md)",
        [
            ("i.md", "Intro"),
            ("1.md", "One"),
            ("1/a.md", "A"),
            ("1/b.md", "B"),
            ("2.md", "Two"),
            ("e.md", "End"),
        ],
    ),
    "titles of parts": (
        "# Summary\n\n# Part *One*\n\n- [A](a.md)\n\n---\n\n## Part Two ##\n# And more\n- [B](b.md)\n# Nothing below\n",
        [("a.md", "A", ["Part One"]), ("b.md", "B", ["Part Two", "And more"])],
    ),
    "the first heading is the summary's own": ("# My book\n- [A](a.md)\n", [("a.md", "A")]),
    "drafts, addresses and comments": (
        "- [Draft]()\n- [Site](https://example.org)\n<!-- - [Gone](gone.md)\n- [Gone](gone.md) -->\n- [A](./a.md)\n",
        [("a.md", "A")],
    ),
    "a file listed twice, by its anchors": ("- [A](a.md)\n- [B](a.md#b)\n", [("a.md", "A")]),
    "titles with markup": (
        "- [The `main` \\[file\\], **bold** and [x]](<a b.md>)\n- [snake_case _it_](c(1).md)\n",
        [("a b.md", "The main [file], bold and [x]"), ("c(1).md", "snake_case it")],
    ),
    "escaped characters of a path": ("- [A](a%20b.md)\n- [É](%C3%A9.md)\n", [("a b.md", "A"), ("é.md", "É")]),
}


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_summary_is_read_as_mdbook_reads_it(tmp_path: Path, name: str) -> None:
    text, expected = SUMMARIES[name]
    assert found("mdBook", tmp_path, {"SUMMARY.md": text}) == expected


def test_book_toml_says_where_the_summary_is_and_what_the_book_is_called(tmp_path: Path) -> None:
    settings = '[book]\ntitle = "T"\nauthors = ["A", "B"]\nlanguage = "en"\nsrc = "text"\n[output.html]\n'
    files = {"book.toml": settings, "text/SUMMARY.md": "- [A](a.md)", "src/SUMMARY.md": "- [B](b.md)"}
    assert found("mdBook", tmp_path, files) == [("text/a.md", "A")]
    listed = order("mdBook", tmp_path)
    assert listed is not None
    assert dict(listed.front) == {"title": "T", "author": ["A", "B"], "language": "en"}


MKDOCS = """\
site_name: The Ferry
site_author: Ann Oar
theme:
  name: material
  language: de
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      slugify: !!python/object/apply:os.system ["touch executed"]
  - x: !ENV [HOME, none]
nav:
  - index.md
  - First: first.md
  - 'The Boat':
    - boat/cook.md
    - Deep:
        - Engine: boat/engine.md
  - Site: https://example.org/
  - Empty:
  - Last: boat/../last.md#end
"""


def test_a_nav_gives_order_titles_and_parts(tmp_path: Path) -> None:
    assert found("MkDocs", tmp_path, {"mkdocs.yml": MKDOCS}) == [
        ("docs/index.md", ""),
        ("docs/first.md", "First"),
        ("docs/boat/cook.md", "", ["The Boat"]),
        ("docs/boat/engine.md", "Engine", ["Deep"]),
        ("docs/last.md", "Last"),
    ]


def test_mkdocs_tells_title_author_and_language(tmp_path: Path) -> None:
    planted(tmp_path, {"mkdocs.yml": MKDOCS})
    listed = order("MkDocs", tmp_path)
    assert listed is not None
    assert dict(listed.front) == {"title": "The Ferry", "author": "Ann Oar", "language": "de"}


def test_tags_of_yaml_do_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    order("MkDocs", planted(tmp_path, {"mkdocs.yml": MKDOCS}))
    assert not (tmp_path / "executed").exists()


def test_the_folder_of_the_documents_can_be_another(tmp_path: Path) -> None:
    files = {"mkdocs.yaml": "docs_dir: text\nnav: [a.md, {B: b.md}]\n"}
    assert found("MkDocs", tmp_path, files) == [("text/a.md", ""), ("text/b.md", "B")]


@pytest.mark.parametrize("text", ["site_name: x\n", "nav:\n", "nav: []\n", "nav: text\n", "- a\n", "\n# nothing\n"])
def test_a_site_without_a_nav_is_no_book(tmp_path: Path, text: str) -> None:
    assert order("MkDocs", planted(tmp_path, {"mkdocs.yml": text})) is None


BOOKDOWN: dict[str, tuple[dict[str, str], Listed]] = {
    "a list of files": (
        {"_bookdown.yml": 'book_filename: x\nrmd_files: ["index.Rmd", "b.Rmd", "a.md"]\n'},
        [("index.Rmd", ""), ("b.Rmd", ""), ("a.md", "")],
    ),
    "a list for each format": (
        {"_bookdown.yml": "rmd_files:\n  html: [index.Rmd, b.Rmd]\n  latex: [c.Rmd]\n"},
        [("index.Rmd", ""), ("b.Rmd", "")],
    ),
    "files by name, the index first": (
        {
            "_bookdown.yml": "delete_merged_file: true\n",
            "02-b.Rmd": "x",
            "01-a.Rmd": "x",
            "index.Rmd": "x",
            "_c.Rmd": "x",
        },
        [("index.Rmd", ""), ("01-a.Rmd", ""), ("02-b.Rmd", "")],
    ),
}


@pytest.mark.parametrize("name", BOOKDOWN)
def test_a_bookdown_project_has_an_order(tmp_path: Path, name: str) -> None:
    files, expected = BOOKDOWN[name]
    assert found("Bookdown", tmp_path, files) == expected


def test_the_index_of_a_bookdown_project_tells_of_the_book(tmp_path: Path) -> None:
    index = "---\ntitle: The Ferry\nauthor: Ann Oar\nlang: de\nsite: bookdown::bookdown_site\n---\nx"
    listed = order("Bookdown", planted(tmp_path, {"_bookdown.yml": "rmd_files: [index.Rmd]", "index.Rmd": index}))
    assert listed is not None
    assert dict(listed.front) == {"title": "The Ferry", "author": "Ann Oar", "language": "de"}


QUARTO = """\
project:
  type: book
lang: en
book:
  title: "The Ferry"
  author:
    - name: Ann Oar
    - Ben
  chapters:
    - index.qmd
    - part: The Boat
      chapters:
        - cook.qmd
        - text: The Engine
          href: engine.md
    - part: sea.qmd
      chapters: [flat.qmd]
    - notebook.ipynb
  appendices:
    - end.qmd
"""


def test_a_quarto_book_has_chapters_parts_and_appendices(tmp_path: Path) -> None:
    assert found("Quarto", tmp_path, {"_quarto.yml": QUARTO}) == [
        ("index.qmd", ""),
        ("cook.qmd", "", ["The Boat"]),
        ("engine.md", "The Engine"),
        ("sea.qmd", ""),
        ("flat.qmd", ""),
        ("notebook.ipynb", ""),
        ("end.qmd", ""),
    ]
    listed = order("Quarto", tmp_path)
    assert listed is not None
    assert dict(listed.front) == {"title": "The Ferry", "author": ["Ben", "Ann Oar"], "language": "en"}


def test_a_quarto_site_is_no_book(tmp_path: Path) -> None:
    assert order("Quarto", planted(tmp_path, {"_quarto.yml": "website:\n  title: x\n"})) is None


@pytest.mark.parametrize("home", ["", "manuscript/"])
def test_a_leanpub_manuscript_lists_a_file_on_each_line(tmp_path: Path, home: str) -> None:
    text = (
        "frontmatter:\npreface.txt\n\nmainmatter:\n# later\nchapter one.md\ncover.png\n{sample: true}\nb/end.markdown\n"
    )
    expected = [(f"{home}{name}", "") for name in ("preface.txt", "chapter one.md", "b/end.markdown")]
    assert found("Leanpub", tmp_path, {f"{home}Book.txt": text}) == expected


def test_a_text_that_is_called_book_is_no_list(tmp_path: Path) -> None:
    assert order("Leanpub", planted(tmp_path, {"Book.txt": "It leaves at six.\nThe cook sings.\n"})) is None


NUMBERED = {
    "numbers before names": (
        ["01-intro.md", "2_the_cook.md", "10 End.md"],
        ["01-intro.md", "2_the_cook.md", "10 End.md"],
    ),
    "the word chapter": (
        ["chapter-10.md", "Chapter 9.markdown", "ch2.md"],
        ["ch2.md", "Chapter 9.markdown", "chapter-10.md"],
    ),
    "numbers alone": (["2.md", "1.mdx"], ["1.mdx", "2.md"]),
    "four digits": (["0002-b.md", "0001-a.md"], ["0001-a.md", "0002-b.md"]),
    "files beside": (["1-a.md", "2-b.md", "README.md", "index.md", "notes.txt", "x/LICENSE.md"], ["1-a.md", "2-b.md"]),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_numbered_files_are_a_book(tmp_path: Path, name: str) -> None:
    files, expected = NUMBERED[name]
    assert found("numbered files", tmp_path, dict.fromkeys(files, "x")) == [(one, "") for one in expected]


@pytest.mark.parametrize(
    "files",
    [
        ["1-a.md"],
        ["1-a.md", "b.md"],
        ["1-a.md", "1-b.md"],
        ["2026-03-05-a.md", "2026-03-06-b.md"],
        ["2025-a.md", "2026-b.md"],
        ["1-a.md", "2-b.md", "more/c.md"],
        ["1st.md", "2nd.md"],
        ["1-a.txt", "2-b.txt"],
        ["README.md", "index.md"],
    ],
)
def test_files_that_do_not_count_are_no_book(tmp_path: Path, files: list[str]) -> None:
    assert not is_book(planted(tmp_path, dict.fromkeys(files, "x")))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("mkdocs.yml", "nav:\n  - a: b: c\n", "mkdocs.yml, line 2: is not valid YAML"),
        ("mkdocs.yml", "nav: &a\n  - *b\n", "mkdocs.yml, line 2: is not valid YAML"),
        ("mkdocs.yml", "nav: " + "[" * 100_000, "mkdocs.yml: is not valid YAML"),
        ("mkdocs.yml", "nav: " + "[{a: " * 60 + "x.md" + "}]" * 60, "mkdocs.yml: lists are nested too deeply"),
        ("mkdocs.yml", "nav: &a [x.md, {T: *a}]\n", "mkdocs.yml: lists are nested too deeply"),
        ("mkdocs.yml", "nav:\n" + "- a.md\n" * 10_001, "more than 10,000 entries"),
        ("mkdocs.yml", "x" * 1_000_001, "1,000,001 characters are too many"),
        (
            "_quarto.yml",
            "book: &a\n  chapters:\n    - *a\n    - chapters: *a\n",
            "_quarto.yml: lists are nested too deeply",
        ),
        ("_bookdown.yml", "rmd_files: [\n", "_bookdown.yml, line 2: is not valid YAML"),
        ("book.toml", "[book\n", "book.toml: is not valid TOML"),
    ],
)
def test_an_order_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    begun = time.process_time()
    with pytest.raises(InputError, match=message):
        is_book(planted(tmp_path, {name: text}))
    assert time.process_time() - begun < 10


def test_aliases_that_multiply_are_refused_in_time(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x.md]"] + [f"a{n}: &a{n} [{', '.join([f'{{T: *a{n - 1}}}'] * 9)}]" for n in range(1, 20)]
    with pytest.raises(InputError, match="more than 10,000"):
        is_book(planted(tmp_path, {"mkdocs.yml": "\n".join(lines) + "\nnav: *a19\n"}))


@pytest.mark.parametrize("row", ["[" * 100_000, "- [" + "[a]" * 100_000, "- [a](" + "(" * 100_000, "#" + " " * 100_000])
def test_a_summary_of_anything_is_read_in_time(tmp_path: Path, row: str) -> None:
    begun = time.process_time()
    order("mdBook", planted(tmp_path, {"SUMMARY.md": row + "x\n- [A](a.md)\n"}))
    assert time.process_time() - begun < 2
