"""`readcast why`: in one sentence each, why paragraphs were asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from chunking.errors import InputError
from flows.wording import counted
from manifests import files, ledger
from manifests.ledger import Asked, Attempt, Reason
from manifests.model import Manifest

_REASONS: Mapping[Reason, tuple[str, str]] = MappingProxyType(
    {
        Reason.NEW: ("it is new", "they are new"),
        Reason.TEXT: ("its text changed", "their texts changed"),
        Reason.VOICE: ("the voice changed", "the voice changed"),
        Reason.SETTINGS: ("the settings changed", "the settings changed"),
        Reason.LEXICON: ("the lexicon changed", "the lexicon changed"),
        Reason.DAMAGED: ("its take was damaged or gone", "their takes were damaged or gone"),
        Reason.FORCED: ("--force was given", "--force was given"),
        Reason.REDO: ("it was to be made again", "they were to be made again"),
        Reason.DOUBTFUL: ("the answer before was in doubt", "the answers before were in doubt"),
    }
)
_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "unused": "nothing of the answer could be used",
        "refused": "the service refused",
        "broken": "the answer could not be used",
        ledger.OPEN_ENDED: "sent, and no answer is known",
        "unreached": "the service was not reached",
        "cancelled": "cancelled when it was under way",
    }
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What one attempt asked for and why: some neighbours in one chapter, for one reason."""

    attempt: Attempt
    paragraphs: Sequence[Asked]

    @property
    def place(self) -> str:
        chapter, first, last = self.attempt.sent.chapter, self.paragraphs[0].number, self.paragraphs[-1].number
        return f"{chapter}.{first}" if first == last else f"{chapter}.{first} to {chapter}.{last}"

    @property
    def reason(self) -> str:
        first = self.paragraphs[0]
        said = _REASONS[first.reason][len(self.paragraphs) > 1]
        return f"{said} ({first.detail})" if first.detail else said

    @property
    def characters(self) -> int:
        return sum(one.characters for one in self.paragraphs)

    @property
    def outcome(self) -> str:
        done = self.attempt.done
        kept = len({one.number for one in self.paragraphs} & {*(done.kept if done else ())})
        if self.attempt.outcome == "kept":
            return "kept" if kept == len(self.paragraphs) else f"{kept} of {len(self.paragraphs)} kept"
        said = _OUTCOMES.get(self.attempt.outcome, self.attempt.outcome)
        return f"{said} ({done.status})" if done and done.status else said

    def sentence(self) -> str:
        again = f", attempt {self.attempt.sent.attempt}" if self.attempt.sent.attempt > 1 else ""
        was = "was" if len(self.paragraphs) == 1 else "were"
        count = counted(self.characters, "character")
        return f"{self.place} {was} asked for because {self.reason}: {count}{again}, {self.outcome}."

    def as_json(self) -> dict[str, object]:
        sent, done, first = self.attempt.sent, self.attempt.done, self.paragraphs[0]
        return {
            **{"at": sent.at, "run": sent.run, "document": sent.document, "chapter": sent.chapter},
            "paragraphs": [one.number for one in self.paragraphs],
            **{"reason": str(first.reason), "detail": first.detail, "characters": self.characters},
            **{"attempt": sent.attempt, "outcome": self.attempt.outcome, "service": sent.service, "voice": sent.voice},
            **{"request_id": done.request_id if done else "", "seconds": done.seconds if done else None},
        }


@dataclass(frozen=True, slots=True)
class Explained:
    """Sentences, in the order in which things were asked for."""

    answers: Sequence[Answered]
    nothing: str  # what is said where there is none
    dated: bool = False
    named: bool = False  # with the document, where there are several

    def lines(self) -> Iterator[str]:
        for one in self.answers:
            sent = one.attempt.sent
            date = f"{sent.at[:16].replace('T', ' ')} UTC: " if self.dated else ""
            yield f"{date}{f'{sent.document}: ' if self.named else ''}{one.sentence()}"
        if not self.answers:
            yield self.nothing

    def as_json(self) -> dict[str, object]:
        return {"asked": [one.as_json() for one in self.answers]}


def last_run(out: Path) -> Explained:
    """Of a document's folder or a collection's. Raises InputError where nothing was narrated."""
    folders = [out] if isinstance(_known(out), Manifest) or (out / ledger.NAME).exists() else sorted(_inside(out))
    attempts = [one for folder in folders for one in ledger.read(folder).attempts]
    last = max(((one.sent.at, one.sent.run) for one in attempts), default=("", ""))[1]
    answers = [part for one in attempts if one.sent.run == last for part in _parts(one)]
    return Explained(answers, "Nothing was ever asked for here.", named=len(folders) > 1)


def story(out: Path, paragraph: str) -> Explained:
    """All that was ever asked for a paragraph, also when it had another text. Raises InputError."""
    chapter, number = _place(paragraph)
    attempts = ledger.read(out).attempts
    keys = _history(_key(out, chapter, number, attempts), attempts)
    answers = [Answered(attempt, [one]) for attempt in attempts for one in attempt.sent.paragraphs if one.take in keys]
    return Explained(answers, f"{paragraph} was never asked for here: its take was in the store already.", dated=True)


def _known(out: Path) -> object:
    found = files.load(out)
    if found is None and not (out / ledger.NAME).exists() and not any(_inside(out)):
        raise InputError(
            f"{out} has no manifest.json and no ledger. Name a folder that `readcast narrate` has written."
        )
    return found


def _inside(out: Path) -> Iterator[Path]:
    yield from (path.parent for path in out.glob(f"*/{ledger.NAME}") if path.parent.name != "sample")


def _parts(attempt: Attempt) -> Iterator[Answered]:
    for _, group in groupby(attempt.sent.paragraphs, lambda one: (one.reason, one.detail)):
        yield Answered(attempt, list(group))


def _place(paragraph: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})\.(\d{1,6})", paragraph.strip())
    if not found:
        raise InputError(f"a paragraph is named as 3.12, the 12th of chapter 3, not '{paragraph}'.")
    return int(found[1]), int(found[2])


def _key(out: Path, chapter: int, number: int, attempts: Sequence[Attempt]) -> str:
    """Of the take that the paragraph has now; of a run without an end, of the one that it asked for."""
    found = _known(out)
    if found is not None and not isinstance(found, Manifest):
        raise InputError(f"{out} holds a collection; name the folder of the document in it.")
    for record in found.chapters if found else ():
        if record.number == chapter and number <= len(record.paragraphs):
            return record.paragraphs[number - 1].take
    asked = [
        one.take
        for sent in attempts
        if sent.sent.chapter == chapter
        for one in sent.sent.paragraphs
        if one.number == number
    ]
    if not asked:
        raise InputError(f"there is no paragraph {chapter}.{number} in {out}.")
    return asked[-1]


def _history(key: str, attempts: Sequence[Attempt]) -> set[str]:
    """The key and those that it came to replace, one after the other."""
    replaced: dict[str, set[str]] = {}
    for one in (one for attempt in attempts for one in attempt.sent.paragraphs):
        replaced.setdefault(one.take, set()).update({one.replaces} - {""})
    found, new = set[str](), {key}
    while new:
        found |= new
        new = {before for one in new for before in replaced.get(one, ())} - found
    return found
