"""The account: shown to the user, and asked before anything is spent."""

from collections.abc import Iterator
from dataclasses import dataclass

from chunking.errors import CreditExhausted, ServiceRefused, ServiceUnreachable, SpeechError
from flows.connecting import line_to, named
from flows.report import Outlook
from flows.reporter import Reporter
from flows.sources import Run
from flows.wording import counted
from render.speech import account
from render.speech.account import Account, Covers
from render.speech.connection import Connection
from render.speech.retry import Patience
from render.speech.service import Service

BRIEF = Patience(attempts=2, seconds=20)  # without an account a run goes on all the same


@dataclass(frozen=True, slots=True)
class Shown:
    """What `readcast account` shows."""

    service: str
    account: Account

    def lines(self) -> Iterator[str]:
        found = self.account
        yield f"service     {self.service}"
        yield f"plan        {found.plan or 'the service does not say'}{_COMMERCIAL[found.commercial]}"
        yield f"limit       {'none' if found.limit is None else counted(found.limit, 'character')}"
        yield f"characters  {found.characters:,}"
        if found.left is not None:
            yield f"left        {_readings(found)}"

    def as_json(self) -> dict[str, object]:
        return {"service": self.service} | self.account.as_json()


_COMMERCIAL = {None: "", True: ", commercial use allowed", False: ", no commercial use"}


async def shown(speech: str | None) -> Shown:
    """The account of the key. Raises what `render.speech.faults` lists."""
    service = named(speech)
    async with line_to(service) as connection:
        return Shown(service.name, await account.asked(connection))


@dataclass(frozen=True, slots=True)
class Means:
    """What a plan found out of the account: the account, or why there is none."""

    account: Account | None = None
    trouble: SpeechError | None = None  # why it could not be read
    characters: int = 0  # that the job asks for

    def lines(self) -> Iterator[str]:
        """What the user should know of it before a run; nothing where nobody can know."""
        if self.account is not None and self.account.left is not None:
            yield told(self.account, self.characters)
        elif self.trouble is not None and not isinstance(self.trouble, ServiceUnreachable | ServiceRefused):
            yield _unread(self.trouble)

    def judge(self) -> None:
        """Raises ServiceRefused where the key was refused: the run would end there too."""
        if isinstance(self.trouble, ServiceRefused):
            raise self.trouble

    def as_json(self) -> dict[str, object] | None:
        if self.account is None:
            return None
        return self.account.as_json() | {"covers": str(self.account.covers(self.characters))}


async def means_for(run: Run, plan: Outlook) -> Means:
    """What the account has for what a run would ask for. Raises nothing: a plan is shown all the same."""
    if not plan.requests or run.service.engine is not None:
        return Means()
    try:
        return Means(await _asked(run.service, Patience(attempts=1)), None, plan.characters)
    except SpeechError as error:
        return Means(None, error)


async def check(run: Run, plan: Outlook, reporter: Reporter) -> None:
    """Before the first request: whether the plan covers it.

    Raises CreditExhausted where by both readings of the account it does not, unless the user said to go on, and
    ServiceRefused where the key is refused. Where one reading allows it, or nothing can be read, it warns.
    """
    if not plan.requests or run.service.engine is not None:
        return  # nothing is asked for, or by a server of our own, which has no limit
    try:
        found = await _asked(run.service, BRIEF)
    except ServiceRefused:
        raise
    except SpeechError as error:
        reporter.warned(_unread(error))
        return
    covers = found.covers(plan.characters)
    if covers is Covers.NO and not (run.options.over_plan or run.options.force):
        raise CreditExhausted(
            f"{told(found, plan.characters)} Nothing was asked for. Choose fewer --chapters, extend the plan, or go on "
            "with --over-plan, if the plan bills what goes beyond it."
        )
    if covers is not Covers.YES:
        reporter.warned(told(found, plan.characters))


def told(found: Account, characters: int) -> str:
    """Whether the plan covers a job, and by which reading of the account."""
    said = {
        Covers.YES: "The account's plan covers this",
        Covers.MAYBE: "The account's plan may not cover this",
        Covers.NO: "The account's plan does not cover this",
    }[found.covers(characters)]
    return f"{said}: {counted(characters, 'character')} to be asked for, {_readings(found)}."


def _readings(found: Account) -> str:
    remain, used = found.left or (0, 0)
    return (
        f"{remain:,} left if the account's number {found.characters:,} means characters that remain (LMNT's API 1.1), "
        f"{used:,} if it means characters used (1.0)"
    )


def _unread(error: SpeechError) -> str:
    return f"The account cannot be read, so nobody knows whether the plan covers this: {error}"


async def _asked(service: Service, patience: Patience) -> Account:
    async with Connection(service, jobs=1, patience=patience) as connection:
        return await account.asked(connection)
