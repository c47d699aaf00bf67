"""A service on loopback of which the test decides each answer."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LEAH = [{"id": "leah", "name": "Leah", "owner": "system", "state": "ready"}]
REFUSED = {"type": "error", "error": {"type": "some_error", "message": "No."}, "request_id": "req_stub"}


@dataclass
class Stub:
    """Its address, and the requests that came: method and path."""

    url: str = ""
    requests: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)  # that they carried
    bodies: list[str] = field(default_factory=list)


@contextmanager
def service(answers: Mapping[str, tuple[int, object]]) -> Iterator[Stub]:
    """Answers by method and path; what is not among them is 404 in LMNT's envelope."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            stub.bodies.append(self.rfile.read(int(self.headers.get("content-length", 0))).decode("utf-8", "replace"))
            asked = f"{self.command} {self.path}"
            stub.requests.append(asked)
            stub.keys.append(self.headers.get("x-api-key"))
            status, body = answers.get(asked, (404, REFUSED))
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("request-id", "req_stub")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = answer

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stub.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield stub
        server.shutdown()
