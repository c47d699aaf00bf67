"""How a flow runs its steps: by calling them, or as Prefect task runs. The flow's body is the same."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Protocol, TypeVar

T = TypeVar("T")
Step = Callable[[], Awaitable[T]]  # a step carries its own data, so nothing of it reaches Prefect's database


class Steps(Protocol):
    """Runs steps."""

    async def run(self, kind: str, name: str, step: Step[T]) -> T:
        """What `step` returns. `kind` is speak or assemble, `name` says which."""
        ...

    def limited(self, jobs: int) -> AbstractAsyncContextManager[int]:
        """How many of so many requests the run may have under way at once in the block."""
        ...


class Direct:
    """Calls each step and nothing else."""

    async def run(self, kind: str, name: str, step: Step[T]) -> T:
        return await step()

    def limited(self, jobs: int) -> AbstractAsyncContextManager[int]:
        return nullcontext(jobs)
