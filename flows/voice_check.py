"""Is a recording fit to make a voice from? Its measures, judged against LMNT's advice.

LMNT's pages give few numbers: "5-10 seconds of reference speech" (docs.lmnt.com/build-with-lmnt/voice-cloning); a rate
of 20 kHz, better 24, for speech that goes "up to ~10kHz"; and that nothing brings back what was clipped
(docs.lmnt.com/prompt-engineering/voice-prompting). Where they give none, the limit is readcast's own, and says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from math import inf
from pathlib import Path

from render.audio.recordings import Recording, measured

_HIDING = 30.0  # dB: noise nearer to the speech than this hides its highest frequencies


class Verdict(StrEnum):
    """How good one measure is, or the whole recording."""

    GOOD = "good"
    FAIR = "could be better"
    BAD = "bad"


class Source(StrEnum):
    """Who set a limit."""

    CLONING = "LMNT's voice-cloning page"
    PROMPTING = "LMNT's voice-prompting guide"
    OURS = "readcast's own limit"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is judged."""

    name: str
    unit: str
    digits: int  # after the point, where the value is shown
    of: Callable[[Recording], float | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """From where to where, ends included, a value is good, or could be better. Elsewhere it is bad."""

    good: tuple[float, float]
    fair: tuple[float, float]
    words: str  # the limits for people
    source: Source


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do about a value that is not good."""

    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One measure, its limits, and what to do."""

    measure: Measure
    limits: Limits
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure, judged."""

    name: str
    value: float | None  # in `unit`; None where it cannot be measured
    unit: str
    verdict: Verdict
    advice: str  # one sentence: what to do, the limit, and whose limit it is
    source: Source
    shown: str = field(repr=False)  # the value and unit for people

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "verdict": str(self.verdict),
            "advice": self.advice,
            "source": str(self.source),
        }


RULES = (
    Rule(
        Measure("length", "s", 1, lambda it: it.seconds),
        Limits((5, 10), (3, 30), "5 to 10 s of speech", Source.CLONING),
        Remedy("record a longer sample", "cut out the 5 to 10 s that sound most like what you want to hear"),
    ),
    Rule(
        Measure("speech", "%", 0, lambda it: 100 * it.speech_share),
        Limits((70, 100), (50, 100), "at least 70 % of the sample is speech", Source.OURS),
        Remedy(low="cut the silence away, or choose another passage"),
    ),
    Rule(
        Measure("sample rate", "Hz", 0, lambda it: float(it.rate)),
        Limits((24_000, inf), (20_000, inf), "24,000 Hz or more, 20,000 at the least", Source.PROMPTING),
        Remedy(low="record again at a higher rate, or use the original (to resample this file does not help)"),
    ),
    Rule(
        Measure("bandwidth", "Hz", 0, lambda it: _float(it.bandwidth)),
        Limits((10_000, inf), (8_001, inf), "10,000 Hz; a recording of 16,000 Hz ends at 8,000", Source.PROMPTING),
        Remedy(low="use the original, since there is no voice above this whatever the file's sample rate says"),
    ),
    Rule(
        Measure("clipping", "%", 3, lambda it: 100 * it.clipping.share),
        Limits((0, 0), (0, 0.01), "no peak cut off, since nothing can repair it", Source.PROMPTING),
        Remedy(high="record again at a lower level"),
    ),
    Rule(
        Measure("level of speech", "dBFS", 1, lambda it: it.level),
        Limits((-30, -14), (-40, -9), "-30 to -14 dBFS; audiobooks have -23 to -18", Source.OURS),
        Remedy("speak nearer to the microphone, or turn it up", "turn the recording level down"),
    ),
    Rule(
        Measure("noise floor", "dBFS", 1, lambda it: it.noise),
        Limits((-inf, -60), (-inf, -50), "-60 dBFS or less in the pauses, as ACX asks of audiobooks", Source.OURS),
        Remedy(high="record in a quieter room, away from fans and fridges, without music"),
    ),
    Rule(
        Measure("speech over noise", "dB", 1, lambda it: it.snr),
        Limits((35, inf), (20, inf), "35 dB or more", Source.OURS),
        Remedy(low="speak nearer to the microphone in a quieter room, or clean the recording up"),
    ),
    Rule(
        Measure("reverberation", "s", 2, lambda it: it.reverberation),
        Limits((0, 0.3), (0, 0.6), "0.3 s or less for the sound of a studio", Source.OURS),
        Remedy(high="record under a blanket or among soft furniture, unless you want the room in the voice"),
    ),
    Rule(
        Measure("silence at start", "s", 2, lambda it: it.silences.before),
        Limits((0, 0.5), (0, 1.5), "0.5 s or less", Source.OURS),
        Remedy(high="cut the beginning off"),
    ),
    Rule(
        Measure("silence at end", "s", 2, lambda it: it.silences.after),
        Limits((0, 0.5), (0, 1.5), "0.5 s or less", Source.OURS),
        Remedy(high="cut the end off"),
    ),
    Rule(
        Measure("longest pause", "s", 2, lambda it: it.silences.inner),
        Limits((0, 1), (0, 2), "1 s or less, since the voice takes over the pace of the sample", Source.OURS),
        Remedy(high="choose a passage that is spoken without long pauses"),
    ),
    Rule(
        Measure("DC offset", "%", 2, lambda it: 100 * abs(it.offset)),
        Limits((0, 0.5), (0, 3), "0.5 % of full scale or less", Source.OURS),
        Remedy(high="filter out what lies below 20 Hz, or use another sound card"),
    ),
)


@dataclass(frozen=True, slots=True)
class VoiceCheck:
    """A recording's measures and what they mean."""

    name: str  # of the file
    recording: Recording
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """That of the worst finding."""
        return max((finding.verdict for finding in self.findings), key=list(Verdict).index)

    def as_json(self) -> dict[str, object]:
        """The findings, and all that was measured; keys and units as in `Recording`."""
        return {
            "file": self.name,
            "verdict": str(self.verdict),
            "findings": [finding.as_json() for finding in self.findings],
            "measured": _rounded(asdict(self.recording)),
        }

    def lines(self) -> Iterator[str]:
        """For people: a line on the file, two for each finding, and how a stand-in would speak."""
        yield f"{self.name}: {_described(self.recording)}. On the whole: {self.verdict}."
        yield ""
        for finding in self.findings:
            yield f"  {finding.verdict:<16} {finding.name:<18} {finding.shown}"
            yield f"  {'':<16} {finding.advice}"
        yield ""
        yield _stand_in(self.recording)
        yield "LMNT also takes over age, accent, emotion and style, which nothing here measures: listen to it."


def checked(path: Path) -> VoiceCheck:
    """Measures and judges a sound file. Raises InputError where it is none, empty or too large for LMNT."""
    recording = measured(path)
    return VoiceCheck(path.name, recording, judged(recording))


def judged(recording: Recording) -> tuple[Finding, ...]:
    """A finding for each rule, in their order."""
    return tuple(_finding(rule, recording) for rule in RULES)


def _finding(rule: Rule, recording: Recording) -> Finding:
    measure = rule.measure
    value = measure.of(recording)
    return Finding(
        name=measure.name,
        value=None if value is None else round(value, 4),
        unit=measure.unit,
        verdict=_verdict(rule, recording, value),
        advice=_advice(rule, value),
        source=rule.limits.source,
        shown="unknown" if value is None else f"{value:,.{measure.digits}f} {measure.unit}",
    )


def _verdict(rule: Rule, recording: Recording, value: float | None) -> Verdict:
    """What cannot be measured could be better; so could a bandwidth that ends where noise begins."""
    if value is None:
        return Verdict.FAIR
    if _inside(rule.limits.good, value):
        return Verdict.GOOD
    hidden = rule.measure.name == "bandwidth" and recording.snr is not None and recording.snr < _HIDING
    return Verdict.FAIR if hidden or _inside(rule.limits.fair, value) else Verdict.BAD


def _inside(limits: tuple[float, float], value: float) -> bool:
    return limits[0] <= value <= limits[1]


def _advice(rule: Rule, value: float | None) -> str:
    wanted = f"wanted: {rule.limits.words} ({rule.limits.source})."
    if value is None:
        return f"There is too little speech to measure it; {wanted}"
    low, high = rule.limits.good
    remedy = rule.remedy.low if value < low else rule.remedy.high if value > high else ""
    return _capital(f"{remedy}; {wanted}" if remedy else wanted)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _described(recording: Recording) -> str:
    more = "more than " if recording.cut else ""
    channels = "mono" if recording.channels == 1 else "stereo, of which the louder channel was measured"
    return f"{more}{recording.seconds:,.1f} s, {recording.rate:,} Hz, {channels}"


def _stand_in(recording: Recording) -> str:
    voice = recording.voice
    if voice.pitch is None or voice.pace is None:
        return "No voice was found in it."
    spoken = f"{voice.pitch:.0f} Hz and {voice.pace:.1f} syllables a second of speech"
    return f"The voice has {spoken}; so would a stand-in for it on the local server, which is no clone."


def _float(number: int | None) -> float | None:
    return None if number is None else float(number)


def _rounded(measures: dict[str, object]) -> dict[str, object]:
    """Floats to five digits after the point: no measure is finer."""
    return {name: _plain(value) for name, value in measures.items()}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return _rounded(value)
    return round(value, 5) if isinstance(value, float) else value
