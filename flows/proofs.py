"""What will be said beside what was written, block by block: `plan --spoken` as text and as JSON."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from chunking.document import Chapter, LeftOut, Paragraph, Segment
from chunking.pieces import SourceMap
from flows.jobs import Job
from flows.report import Outlook
from flows.wording import shortened

SHORT = 120  # code points of what is left out that are shown on a line


def shown(chapter: Chapter) -> Iterator[Paragraph | LeftOut]:
    """What is spoken and what is left out, in reading order."""
    left_out = list(chapter.left_out)
    for place, paragraph in enumerate(chapter.paragraphs):
        while left_out and left_out[0].before <= place:
            yield left_out.pop(0)
        yield paragraph
    yield from left_out


def is_changed(segment: Segment) -> bool:
    """Whether a rule says it otherwise than it is written. The full stop that closes a paragraph is no rule's."""
    return bool(segment.rule) and segment.written != segment.spoken


def is_reworded(paragraph: Paragraph) -> bool:
    return any(map(is_changed, paragraph.segments))


def treated(paragraph: Paragraph) -> dict[str, object]:
    """What the source asks for this paragraph alone, by its names in JSON."""
    asked = paragraph.treatment
    found = {"language": asked.language, "voice": asked.voice, "pause_ms": asked.pause}
    return {name: value for name, value in found.items() if value is not None}


def named(found: Paragraph | LeftOut) -> str:
    """What it is, what the source asks for it, and the rules that reworded it: `text · voice morgan · dashes`."""
    if isinstance(found, LeftOut):
        return f"left out: {found.reason}"
    kind = f"{found.kind}, continued" if found.continues else str(found.kind)
    pause = f"pause {found.treatment.pause} ms" if found.treatment.pause is not None else ""
    asked = [f"{name} {value}" for name, value in treated(found).items() if name != "pause_ms"]
    rules = dict.fromkeys(one.rule for one in found.segments if is_changed(one))
    return " · ".join(one for one in (kind, *asked, pause, ", ".join(rules)) if one)


def as_text(plan: Outlook) -> Iterator[str]:
    """Lines for people. Where the two forms are the same but for a last full stop, what is said stands alone."""
    for job in plan.jobs:
        for chapter in (one.chapter for one in job.chapters):
            yield f"{job.name} · {chapter.number} {chapter.title}" if len(plan.jobs) > 1 else _title(chapter)
            for found in shown(chapter):
                yield f"{job.place(found.lines.file, found.lines.first)} {named(found)}"
                yield from _forms(found)
            yield ""


def _title(chapter: Chapter) -> str:
    return f"{chapter.number} {chapter.title}"


def _forms(found: Paragraph | LeftOut) -> Iterator[str]:
    if isinstance(found, LeftOut):
        yield f"  [{shortened(found.written, SHORT)}]"
    elif is_reworded(found):
        yield f"  {found.written}"
        yield f"→ {found.spoken}"
    else:
        yield f"  {found.spoken}"


def as_json(plan: Outlook) -> dict[str, object]:
    """What `plan --spoken --json` says beside the plan itself: every chapter's paragraphs, and what is left out."""
    chapters = [_chapter(job, one.chapter) for job in plan.jobs for one in job.chapters]
    return {"spoken": chapters}


def _chapter(job: Job, chapter: Chapter) -> dict[str, object]:
    return {
        "document": job.name,
        "language": job.document.language,
        "number": chapter.number,
        "title": chapter.title,
        "paragraphs": [_paragraph(job, one) for one in chapter.paragraphs],
        "left_out": [
            {
                "before": one.before,
                "reason": one.reason,
                "written": one.written,
                "file": one.lines.file or job.name,
                "lines": one.lines[:2],
            }
            for one in chapter.left_out
        ],
    }


def _paragraph(job: Job, paragraph: Paragraph) -> dict[str, object]:
    return {
        "kind": paragraph.kind,
        "file": paragraph.lines.file or job.name,
        "lines": paragraph.lines[:2],
        "written": paragraph.written,
        "spoken": paragraph.spoken,
        **treated(paragraph),
        "segments": list(_segments(job, paragraph)),
    }


def _segments(job: Job, paragraph: Paragraph) -> Iterator[dict[str, object]]:
    """Each with the place of its first written character; what is only put in has none."""
    source = SourceMap(paragraph.pieces)
    starts = pairwise(accumulate((len(one.written) for one in paragraph.segments), initial=0))
    for (start, end), segment in zip(starts, paragraph.segments, strict=True):
        found: dict[str, object] = {"written": segment.written, "spoken": segment.spoken, "rule": segment.rule}
        if end > start and paragraph.pieces:
            place = job.document.text.place(source.source(start, end)[0])
            found |= {"line": place.line, "column": place.column}
        yield found
