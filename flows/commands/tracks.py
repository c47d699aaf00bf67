"""`readcast subtitles` and `readcast video`: what is made of an output's words files, again and again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from flows.tracks import TrackOrder

Output = Annotated[Path, typer.Argument(help="A folder that `readcast narrate` has written.", show_default=False)]
Folder = Annotated[Path | None, typer.Option("--out", "-o", help="Folder for them; default: where the words are.")]

Code = Annotated[
    Literal["said", "mark", "none"],
    typer.Option("--code", help="Of code that is left out: what is said of it, the mark [code], or no cue."),
]


def subtitles(
    out: Output,
    formats: Annotated[
        str,
        typer.Option(
            "--format", help="srt, vtt, words.vtt, ass, ttml, lrc, transcript.json, txt, labels.txt, tsv; some or all."
        ),
    ] = "srt,vtt",
    folder: Folder = None,
    merge: Annotated[bool, typer.Option("--merge", help="One track for all chapters of a document.")] = False,
    offset: Annotated[int, typer.Option(metavar="MS", help="Milliseconds by which all cues are later.")] = 0,
    fps: Annotated[str | None, typer.Option(help="Frames a second that cues begin and end on: 25, 29.97.")] = None,
    code: Code = "said",
    review: Annotated[
        Path | None, typer.Option(help="Write one page that shows sound and cues to this file, and no tracks.")
    ] = None,
) -> None:
    """Make subtitle tracks again, from the words files alone."""
    from flows import reporter, reviewing
    from flows.tracks import rewritten

    order = _order(formats=formats, folder=folder, merge=merge, offset=offset, fps=fps, code=code)
    for path in rewritten(out, order) if review is None else [reviewing.write(review, out, order)]:
        reporter.say(str(path))


def video(
    out: Output,
    cover: Annotated[Path | None, typer.Option(help="The picture that is seen: a JPEG or PNG file.")] = None,
    waveform: Annotated[bool, typer.Option("--waveform", help="Show the sound as a moving wave.")] = False,
    burn: Annotated[
        bool, typer.Option("--burn", help="Subtitles are a part of the picture; else a track to switch on.")
    ] = False,
    merge: Annotated[bool, typer.Option("--merge", help="One video of all chapters of a document.")] = False,
    code: Code = "said",
    folder: Folder = None,
) -> None:
    """Make an MP4 of each recording, with subtitles, for video sites."""
    from flows import reporter
    from flows.covers import cover_from
    from flows.films import FilmOrder, films
    from render.video import Look

    look = Look(cover_from(cover) if cover is not None else None, waveform, burn)
    for path in films(out, FilmOrder(look, _order(folder=folder, merge=merge, code=code)), reporter.progress):
        reporter.say(str(path))


def _order(
    *, formats: str = "srt", folder: Path | None, merge: bool, offset: int = 0, fps: str | None = None, code: str
) -> "TrackOrder":
    from flows.tracks import TrackOrder, formats_in
    from render.subtitles.frames import frame_rate
    from render.subtitles.omitted import CodeShown

    rate, shown = frame_rate(fps) if fps is not None else None, CodeShown(code)
    return TrackOrder(formats_in(formats), offset=offset, merge=merge, rate=rate, code=shown, folder=folder)
