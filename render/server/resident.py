"""The process that keeps an engine and speaks one order after another. Started by `workers`, never by hand.

For an engine that is slow to load and must not be forked (piper). Answers repeat to the byte since the engine keeps no
state. A crash ends the order that is being spoken; the next one starts another process. Like the fork server it leads
a process group of its own and ends it, encoders too, as soon as the server's end of the socket closes.

    python -m render.server.resident FD ENGINE

Over the socket FD come the same messages as to `render.server.forkserver`.
"""

import contextlib
import os
import queue
import signal
import socket
import sys
import threading

from chunking.errors import ReadcastError
from render.server.answer import engine, write_answer
from render.server.forkserver import all_of, receive
from render.server.formats import Hear, Pcm
from render.server.speech import DONE, READY, SPEAKING, Engine, Order, SpokenWord
from render.server.voices import Voice

TIME_LIMIT = 900  # seconds for one order; the alarm ends an engine that hangs, in C code too


def main(fd: int, name: str) -> None:
    """Load the engine, then speak until the socket closes."""
    control = socket.socket(fileno=fd)
    orders: queue.SimpleQueue[tuple[int, int]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(control, orders), daemon=True).start()
    speaker = engine(name)
    control.sendall(READY)
    while True:
        work(speaker, *orders.get())


def _listen(control: socket.socket, orders: "queue.SimpleQueue[tuple[int, int]]") -> None:
    while received := receive(control):
        orders.put(received)
    os.killpg(0, signal.SIGKILL)


def work(speaker: Engine, job: int, answer: int) -> None:
    """One order. Without "done" the server knows that it failed."""
    signal.alarm(TIME_LIMIT)
    with socket.socket(fileno=job) as told:
        try:
            with open(answer, "wb") as file:
                write_answer(Order.from_bytes(all_of(told)), file, Awaited(speaker, told))
            told.sendall(DONE)
        except (ReadcastError, OSError) as error:
            # Mostly nobody waits any more: the answer's pipe and the encoder that writes to it are broken, and so is
            # the socket. Then there is nobody to be told either.
            with contextlib.suppress(OSError):
                told.sendall(SPEAKING)
                sys.stderr.write(f"{error}\n")
    signal.alarm(0)


class Awaited:
    """An engine that stops as soon as nobody waits for it any more: between two sentences."""

    def __init__(self, speaker: Engine, told: socket.socket) -> None:
        self._speaker, self._told = speaker, told
        self.rate = speaker.rate

    def speak(self, text: str, voice: Voice, language: str, hear: Hear) -> tuple[SpokenWord, ...]:
        """Raises ConnectionAbortedError."""

        def heard(pcm: Pcm) -> None:
            try:
                self._told.sendall(SPEAKING)
            except OSError as error:
                raise ConnectionAbortedError("nobody waits for the answer any more") from error
            hear(pcm)

        return self._speaker.speak(text, voice, language, heard)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
