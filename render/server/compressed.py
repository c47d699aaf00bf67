"""The formats that ffmpeg makes, in its own options. Apart from `formats`, so that the server need not load numpy."""

_BITEXACT = {"fflags": "+bitexact", "flags:a": "+bitexact"}  # else a WebM file carries random numbers

COMPRESSED: dict[str, dict[str, str]] = {
    "aac": {"f": "adts", "c:a": "aac", "b:a": "96k", **_BITEXACT},
    "mp3": {"f": "mp3", "c:a": "libmp3lame", "b:a": "96k", **_BITEXACT},
    "webm": {"f": "webm", "c:a": "libopus", **_BITEXACT},
}
