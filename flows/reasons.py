"""Why a paragraph has to be asked for: found by comparing it with what the last manifest says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from chunking.document import Chapter, Paragraph
from flows.jobs import Job, order_of, prepared
from flows.lexicon_use import former_lexicon
from flows.matching import partners
from flows.sources import Run
from manifests.ledger import Reason
from manifests.model import Manifest, ParagraphRecord
from render.speech.delivery import take_key

Place = tuple[int, int]  # a chapter's number, and a paragraph's index in it


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for one paragraph."""

    reason: Reason
    detail: str = ""  # what exactly has changed
    replaces: str = ""  # the key of the take that it had before


NEW = Why(Reason.NEW)


def reasons_of(run: Run, job: Job) -> Mapping[Place, Why]:
    """The reason for each paragraph of the document that would be asked for now. Where none is given: new."""
    if job.previous is None:
        return {}
    comparison = _Comparison(job, job.previous, _former_keys(run, job))
    return dict(comparison.all(job.document.chapters, forced=run.options.force))


def asked_for(run: Run, job: Job) -> Iterator[tuple[Paragraph, Why]]:
    """Each paragraph that the run asks for, and the reason."""
    if not any(chapter.plan.chunks for chapter in job.chapters):
        return
    reasons = reasons_of(run, job)
    unknown = Why(Reason.FORCED) if run.options.force else NEW
    for chapter in job.chapters:
        for chunk in chapter.plan.chunks:
            for place, paragraph in zip(chunk.places, chunk.paragraphs, strict=True):
                yield paragraph, reasons.get((chunk.chapter, place), unknown)


def _former_keys(run: Run, job: Job) -> frozenset[str]:
    """The takes that the document as it is now would have with the lexicon of the last run."""
    lexicon = former_lexicon(job.previous, job.settings.policy.lexicon)
    if lexicon is None:
        return frozenset()
    source = next(one for one in run.sources if one.folder == job.folder)
    former = prepared(source, replace(order_of(run), lexicon=lexicon, known=lambda _: True))
    return frozenset(key for chapter in former.chapters for key in chapter.plan.keys)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A document as it is, and as it was."""

    job: Job
    manifest: Manifest
    former_keys: frozenset[str]

    def all(self, chapters: tuple[Chapter, ...], *, forced: bool) -> Iterator[tuple[Place, Why]]:
        now = [(one.number, place, paragraph) for one in chapters for place, paragraph in enumerate(one.paragraphs)]
        before = list(chain.from_iterable(one.paragraphs for one in self.manifest.chapters))
        found = partners([one.written for _, _, one in now], [one.written for one in before])
        for (number, place, paragraph), partner in zip(now, found, strict=True):
            record = before[partner] if partner is not None else None
            why = self._why(paragraph, record)
            yield (number, place), replace(why, reason=Reason.FORCED, detail="") if forced else why

    def _why(self, paragraph: Paragraph, record: ParagraphRecord | None) -> Why:
        if record is None:
            return NEW
        key = take_key(paragraph.spoken, self.job.delivery.treated(paragraph.treatment))
        if record.take == key:
            return Why(Reason.DAMAGED, replaces=key)
        reason, detail = self._change(paragraph, record)
        return Why(reason, detail, record.take)

    def _change(self, paragraph: Paragraph, record: ParagraphRecord) -> tuple[Reason, str]:
        if record.written != paragraph.written:
            return Reason.TEXT, ""
        if voice := self._other_voice(paragraph, record):
            return Reason.VOICE, voice
        if settings := self._other_settings(paragraph, record):
            return Reason.SETTINGS, settings
        return (Reason.LEXICON, "") if record.take in self.former_keys else (Reason.SETTINGS, "how it is read")

    def _other_voice(self, paragraph: Paragraph, record: ParagraphRecord) -> str:
        """Who spoke and who speaks, where these are not the same."""
        then, delivery = self.manifest.delivery, self.job.delivery.treated(paragraph.treatment)
        before = record.voice or then.voice
        if before != delivery.voice:
            return f"{before} → {delivery.voice}"
        own = bool(record.voice)  # then another engine than the document's may have spoken, which is not recorded
        return "" if own or then.service == delivery.service else f"{then.service} → {delivery.service}"

    def _other_settings(self, paragraph: Paragraph, record: ParagraphRecord) -> str:
        then, now = self.manifest.delivery, self.job.delivery.treated(paragraph.treatment)
        before = then.model_dump() | {"language": record.language or then.language}
        names = ("model", "language", "temperature", "top_p", "api_version")
        changed = [name for name in names if before[name] != getattr(now, name)]
        return ", ".join(f"{name} {before[name]} → {getattr(now, name)}" for name in changed)
