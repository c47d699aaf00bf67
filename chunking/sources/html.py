"""Not written yet."""

from chunking.document import Reading
from chunking.errors import InputError
from chunking.policy import Policy


def read(data: bytes, policy: Policy) -> Reading:
    raise InputError("not written yet")
