"""The process that holds espeak-ng and forks a worker for each order. Started by `workers.Process`, never by hand.

It has one thread and never speaks itself, so each worker starts from the same state: answers repeat to the byte, and
a crash ends one order. Started as the leader of a process group of its own, it ends the whole group, encoders too,
as soon as the server's end of the socket closes, however the server died.

    python -m render.server.forkserver FD ENGINE

Over the socket FD comes one byte for each order, with two file descriptors: a socket for the order and for "done",
and the file to write the answer to.
"""

import fcntl
import os
import signal
import socket
import sys
from contextlib import suppress

from render.server.answer import engine, write_answer
from render.server.speech import DONE, READY, Order

TIME_LIMIT = 120  # seconds for one order; the alarm ends a worker that hangs, in C code too


def main(fd: int, name: str) -> None:
    """Load the engine, then fork until the socket closes."""
    engine(name)
    # Workers vanish when they end; their result is told over their own socket.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control = socket.socket(fileno=fd)
    control.sendall(READY)
    while received := receive(control):
        job, answer = received
        if os.fork() == 0:
            control.close()
            work(job, answer)
        os.close(job)
        os.close(answer)
    os.killpg(0, signal.SIGKILL)


def receive(control: socket.socket) -> tuple[int, int] | None:
    """The next order's two file descriptors; None where the server has closed its end."""
    try:
        message, fds, _, _ = socket.recv_fds(control, 1, 2)
    except ConnectionResetError:  # closed, and nobody had read there that the engine is ready
        return None
    return (fds[0], fds[1]) if message else None


def work(job: int, answer: int) -> None:
    """One order, in a process of its own. Without "done" the server knows that it failed."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # ffmpeg is waited for
    signal.alarm(TIME_LIMIT)
    gone = suppress(BrokenPipeError)  # the client has
    with gone, socket.socket(fileno=job) as told, open(answer, "wb") as file:
        order = Order.from_bytes(all_of(told))
        _end_with(told)
        write_answer(order, file)
        told.sendall(DONE)
    os._exit(0)


def _end_with(told: socket.socket) -> None:
    """Whoever asked may go away; then its socket closes, and SIGIO ends this process on the spot."""
    fcntl.fcntl(told, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(told, fcntl.F_SETFL, fcntl.fcntl(told, fcntl.F_GETFL) | os.O_ASYNC)


def all_of(told: socket.socket) -> bytes:
    """What the server says of the order."""
    with told.makefile("rb") as stream:
        return stream.read()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
