"""A recording of a voice, measured: is it fit to make a voice from, and how high and how fast does it speak?

`measured` decodes a file and returns a `Recording`. One module for each measure; numpy only.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from render.audio.recordings.bandwidth import bandwidth_of
from render.audio.recordings.clipping import Clipping, clipping_in, peak_of
from render.audio.recordings.levels import Flags, Levels, Speech, dbfs_of, levels_of, runs, speech_in
from render.audio.recordings.pace import pace_of
from render.audio.recordings.reverberation import reverberation_of
from render.audio.recordings.sound import Sound, opened
from render.audio.recordings.voicing import pitches_in


@dataclass(frozen=True, slots=True)
class Silences:
    """Where a recording has no speech."""

    before: float  # seconds before the first speech
    after: float  # seconds after the last
    inner: float  # seconds, the longest between two stretches of speech


@dataclass(frozen=True, slots=True)
class Voice:
    """How the voice speaks: what a stand-in for it takes over."""

    pitch: float | None  # Hz, the median fundamental frequency; None where nothing is voiced
    pace: float | None  # syllables a second of speech; None without any
    speech: float  # seconds with speech; pauses under 0.2 s are a part of it


@dataclass(frozen=True, slots=True)
class Recording:
    """What was measured of a sound file; of a stereo file, the louder channel. A full-scale square wave has 0 dBFS."""

    seconds: float  # length; of a longer file the 600 that are looked at
    cut: bool  # the file is longer than `seconds`
    rate: int  # samples a second, as the file says
    channels: int  # 1, or 2 for any number above
    bandwidth: int | None  # Hz, up to which there is a voice, whatever `rate` says; None without speech
    clipping: Clipping  # peaks that are cut off
    peak: float  # dBFS of the largest sample
    level: float | None  # dBFS of the speech; None without speech
    noise: float  # dBFS of the pauses; of the whole where there is no speech
    snr: float | None  # dB from the noise to the speech; None without speech
    reverberation: float | None  # seconds to fall by 60 dB, about; None where nothing tells
    offset: float  # share of full scale that the wave's middle is away from zero (DC)
    silences: Silences  # seconds
    voice: Voice

    @property
    def speech_share(self) -> float:
        """Share of the recording that is speech, from 0 to 1."""
        return min(1.0, self.voice.speech / self.seconds)


def measured(path: Path) -> Recording:
    """Measures a WAV, MP3, MP4, WebM, Ogg or FLAC file. Raises InputError where it is none, empty or over 250 MB."""
    return measured_sound(opened(path))


def measured_sound(sound: Sound) -> Recording:
    """Measures what was decoded before."""
    levels = levels_of(sound)
    speech = speech_in(levels)
    heard = speech.heard if speech else np.zeros(len(levels.powers), bool)
    return Recording(
        seconds=sound.seconds,
        cut=sound.cut,
        rate=sound.rate,
        channels=sound.channels,
        bandwidth=bandwidth_of(sound, heard),
        clipping=clipping_in(sound),
        peak=dbfs_of((peak_of(sound) / 32_768) ** 2),
        level=speech.level if speech else None,
        noise=speech.noise if speech else dbfs_of(float(np.mean(levels.powers))),
        snr=_snr(speech) if speech else None,
        reverberation=reverberation_of(sound) if speech else None,
        offset=levels.offset,
        silences=_silences(heard, levels),
        voice=_voice(sound, levels, heard),
    )


def _snr(speech: Speech) -> float:
    """The speech's own power, which is that of its frames less the noise in them, over the noise's. In dB."""
    both, noise = 10 ** (speech.level / 10), 10 ** (speech.noise / 10)
    return float(10 * np.log10(max(both - noise, noise / 100) / noise))


def _silences(heard: Flags, levels: Levels) -> Silences:
    spoken = runs(heard)
    if not spoken:
        return Silences(len(heard) * levels.frame, 0.0, 0.0)
    gaps = [after[0] - before[1] for before, after in pairwise(spoken)]
    before, after, inner = spoken[0][0], len(heard) - spoken[-1][1], max(gaps, default=0)
    return Silences(before * levels.frame, after * levels.frame, inner * levels.frame)


def _voice(sound: Sound, levels: Levels, heard: Flags) -> Voice:
    if not heard.any():
        return Voice(None, None, 0.0)
    pitches = pitches_in(sound, heard)
    return Voice(pitches.median, pace_of(levels, heard, pitches), float(np.count_nonzero(heard)) * levels.frame)
