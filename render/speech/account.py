"""What the account's plan has left. LMNT API, `GET /v1/account`.

`usage.characters` means two things: in version 1.1 LMNT documents it as the characters that remain, in 1.0 as those
that were used. Nobody outside can tell which a service means, so both readings are kept, and nothing is decided by one.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from chunking.errors import AnswerBroken
from render.speech.connection import Connection, Small
from render.speech.wire import UNDECODABLE

ACCOUNT = "/v1/account"
BOUNDLESS = 1_000_000_000  # what a service without a limit says, where its schema wants a number: ours, for one


class Covers(StrEnum):
    """Whether a plan covers a job."""

    YES = "yes"
    MAYBE = "maybe"  # by one reading of the account, but not by the other
    NO = "no"


class _Plan(msgspec.Struct, frozen=True):
    character_limit: int | None
    type: str | None = None
    commercial_use_allowed: bool | None = None


class _Usage(msgspec.Struct, frozen=True):
    characters: int


class _Body(msgspec.Struct, frozen=True):
    plan: _Plan
    usage: _Usage


@dataclass(frozen=True, slots=True)
class Account:
    """The account, as the service describes it."""

    plan: str  # its name; empty where the service does not say
    limit: int | None  # characters of the plan; None: no limit
    characters: int  # that are left, or that were used
    commercial: bool | None = None  # whether the plan allows commercial use; None where the service does not say

    @property
    def left(self) -> tuple[int, int] | None:
        """Characters left: if the account counts what remains, and if it counts what was used. None: no limit."""
        if self.limit is None:
            return None
        return max(0, self.characters), max(0, self.limit - self.characters)

    def covers(self, characters: int) -> Covers:
        """Whether so many characters can be asked for."""
        enough = [characters <= one for one in self.left or (characters,)]
        return Covers.YES if all(enough) else Covers.MAYBE if any(enough) else Covers.NO

    def as_json(self) -> dict[str, object]:
        """The object that `account --json` prints."""
        remains, used = self.left or (None, None)
        return {
            "plan": self.plan,
            "commercial_use_allowed": self.commercial,
            "character_limit": self.limit,
            "characters": self.characters,
            "left_if_characters_remain": remains,
            "left_if_characters_were_used": used,
        }


async def asked(connection: Connection) -> Account:
    """The account of the key. Raises what `render.speech.faults` lists."""
    return await connection.asked(ACCOUNT, account_of)


def account_of(answer: Small) -> Account:
    """Raises AnswerBroken."""
    try:
        body = msgspec.json.decode(answer.body, type=_Body)
    except UNDECODABLE as error:
        raise AnswerBroken(
            f"the account is not what LMNT's API describes: {error} (request-id {answer.request_id})"
        ) from error
    limit = body.plan.character_limit
    bounded = limit if limit is not None and limit < BOUNDLESS else None
    return Account(body.plan.type or "", bounded, body.usage.characters, body.plan.commercial_use_allowed)
