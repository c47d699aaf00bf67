"""The plan, and the characters that were spoken on it."""

from dataclasses import dataclass

from render.server.envelope import ApiError
from render.server.state import State

UNLIMITED = 1_000_000_000  # LMNT's schema wants a number where there is no limit


@dataclass(frozen=True, slots=True)
class Account:
    """Counts against `limit`: characters of the plan, so that a user can rehearse using it up; None for no limit."""

    state: State
    limit: int | None = None

    @property
    def used(self) -> int:
        """Characters spoken so far, in all runs of the server on this state."""
        (characters,) = self.state.database.execute("select characters from usage").fetchone()
        return int(characters)

    @property
    def remaining(self) -> int:
        return max(0, (self.limit or UNLIMITED) - self.used)

    def charge(self, characters: int) -> None:
        """Counts them at once, so that no two requests share the last ones. Raises ApiError, 402."""
        limit = UNLIMITED**2 if self.limit is None else self.limit
        charged = self.state.database.execute(
            "update usage set characters = characters + ? where characters + ? <= ?", (characters, characters, limit)
        )
        if not charged.rowcount:
            raise ApiError(
                402, f"The plan has {self.remaining} of {self.limit} characters left; this text has {characters}."
            )

    def refund(self, characters: int) -> None:
        """For a text that could not be spoken."""
        self.state.database.execute("update usage set characters = characters - ?", (characters,))
