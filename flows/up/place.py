"""Where the server of `readcast up` listens."""

import os
import socket
from dataclasses import dataclass

from chunking.errors import InputError

_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # all addresses of a machine, and the one that it reaches itself by


@dataclass(frozen=True, slots=True)
class Place:
    """An address of this machine and a port."""

    host: str
    port: int

    @property
    def page(self) -> str:
        """As it is reached from this machine."""
        host = _ANY.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def api(self) -> str:
        return f"{self.page}/api"

    @property
    def is_open(self) -> bool:
        """Whether other machines reach it."""
        return _ANY.get(self.host, self.host) not in ("127.0.0.1", "::1", "localhost") or self.host in _ANY

    def check_free(self) -> None:
        """Raises InputError where nothing can listen there."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            socket.create_server((self.host, self.port), family=family).close()
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
            raise InputError(
                f"{self.host} port {self.port} cannot be used: {reason}. Choose another: --port."
            ) from error
