"""`python -m flows.up.child prefect …`: Prefect's command, which ends with whoever started it, however that ends.

Its standard input is a pipe that nobody writes to. When the other end is gone, so is the parent.
"""

import os
import runpy
import signal
import sys
import threading

from flows.up.processes import end_runs


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    end_runs(os.getpid())
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
