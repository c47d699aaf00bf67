"""What will be said beside what was written, as one HTML page that needs nothing else: `plan --html FILE`.

It has no script and fetches nothing. Words that a rule says otherwise are marked, what is left out is greyed.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from chunking.document import Chapter, LeftOut, Paragraph, Segment
from chunking.errors import InputError, OutputError
from chunking.sources import READERS
from flows.findings import Findings
from flows.jobs import Job
from flows.pages import escaped, tongue
from flows.proofs import is_changed, is_reworded, named, shown
from flows.report import Outlook
from flows.wording import counted, duration, shortened
from render.files import written_whole

LONG = 1000  # code points of what is left out that are shown

STYLE = """\
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--mark:#fff1a8;--on:#1b1f24}
@media (prefers-color-scheme:dark){
:root{--ink:#e6e9ec;--paper:#14171a;--soft:#9da7b1;--line:#343b42;--mark:#5c4a00;--on:#fff4c2}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:80rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif}
body,.top{color:var(--ink);background:var(--paper)}
h1,h2,h3{line-height:1.25;margin:1.5em 0 .5em}h1{margin-top:0}
nav ul{columns:16rem}a{color:inherit}summary{cursor:pointer;font-weight:600}
section.c{content-visibility:auto;contain-intrinsic-size:auto 60rem}
.b{display:grid;grid-template-columns:9rem 1fr 1fr;gap:0 1.5rem;border-top:1px solid var(--line);padding:.4rem 0}
.b p{margin:0;overflow-wrap:anywhere;unicode-bidi:isolate}
.at{color:var(--soft);font-size:.8rem}
.top{position:sticky;top:0;border:0;font-weight:600;z-index:1}
.out .w,.out .at{color:var(--soft)}.out .w{grid-column:2/4;font-style:italic}
mark{background:var(--mark);color:var(--on);border-radius:.2em;padding:0 .1em;unicode-bidi:isolate}
.none{text-decoration:line-through}
.v{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
label{display:inline-block;margin-right:1.5rem;padding:.3rem 0}
.filters{display:none}
@supports selector(:has(*)){
.filters{display:block}
body:has(#only:checked) .same,body:has(#spoken:checked) .out{display:none}}
@media (max-width:45rem){.b{grid-template-columns:1fr}.top,.same .s{display:none}.out .w{grid-column:1}
.changed .s{border-left:.2rem solid var(--mark);padding-left:.6rem}}
"""


def write(path: Path, sources: Sequence[Path], plan: Outlook, findings: Findings) -> None:
    """Writes the page by one rename, over what stands there. `sources` are the files and folders of the plan.

    Raises InputError where `path` is one of them or would become a source, OutputError where it cannot be written.
    """
    for source in sources:
        if path.resolve() == source.resolve() or (path.suffix.lower() in READERS and _is_below(path, source)):
            raise InputError(f"{path} is among the sources, or would be; name another file with --html.")
    try:
        written_whole(path, page(plan, findings).encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}; name another file with --html.") from error


def _is_below(path: Path, folder: Path) -> bool:
    return folder.is_dir() and path.resolve().is_relative_to(folder.resolve())


def page(plan: Outlook, findings: Findings) -> str:
    """The text of the page."""
    titles = [job.title for job in plan.jobs]
    title = escaped(titles[0] if len(titles) == 1 else counted(len(titles), "document"))
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""",
            f"<title>{title}: what will be said</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
            *_header(title, plan, findings),
            *_contents(plan),
            "<main>",
            '<div class="b top" aria-hidden="true"><p></p><p>Written</p><p>Said</p></div>',
            *(line for number, job in enumerate(plan.jobs, 1) for line in _document(number, job, plan)),
            "</main>\n</body>\n</html>\n",
        )
    )


def _header(title: str, plan: Outlook, findings: Findings) -> Iterator[str]:
    seconds = float(str(plan.as_json()["audio_seconds"]))
    asked = f"{counted(plan.requests, 'request')}, {counted(plan.characters, 'character')} to be asked for"
    yield f'<header id="top">\n<h1>{title}: what will be said</h1>'
    yield f"<p>{asked}, {plan.reused_characters:,} reused; about {duration(seconds)} of audio.</p>"
    notes = [*findings.lines(), *(f"{one.name} cannot be narrated: {one.error}" for one in plan.failures)]
    yield from _list(map(escaped, notes))
    yield '<p class="filters"><label><input type="checkbox" id="only"> Only what is changed or left out</label>'
    yield '<label><input type="checkbox" id="spoken"> Hide what is left out</label></p>'
    if findings.unknown:
        yield f"<details><summary>Unknown: {counted(len(findings.unknown), 'construct')}</summary>"
        places = (f"<code>{escaped(one.what)}</code> {escaped(one.file)}:{one.line}" for one in findings.unknown)
        yield from _list(places)
        yield "</details>"
    yield "</header>"


def _contents(plan: Outlook) -> Iterator[str]:
    yield '<nav aria-label="Chapters">\n<details open><summary>Chapters</summary>'
    for number, job in enumerate(plan.jobs, 1):
        if len(plan.jobs) > 1:
            yield f"<p>{escaped(job.title)}</p>"
        chapters = [one.chapter for one in job.chapters]
        yield from _list(f'<a href="#{_id(number, one)}">{_heading(one)}</a>' for one in chapters)
    yield "</details>\n</nav>"


def _document(number: int, job: Job, plan: Outlook) -> Iterator[str]:
    several = len(plan.jobs) > 1
    if several:
        yield f"<h2>{escaped(job.title)}</h2>"
    level = 3 if several else 2
    for chapter in (one.chapter for one in job.chapters):
        yield f'<section class="c">\n<h{level} id="{_id(number, chapter)}">{_heading(chapter)}</h{level}>'
        yield from (_block(job, one) for one in shown(chapter))
        yield '<p class="at"><a href="#top">Back to the top</a></p>\n</section>'


def _block(job: Job, found: Paragraph | LeftOut) -> str:
    at = f'<p class="at">{escaped(job.place(found.lines.file, found.lines.first))} {escaped(named(found))}'
    if isinstance(found, LeftOut):
        written = escaped(shortened(found.written, LONG))
        return f'<div class="b out">{at}</p><p class="w"{tongue(job.document.language)}>{written}</p></div>'
    own = tongue(found.treatment.language or job.document.language)
    if not is_reworded(found):
        written, spoken = escaped(found.written), escaped(found.spoken)
        return f'<div class="b same">{at}</p><p class="w"{own}>{written}</p><p class="s"{own}>{spoken}</p></div>'
    return (
        f'<div class="b changed">{at}</p>'
        f'<p class="w"{own}><span class="v" lang="en">Written: </span>{_written(found.segments)}</p>'
        f'<p class="s"{own}><span class="v" lang="en">Said: </span>{_spoken(found.segments)}</p></div>'
    )


def _written(segments: Sequence[Segment]) -> str:
    return "".join(
        f'<mark{"" if one.spoken.strip() else " class=none"} title="{escaped(one.rule)}">{escaped(one.written)}</mark>'
        if is_changed(one) and one.written
        else escaped(one.written)
        for one in segments
    )


def _spoken(segments: Sequence[Segment]) -> str:
    return "".join(
        f'<mark title="{escaped(one.rule)}">{escaped(one.spoken)}</mark>'
        if is_changed(one) and one.spoken.strip()
        else escaped(one.spoken)
        for one in segments
    )


def _list(items: Iterable[str]) -> Iterator[str]:
    listed = [f"<li>{item}</li>" for item in items]
    if listed:
        yield "\n".join(["<ul>", *listed, "</ul>"])


def _heading(chapter: Chapter) -> str:
    return f"{chapter.number} {escaped(chapter.title)}"


def _id(document: int, chapter: Chapter) -> str:
    return f"d{document}c{chapter.number}"
