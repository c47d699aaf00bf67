"""readcast, in a process that ends as by kill -9 just before one of its steps on the disk.

    python dying.py WHERE NTH narrate …

dies before the NTH step that concerns a path with WHERE in it.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from flows import cli

STEPS = ("open", "fsync", "replace", "rename", "link", "unlink", "mkdir", "write")


class Death:
    """Comes after so many steps."""

    def __init__(self, where: str, nth: int) -> None:
        self.where, self.left = where, nth

    def before(self, step: Callable[..., Any]) -> Callable[..., Any]:
        """The step, unless death comes first. A step on an open file has no path, and counts where WHERE is empty."""

        def stepped(*given: Any, **named: Any) -> Any:
            paths = [os.fspath(one) for one in given if isinstance(one, str | os.PathLike)]
            self.left -= any(self.where in path for path in paths) or not self.where
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*given, **named)

        return stepped


if __name__ == "__main__":
    death = Death(sys.argv[1], int(sys.argv[2]))
    for name in STEPS:
        setattr(os, name, death.before(getattr(os, name)))
    sys.argv[1:] = sys.argv[3:]
    cli.main()
