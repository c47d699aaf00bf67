"""What a plan has to tell beside the requests: what was not understood, what is left out, languages, the lexicon."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.bill import Bill, bill_of
from flows.changes import Changes, changes_of
from flows.jobs import Job
from flows.lexicon_use import LexiconChange, change, unused
from flows.report import Outlook
from flows.sources import Run
from flows.wording import counted, some, unused_entries


@dataclass(frozen=True, slots=True)
class UnknownAt:
    """A construct of a source that its reader does not know: its text is read, its markup dropped."""

    what: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What people should know before they narrate."""

    languages: Mapping[str, int]  # paragraphs, by the language whose rules of speech hold
    left_out: Mapping[str, int]  # parts of the sources, by the reason
    unknown: Sequence[UnknownAt]
    lexicon_unused: Sequence[str]  # the entries' written forms
    lexicon_change: LexiconChange | None  # None: it is that of the last run, or there was none
    bill: Bill
    changes: Changes | None  # of a collection

    def as_json(self) -> dict[str, object]:
        """Its part of what `plan --json` prints."""
        nothing = LexiconChange(0, 0, ())
        return (
            {
                "languages": dict(self.languages),
                "left_out": dict(self.left_out),
                "unknown": [{"what": one.what, "file": one.file, "line": one.line} for one in self.unknown],
                "lexicon_unused": list(self.lexicon_unused),
                "lexicon_changed": (self.lexicon_change or nothing).as_json(),
            }
            | (self.changes or Changes()).as_json()
            | self.bill.as_json()
        )

    def lines(self) -> Iterator[str]:
        """The same for people, one sentence each."""
        if self.languages:
            spoken = [f"{language} ({counted(number, 'paragraph')})" for language, number in self.languages.items()]
            yield f"Language: {', '.join(spoken)}."
        if self.left_out:
            reasons = [f"{reason} {number:,}" for reason, number in self.left_out.items()]
            yield f"Left out: {counted(sum(self.left_out.values()), 'part')} ({', '.join(reasons)})."
        if self.unknown:
            places = [f"{one.what} ({one.file}:{one.line})" for one in self.unknown]
            text = "its text is" if len(places) == 1 else "their text is"
            yield f"Unknown: {counted(len(places), 'construct')}, only {text} read: {some(places)}."
        if self.lexicon_change is not None:
            yield from _of_change(self.lexicon_change)
        if self.lexicon_unused:
            yield unused_entries(self.lexicon_unused)
        yield from self.changes.lines() if self.changes else ()
        yield from self.bill.lines()


def found_in(run: Run, plan: Outlook) -> Findings:
    """Looks through a plan. Raises InputError where a manifest's record of the lexicon is damaged."""
    chapters = [(job, one.chapter) for job in plan.jobs for one in job.chapters]
    languages = Counter(
        one.treatment.language or job.document.language for job, chapter in chapters for one in chapter.paragraphs
    )
    left_out = Counter(one.reason for _, chapter in chapters for one in chapter.left_out)
    return Findings(
        dict(languages.most_common()),
        dict(left_out.most_common()),
        tuple(one for job in plan.jobs for one in _unknown(job)),
        unused(run, plan),
        change(run, plan),
        bill_of(run, plan),
        changes_of(run, plan) if run.collection else None,
    )


def _unknown(job: Job) -> Iterator[UnknownAt]:
    for one in job.document.unknown:
        place = job.document.text.place(one.offset)
        yield UnknownAt(one.what, place.file or job.name, place.line)


def _of_change(found: LexiconChange) -> Iterator[str]:
    if not found.paragraphs:
        yield "The lexicon has changed since the last run; nothing is asked for again because of it."
        return
    yield (
        f"The lexicon has changed since the last run: {counted(found.paragraphs, 'paragraph')} "
        f"({counted(found.characters, 'character')}) {'is' if found.paragraphs == 1 else 'are'} asked for again "
        "because of it."
    )
    yield f"Changed by {some([f'{written!r} ({number:,})' for written, number in found.entries])}."
