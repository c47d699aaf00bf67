"""espeak-ng's C library through ctypes. GPL: imported only in the fork server and its workers.

Source of the interface: espeak-ng's `speak_lib.h`, version 1.52, and what was measured of espeakng-loader 0.2.4.
Not for threads: four at once crash the process within seconds.
"""

import ctypes
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import espeakng_loader

from chunking.errors import ReadcastError

SYNCHRONOUS = 2
PHONEME_EVENTS = 0x1
DONT_EXIT = 0x8000  # else a missing folder of data ends the process
BUFFER_MILLISECONDS = 1000  # of audio in one callback; more means fewer calls, and changes nothing else
CHARACTER_POSITIONS = 1  # espeak_Synth's position_type
UTF8 = 1  # without the flags for SSML and phonemes, so that "<b>" and "[[x]]" are just read
WORD, PHONEME = 1, 7  # types of events; a list of them ends with type 0
RATE_PARAMETER, PITCH_PARAMETER, RANGE_PARAMETER = 1, 3, 4
SEED = 1
DATA_PATH_LIMIT = 150  # bytes; measured: 158 work, 160 do not
PHONEME_SEPARATOR = "_"


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_void_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Manner:
    """How a voice speaks, in espeak-ng's own figures."""

    pitch: int  # 0 to 99
    range: int  # 0 to 100
    rate: int  # words a minute


@dataclass(slots=True)
class Sound:
    """What one synthesis gave beside the sound itself. Times are samples."""

    length: int = 0
    words: list[tuple[int, int]] = field(default_factory=list)  # (index of a code point in the text, from 0; when)
    phonemes: list[tuple[int, str]] = field(default_factory=list)  # (when, espeak's name for it)


class EspeakFailed(RuntimeError):
    """The library answered with an error; ends this one order."""


class Library:
    """espeak-ng, initialised. `synthesise` may be called once in a process's life, else its answers vary."""

    def __init__(self, data: Path | None = None) -> None:
        self._lib = ctypes.CDLL(espeakng_loader.get_library_path())
        self._lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
        path = _short(data or Path(espeakng_loader.get_data_path()))
        self.rate: int = self._lib.espeak_Initialize(SYNCHRONOUS, BUFFER_MILLISECONDS, path, DONT_EXIT | PHONEME_EVENTS)
        if self.rate <= 0:
            raise EspeakFailed(f"espeak-ng could not read its data in {data or espeakng_loader.get_data_path()}")
        # The breath in some variants (f2, f5) is noise, and the library seeds it with the time of day.
        self._lib.espeak_ng_SetRandSeed(ctypes.c_long(SEED))

    def use(self, voice: str, manner: Manner) -> None:
        """Choose a voice, such as "en-us+f2", and how it speaks."""
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise EspeakFailed(f"espeak-ng has no voice '{voice}'")
        self._lib.espeak_SetParameter(PITCH_PARAMETER, manner.pitch, 0)
        self._lib.espeak_SetParameter(RANGE_PARAMETER, manner.range, 0)
        self._lib.espeak_SetParameter(RATE_PARAMETER, manner.rate, 0)

    def synthesise(self, text: str, hear: Callable[[bytes], object]) -> Sound:
        """Speak a text without NUL, without control characters and without lone surrogates.

        `hear` gets the sound as it is made, 16-bit mono in this computer's byte order; what it raises ends the
        synthesis and is raised here.
        """
        sound = Sound()
        unheard: list[Exception] = []  # C code cannot carry an exception through

        def receive(wave: int | None, count: int, events: "ctypes._Pointer[_Event]") -> int:
            if unheard:
                return 1
            unheard.append(EspeakFailed("what espeak-ng spoke could not be passed on"))
            try:
                if wave and count:
                    hear(ctypes.string_at(wave, count * 2))
                    sound.length += count
                _collect(events, sound)
                unheard.clear()
            except (OSError, ReadcastError) as error:
                unheard[:] = [error]
            return len(unheard)

        callback = _Callback(receive)  # named, so that it lives as long as the library may call it
        self._lib.espeak_SetSynthCallback(callback)
        sent = text.encode()
        failed = self._lib.espeak_Synth(sent, len(sent) + 1, 0, CHARACTER_POSITIONS, 0, UTF8, None, None) != 0
        if unheard:
            raise unheard[0]
        if failed:
            raise EspeakFailed("espeak-ng could not speak the text")
        return sound

    def phonemes(self, text: str) -> list[str]:
        """How a text sounds on its own, stress marks left out. Only after `synthesise`, whose sound it could change."""
        sent = ctypes.c_char_p(text.encode())
        said: list[str] = []
        while sent.value:
            clause = self._lib.espeak_TextToPhonemes(ctypes.byref(sent), UTF8, ord(PHONEME_SEPARATOR) << 8)
            said += (clause or b"").decode("utf-8", "replace").replace(" ", PHONEME_SEPARATOR).split(PHONEME_SEPARATOR)
        return [plain(name) for name in said if plain(name)]


def plain(phoneme: str) -> str:
    """A phoneme's name without its stress; empty for a pause, which is any name that begins with an underscore."""
    name = phoneme.strip("',%=")
    return "" if name.startswith("_") or not name.strip("!:|^") else name


def _collect(events: "ctypes._Pointer[_Event]", sound: Sound) -> None:
    place = 0
    while (event := events[place]).type != 0:
        if event.type == WORD:
            sound.words.append((event.text_position - 1, event.sample))
        elif event.type == PHONEME:
            sound.phonemes.append((event.sample, event.id.string.decode("utf-8", "replace")))
        place += 1


def _short(data: Path) -> bytes:
    """A path that fits the library's buffer: relative, from inside the folder, where the whole one is too long."""
    whole = os.fsencode(data)
    if len(whole) <= DATA_PATH_LIMIT:
        return whole
    os.chdir(data.parent)
    return os.fsencode(data.name)
