"""How good the subtitles of a run are: the counts that the user is shown and that `--json` prints."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from chunking.errors import ReadcastError
from flows.wording import counted
from manifests.model import SubtitlesRecord, WorstCueRecord
from render.subtitles.breaches import LIMITS
from render.subtitles.clock import clock
from render.subtitles.limits import CueLimits
from render.subtitles.quality import STEP, STEPS, WORST, Quality


class CuesOutside(ReadcastError):
    """More cues are outside of their limits than `--strict` allows."""


def subtitles_record(profile: str, limits: CueLimits, quality: Quality) -> SubtitlesRecord:
    """What a manifest keeps of a chapter's cues."""
    return SubtitlesRecord(
        profile=profile,
        limits=asdict(limits),
        cues=quality.cues,
        words=quality.words,
        inside=quality.inside,
        outside={name: count for name, count in zip(LIMITS, quality.outside, strict=True) if count},
        speeds=quality.speeds,
        worst=tuple(WorstCueRecord(cue=one.cue, start=one.start, reason=one.breach.reason) for one in quality.worst),
    )


@dataclass(frozen=True, slots=True)
class SubtitleReport:
    """The cues of several chapters, by a name for each: the stem of its files."""

    chapters: Mapping[str, SubtitlesRecord]

    @property
    def cues(self) -> int:
        return sum(one.cues for one in self.chapters.values())

    @property
    def inside(self) -> float:
        """Per cent of the cues that are within every limit."""
        return _per_cent(sum(one.inside for one in self.chapters.values()), self.cues)

    def judge(self, least: float) -> None:
        """Raises CuesOutside where fewer cues are within their limits than `least` per cent."""
        if self.inside < least:
            raise CuesOutside(
                f"{_shown(self.inside)} of the cues are within their limits, and {least:g} % are wanted. A slower "
                "voice or longer pauses help, or another profile, or `inside` in [subtitles] of readcast.toml."
            )

    def lines(self) -> Iterator[str]:
        """A summary, each limit, the reading speeds, and the worst cues."""
        yield self.summary()
        if not self.cues:
            return
        limited = any(one.limits["most_words"] for one in self.chapters.values())
        shares = (
            f"{name} {_shown(_per_cent(self.cues - count, self.cues))}"
            for name, count in self.outside().items()
            if limited or name != "words"
        )
        yield f"  inside: {' · '.join(shares)}"
        yield f"  characters a second: {' · '.join(self._speeds())}"
        yield from self.worst()

    def summary(self) -> str:
        """One line."""
        profiles = ", ".join(dict.fromkeys(one.profile for one in self.chapters.values()))
        words = sum(one.words for one in self.chapters.values())
        cues = f"{counted(self.cues, 'cue')} of {counted(words, 'word')}"
        return f"Subtitles ({profiles}): {cues}, {_shown(self.inside)} inside every limit"

    def worst(self) -> Iterator[str]:
        """A few cues that are outside, one line each: the worst of each chapter first."""
        ranked = [(rank, name, cue) for name, one in self.chapters.items() for rank, cue in enumerate(one.worst)]
        for _, name, cue in sorted(ranked, key=lambda found: found[0])[:WORST]:
            yield f"  {name}, cue {cue.cue} at {clock(cue.start, '.')}: {cue.reason}"

    def as_json(self) -> dict[str, object]:
        """The object `subtitles` of `--json`."""
        return {
            "cues": self.cues,
            "words": sum(one.words for one in self.chapters.values()),
            "inside_percent": round(self.inside, 3),
            "outside": self.outside(),
            "speeds": self._histogram(),
            "chapters": {name: one.model_dump(exclude={"limits"}) for name, one in self.chapters.items()},
        }

    def outside(self) -> dict[str, int]:
        """Cues outside of each limit."""
        return {name: sum(one.outside.get(name, 0) for one in self.chapters.values()) for name in LIMITS}

    def _histogram(self) -> list[int]:
        return [sum(one.speeds[step] for one in self.chapters.values()) for step in range(STEPS)]

    def _speeds(self) -> Iterator[str]:
        for step, count in enumerate(self._histogram()):
            bound = f"up to {(step + 1) * STEP}" if step < STEPS - 1 else "more"
            yield f"{bound}: {count:,}"


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def _shown(share: float) -> str:
    """Never 100 where it is not all."""
    return f"{int(share * 100) / 100:g} %"
