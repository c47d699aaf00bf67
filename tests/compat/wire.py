"""A client in its own process, spoken to over its standard input and output."""

import base64
import json
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environments import Environment

DRIVERS = Path(__file__).parent / "drivers"
PATIENCE = 30  # seconds for one call
REQUEST_ID = re.compile(r"req_[A-Za-z2-9]{22}")
Fields = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What came of a call."""

    fields: Fields

    @property
    def value(self) -> Any:
        """The model that the client made of the answer."""
        assert self.error is None, self.error
        return self.fields["value"]

    @property
    def audio(self) -> bytes:
        assert self.error is None, self.error
        return base64.b64decode(self.fields["audio"])

    @property
    def partly(self) -> bytes:
        """The audio that had come before the error."""
        return base64.b64decode(self.fields["audio"])

    @property
    def error(self) -> Fields | None:
        """None, or what was raised: class, bases, status, type, request_id, message, body."""
        return self.fields.get("error")

    @property
    def raised(self) -> Fields:
        assert self.error is not None, f"no error, but {str(self.fields)[:300]}"
        return self.error

    @property
    def request_id(self) -> str | None:
        assert self.error is None, self.error
        return self.fields["request_id"]

    @property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.fields["headers"].items()}

    @property
    def seconds(self) -> float:
        return self.fields["seconds"]

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]


@dataclass(frozen=True)
class Heard:
    """A session from beginning to end."""

    fields: Fields

    @property
    def messages(self) -> list[Fields]:
        assert "messages" in self.fields, self.fields
        return self.fields["messages"]

    @property
    def kinds(self) -> list[str]:
        """The messages' types in their order, several pieces of audio in a row as one."""
        kinds = [message["type"] for message in self.messages]
        return [kind for before, kind in zip([None, *kinds], kinds, strict=False) if (kind, before) != ("audio",) * 2]

    def of(self, kind: str) -> list[Fields]:
        return [message for message in self.messages if message["type"] == kind]

    @property
    def audio(self) -> bytes:
        return b"".join(self.pieces)

    @property
    def pieces(self) -> list[bytes]:
        return [base64.b64decode(message["audio"]) for message in self.of("audio")]

    def timestamps(self, kind: str = "timestamps", name: str = "timestamps") -> list[list[Fields]]:
        """Of each chunk."""
        return [message[name] for message in self.of(kind) if message.get(name)]

    def before(self, kind: str) -> "Heard":
        """Up to the first message of this type."""
        kinds = [message["type"] for message in self.messages]
        return Heard({**self.fields, "messages": self.messages[: kinds.index(kind)]})

    def after(self, kind: str) -> "Heard":
        """From behind the first message of this type."""
        kinds = [message["type"] for message in self.messages]
        return Heard({**self.fields, "messages": self.messages[kinds.index(kind) + 1 :]})


@dataclass
class Wire:
    """A running driver."""

    process: "subprocess.Popen[str]"
    errors: Path

    def ask(self, command: Fields) -> Fields:
        """One command, and its outcome. Fails where none comes in time."""
        assert self.process.stdin and self.process.stdout
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.start()
        try:
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            watch.cancel()
        assert line, f"the client ended without an outcome:\n{self.errors.read_text('utf-8')[-4000:]}"
        return json.loads(line)


@contextmanager
def wired(client: str, driver: str, **env: str) -> Iterator[Wire]:
    """A driver in the client's environment, and in no other: nothing of this process's settings reaches it."""
    environment = Environment(client)
    command = [environment.interpreter(), str(DRIVERS / driver)]
    with tempfile.TemporaryDirectory() as home:
        errors = Path(home) / "errors"
        clean = {"PATH": os.environ["PATH"], "HOME": home, "NO_PROXY": "127.0.0.1", "PYTHONUNBUFFERED": "1", **env}
        with (
            errors.open("wb") as stderr,
            subprocess.Popen(
                command,
                cwd=environment.folder,
                env=clean,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            ) as process,
        ):
            try:
                yield Wire(process, errors)
            finally:
                process.kill()


@dataclass(frozen=True)
class Client:
    """One of LMNT's clients, of one kind (sync, async), for one server."""

    wire: Wire
    name: str
    kind: str
    settings: Fields = field(default_factory=dict)

    @property
    def is_node(self) -> bool:
        return "node" in self.name

    def at(self, url: str | None, **settings: object) -> "Client":
        """The same client for another server, key, patience or number of tries. None: the one it knows."""
        more = {**settings, **({"base_url": url} if url else {})}
        return Client(self.wire, self.name, self.kind, {**self.settings, **more})

    def call(self, method: str, *args: object, mode: str = "", **options: object) -> Outcome:
        """A method of the client by its Python name."""
        command = {"kind": self.kind, "client": self.settings, "mode": mode}
        return Outcome(self.wire.ask({**command, "call": method, "args": args, "options": options}))

    def at_once(self, copies: int, method: str, **options: object) -> list[Outcome]:
        """The same call so many times in parallel; not for a sync client."""
        command = {"kind": self.kind, "client": self.settings, "mode": "", "call": method, "args": []}
        found = self.wire.ask({**command, "options": options, "copies": copies})
        return [Outcome(fields) for fields in found["outcomes"]]

    def session(self, *script: object, **options: object) -> Heard:
        """A session to its end: each step of the script is a list of an action and its arguments, or its name."""
        steps = [[step] if isinstance(step, str) else step for step in script]
        command = {"client": self.settings, "call": "session", "options": {"voice": "leah", **options}}
        return Heard(self.wire.ask({**command, "script": steps}))
