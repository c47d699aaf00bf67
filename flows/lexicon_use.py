"""Which entries of the lexicon are used, what a manifest keeps of them, and what a change of the lexicon costs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from chunking.document import Document, Paragraph
from chunking.lexicon import NOTHING, Lexicon, LexiconEntry, entry_of
from flows.jobs import Job, order_of, prepared
from flows.report import Outlook
from flows.sources import Run
from manifests.model import EntryRecord, LexiconRecord, Manifest
from render.speech.delivery import digest


@dataclass(frozen=True, slots=True)
class LexiconChange:
    """What is asked for only because the lexicon is another than in the last run."""

    paragraphs: int
    characters: int  # of their spoken forms
    entries: tuple[tuple[str, int], ...]  # written form of each new, changed or removed one, and paragraphs with it

    def as_json(self) -> dict[str, object]:
        entries = [{"written": written, "paragraphs": number} for written, number in self.entries]
        return {"paragraphs": self.paragraphs, "characters": self.characters, "entries": entries}


@dataclass(frozen=True, slots=True)
class _Whole:
    """One paragraph of the source, in all the parts that it is spoken in."""

    parts: list[Paragraph]
    asked: list[Paragraph]  # the parts that the run asks for
    rules: set[str]


def unused(run: Run, plan: Outlook) -> tuple[str, ...]:
    """The written forms of the entries that no document has a use for. A sample does not tell."""
    if run.options.sample_seconds:
        return ()
    used = {name for job in plan.jobs for name in _rules(job.document)}
    used |= {entry.rule for made in plan.unchanged for entry in _recorded_entries(made.manifest)}
    return tuple(entry.written for entry in run.settings.policy.lexicon.entries if entry.rule not in used)


def recorded(job: Job) -> LexiconRecord | None:
    """What the manifest of a run keeps. After a run of some chapters the others still have the lexicon of before."""
    lexicon = job.settings.policy.lexicon
    if job.previous is not None and len(job.chapters) < len(job.document.chapters):
        return job.previous.settings.lexicon
    if not lexicon.entries:
        return None
    names = _rules(job.document)
    used = [entry for entry in lexicon.entries if entry.rule in names]
    return LexiconRecord(sha256=lexicon_sha256(lexicon), used=tuple(EntryRecord(**_fields(entry)) for entry in used))


def change(run: Run, plan: Outlook) -> LexiconChange | None:
    """What the run would not ask for if the lexicon had stayed as the manifests tell; None where it has stayed.

    Found by planning once more with the lexicons of the last run, so it is exact.
    """
    lexicon = run.settings.policy.lexicon
    sources = {source.folder: source for source in run.sources}
    order = order_of(run)
    changed, paragraphs, entries = False, list[Paragraph](), Counter[str]()
    for job in plan.jobs:
        before = former_lexicon(job.previous, lexicon)
        if before is None:
            order.claimed.update(_asked_keys(job))
            continue
        former = prepared(sources[job.folder], replace(order, lexicon=before))
        changed = True
        names = {entry.rule: entry.written for entry in {*before.entries} ^ {*lexicon.entries}}
        for now, then in _bought_again(job, former):
            paragraphs += now.asked
            entries.update(names[name] for name in (now.rules | then.rules) if name in names)
    if not changed:
        return None
    return LexiconChange(len(paragraphs), sum(len(one.spoken) for one in paragraphs), tuple(entries.most_common()))


def former_lexicon(manifest: Manifest | None, lexicon: Lexicon) -> Lexicon | None:
    """The entries that the last run used, where its lexicon was another one. Raises InputError for a damaged one."""
    if manifest is None:
        return None
    record = manifest.settings.lexicon
    if record is None:
        return NOTHING if lexicon.entries else None
    if record.sha256 == lexicon_sha256(lexicon):
        return None
    return Lexicon(tuple(_recorded_entries(manifest)))


def _recorded_entries(manifest: Manifest) -> Iterator[LexiconEntry]:
    """The entries that the document used."""
    used = manifest.settings.lexicon.used if manifest.settings.lexicon else ()
    return (entry_of(one.model_dump(), "the manifest's lexicon") for one in used)


def _bought_again(job: Job, former: Job) -> Iterator[tuple[_Whole, _Whole]]:
    """The paragraphs that are asked for now and were not with the former lexicon, and what they were then."""
    then: defaultdict[object, list[_Whole]] = defaultdict(list)
    for whole in _wholes(former):
        then[_identity(whole)].append(whole)
    for now in _wholes(job):
        found = then[_identity(now)]
        before = found.pop(0) if found else None
        if now.asked and before is not None and not before.asked:
            yield now, before


def _wholes(job: Job) -> Iterator[_Whole]:
    for chapter in job.chapters:
        asked = {place for chunk in chapter.plan.chunks for place in chunk.places}
        whole = _Whole([], [], set())
        for place, paragraph in enumerate(chapter.chapter.paragraphs):
            if whole.parts and not paragraph.continues:
                yield whole
                whole = _Whole([], [], set())
            whole.parts.append(paragraph)
            whole.rules.update(segment.rule for segment in paragraph.segments)
            if place in asked:
                whole.asked.append(paragraph)
        yield whole


def _identity(whole: _Whole) -> object:
    return whole.parts[0].kind, whole.parts[0].lines, "".join(part.written for part in whole.parts)


def _asked_keys(job: Job) -> Iterable[str]:
    for chapter in job.chapters:
        for chunk in chapter.plan.chunks:
            yield from chapter.plan.keys_of(chunk)


def _rules(document: Document) -> set[str]:
    """The names of the rules that reworded something in a document."""
    paragraphs = (paragraph for chapter in document.chapters for paragraph in chapter.paragraphs)
    return {segment.rule for paragraph in paragraphs for segment in paragraph.segments}


def _fields(entry: LexiconEntry) -> dict[str, object]:
    return {name: value for name, value in asdict(entry).items() if name != "where"}


def lexicon_sha256(lexicon: Lexicon) -> str:
    """Of all its entries."""
    return digest([_fields(entry) for entry in lexicon.entries])
