"""Our cues beside those of other tools, of the same words at the same times; and what making ours costs.

    pip install HanTa
    python benchmarks/cues.py [OUT]     # an output of a novel; without one, it is narrated with espeak-ng first

All get the out-times that ours get (two frames before the next cue and so on), so that only the choice of cues and
lines is compared. Forbidden breaks are judged by `forbidden_breaks.py`. Balance: the shorter line by the longer one.
"""

import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from cue_makers import OTHERS, Maker
from forbidden_breaks import Judge
from novel import novel

from flows.subtitle_report import SubtitleReport, subtitles_record
from render.samples import Milliseconds, to_milliseconds
from render.subtitles import words as words_files
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.limits import CueLimits
from render.subtitles.quality import quality_of
from render.timeline import TimedParagraph, Timeline

HOURS = (5, 10, 20)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(sys.argv[1]) if len(sys.argv) > 1 else narrated(Path(folder))
        timelines = [words_files.read(path.read_text("utf-8"))[1] for path in sorted(out.glob("*.words.json"))]
    judged = Forbidden(Judge())
    makers: dict[str, Callable[[Timeline], Sequence[Cue]]] = {"readcast": cues_of}
    makers |= {name: partial(cues_by, maker) for name, maker in OTHERS.items()}
    print(f"{'':16} {'cues':>6} {'forbidden':>10} {'of it':>8} {'balance':>8} {'inside':>8} {'sentence':>9}")
    print(f"{'':16} {'':>6} {'per 1000':>10} {'lines':>8} {'':>8} {'limits':>8} {'ends':>9}")
    for name, maker in makers.items():
        row(name, [(timeline, maker(timeline)) for timeline in timelines], judged)
    costs(timelines)


def narrated(folder: Path) -> Path:
    (folder / "novel.md").write_text(novel(), "utf-8")
    command = [str(Path(sys.executable).with_name("readcast")), "narrate", str(folder / "novel.md"), "--quiet"]
    where = ["-o", str(folder / "out"), "--store", str(folder / "store"), "--speech", "local", "--untracked"]
    subprocess.run([*command, *where], check=True)
    return folder / "out"


def cues_by(maker: Maker, timeline: Timeline) -> list[Cue]:
    """Another tool's cues, with our out-times."""
    limits = CueLimits()
    drafts = []
    for paragraph in timeline.paragraphs:
        for lines in maker(paragraph.words):
            shown = paragraph.words[lines[0][0] : lines[-1][1]]
            text = [" ".join(word.text for word in paragraph.words[first:after]) for first, after in lines]
            drafts.append((to_milliseconds(shown[0].span.start), to_milliseconds(shown[-1].span.end), tuple(text)))
    starts = np.array([start for start, _, _ in drafts])
    followings = np.append(starts[1:], to_milliseconds(timeline.length) + limits.gap)
    reading = limits.reading_time(
        np.array([sum(map(len, lines)) for _, _, lines in drafts]), np.zeros(len(drafts), int)
    )
    ends = limits.ends(starts, np.array([voice for _, voice, _ in drafts]), followings, reading).tolist()
    timed = zip(drafts, ends, strict=True)
    return [Cue(start, Milliseconds(max(end, start + 1)), lines) for (start, _, lines), end in timed]


@dataclass
class Forbidden:
    """The judge's verdicts, each paragraph asked once."""

    judge: Judge
    known: dict[str, list[bool]] = field(default_factory=dict)

    def breaks(self, timeline: Timeline, cues: Sequence[Cue]) -> Iterator[tuple[bool, bool]]:
        """For each line that does not end a paragraph: whether it ends where it must not, and whether a cue goes on."""
        lines = ((line, place < len(cue.lines)) for cue in cues for place, line in enumerate(cue.lines, 1))
        for paragraph in timeline.paragraphs:
            verdicts = self.of(paragraph)
            at = 0
            while at < len(verdicts):
                line, goes_on = next(lines)
                at += len(line.split())
                if at < len(verdicts):
                    yield verdicts[at - 1], goes_on

    def of(self, paragraph: TimedParagraph) -> list[bool]:
        if paragraph.written not in self.known:
            self.known[paragraph.written] = self.judge.forbidden([word.text for word in paragraph.words])
        return self.known[paragraph.written]


def row(name: str, tracks: Sequence[tuple[Timeline, Sequence[Cue]]], judged: Forbidden) -> None:
    found = [subtitles_record("netflix", CueLimits(), quality_of(cues, CueLimits())) for _, cues in tracks]
    report = SubtitleReport({str(number): one for number, one in enumerate(found)})
    breaks = [one for timeline, cues in tracks for one in judged.breaks(timeline, cues)]
    forbidden = sum(bad for bad, _ in breaks) * 1000 / report.cues
    of_lines = sum(bad and within for bad, within in breaks) * 1000 / report.cues
    whole = [cue for _, cues in tracks for cue in cues]
    balance = [min(map(len, cue.lines)) / max(map(len, cue.lines)) for cue in whole if len(cue.lines) == 2]
    ends = sum(cue.lines[-1].rstrip("\"'”’)_*").endswith((".", "!", "?")) for cue in whole) / len(whole)
    outside = " ".join(f"{limit} {count}" for limit, count in report.outside().items() if count)
    print(
        f"{name:16} {report.cues:6,} {forbidden:10.1f} {of_lines:8.1f} {np.mean(balance):8.3f}"
        f" {report.inside:7.2f}% {ends:9.1%}   {outside}"
    )


def costs(timelines: Sequence[Timeline]) -> None:
    """CPU time and peak memory of our cues for more and more hours of the same words."""
    print(f"\n{'hours':>6} {'words':>9} {'seconds':>8} {'s/hour':>7} {'MB':>6}")
    for hours in HOURS:
        some = list(_hours(timelines, hours))
        begun = time.process_time()
        cues = [cues_of(timeline) for timeline in some]
        seconds = time.process_time() - begun
        del cues
        tracemalloc.start()
        for timeline in some:
            cues_of(timeline)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        count = sum(len(paragraph.words) for timeline in some for paragraph in timeline.paragraphs)
        print(f"{hours:6} {count:9,} {seconds:8.2f} {seconds / hours:7.3f} {peak:6.1f}")


def _hours(timelines: Sequence[Timeline], hours: int) -> Iterator[Timeline]:
    left = hours * 3600 * 24_000
    while left > 0:
        for timeline in timelines:
            if left > 0:
                yield timeline
                left -= timeline.length


if __name__ == "__main__":
    main()
