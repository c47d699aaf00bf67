"""A server that speaks S3, on loopback, in this process. It tells what it was asked, and fails where it is told to."""

import json
import logging
import os
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import s3fs
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

BUCKET = "readcast"
REFUSED = b'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'


@dataclass
class ObjectStore:
    """The server, and a client of it that knows nothing of readcast."""

    port: int = 0
    requests: list[str] = field(default_factory=list)  # such as `PUT readcast/abc/manifest.json`, `LIST readcast`
    refuses: Callable[[str], bool] = field(default=lambda _: False)  # is told of each request before it is done
    _app: Any = field(default_factory=lambda: DomainDispatcherApplication(create_backend_app))

    def __post_init__(self) -> None:
        self.start()
        self.port = self._server.port

    def start(self) -> None:
        """At the same port as before, with the same objects."""
        self._server = make_server("127.0.0.1", self.port, self._answer, threaded=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        listing = "list-type" in environ.get("QUERY_STRING", "")
        asked = f"{'LIST' if listing else environ['REQUEST_METHOD']} {environ['PATH_INFO'].strip('/')}"
        self.requests.append(asked)
        if self.refuses(asked):
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start("403 Forbidden", [("Content-Type", "application/xml"), ("Content-Length", str(len(REFUSED)))])
            return [REFUSED]
        return self._app(environ, start)

    @contextmanager
    def refusing(self, asked: Callable[[str], bool]) -> Iterator[None]:
        """For the block those requests are answered with 403, which no client asks again."""
        self.refuses = asked
        yield
        self.refuses = lambda _: False

    @contextmanager
    def heard(self) -> Iterator[list[str]]:
        """The requests that came during the block, when it has ended."""
        begun, found = len(self.requests), list[str]()
        yield found
        found += self.requests[begun:]

    def url(self) -> str:
        """A place of the caller's own."""
        return f"s3://{BUCKET}/{uuid.uuid4().hex}"

    @cached_property
    def client(self) -> s3fs.S3FileSystem:
        return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)

    def files(self, url: str) -> dict[str, bytes]:
        """Every object below a URL."""
        root = url.removeprefix("s3://")
        return {path.removeprefix(f"{root}/"): self.client.cat_file(path) for path in self.client.find(root)}

    def head(self, url: str) -> Mapping[str, Any]:
        """What S3 says of one object."""
        bucket, _, key = url.removeprefix("s3://").partition("/")
        return self.client.call_s3("head_object", Bucket=bucket, Key=key)

    def manifest(self, url: str) -> dict[str, Any]:
        return json.loads(self.files(url)["manifest.json"])


def environment(port: int) -> dict[str, str]:
    """What any client of S3 needs. One attempt, since nothing here fails by chance."""
    keys = {name: "test" for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    return keys | {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # it would tell of each request
    server = ObjectStore()
    kept = {name: os.environ.get(name) for name in environment(0)}
    os.environ.update(environment(server.port))
    server.client.mkdir(BUCKET)
    yield server
    server.stop()
    for name, value in kept.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


def puts(requests: Sequence[str]) -> list[str]:
    """The names of the files that were put, in their order."""
    return [asked.rpartition("/")[2] for asked in requests if asked.startswith("PUT ")]
