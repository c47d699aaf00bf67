"""Lets a process find host names at other addresses, as a hosts file would: `name=address:port`, from COMPAT_HOSTS."""

import os
import socket

_found = socket.getaddrinfo
_elsewhere = dict(entry.split("=") for entry in os.environ.get("COMPAT_HOSTS", "").split())


def _getaddrinfo(host, port, *args, **kwargs):
    name = host.decode() if isinstance(host, bytes) else host
    if name in _elsewhere:
        host, port = _elsewhere[name].split(":")
    return _found(host, port, *args, **kwargs)


socket.getaddrinfo = _getaddrinfo
