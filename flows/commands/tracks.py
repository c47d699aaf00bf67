"""`readcast subtitles` and `readcast video`: what is made of an output's words files, again and again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.commands.parameters import AsJson, Output

if TYPE_CHECKING:
    from flows.tracks import TrackOrder

Folder = Annotated[Path | None, typer.Option("--out", "-o", help="Folder for them; default: where the words are.")]
Profile = Annotated[
    str | None,
    typer.Option(help="netflix, bbc, podcast, shorts or chapters; default: as narrate made them."),
]

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
    profile: Profile = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 5 where too few cues are within their limits.")
    ] = False,
    merge: Annotated[bool, typer.Option("--merge", help="One track for all chapters of a document.")] = False,
    offset: Annotated[int, typer.Option(metavar="MS", help="Milliseconds by which all cues are later.")] = 0,
    fps: Annotated[str | None, typer.Option(help="Frames a second that cues begin and end on: 25, 29.97.")] = None,
    code: Code = "said",
    review: Annotated[
        Path | None, typer.Option(help="Write one page that shows sound and cues to this file, and no tracks.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make subtitle tracks again, from the words files alone, and tell how their cues keep the limits."""
    from flows import reporter, reviewing
    from flows.outputs import copied, only_folder
    from flows.settings import load
    from flows.subtitle_report import SubtitleReport
    from flows.tracks import rewritten
    from manifests.files import NAME
    from render.packages import WORDS

    order = _order(formats=formats, folder=folder, merge=merge, offset=offset, fps=fps, code=code, profile=profile)
    if review is not None:
        reporter.say(str(reviewing.write(review, only_folder(out, "--review"), order, reporter.progress)))
        return
    if folder is None:
        only_folder(out, "subtitles without -o")
    least = load(Path(), {}).subtitles.inside if strict else 0
    made = {}
    with copied(out, WORDS, NAME) as recordings:
        for track in rewritten(recordings, order):
            made[str(track.stem.relative_to(folder or recordings))] = track.cues
            for path in () if as_json else track.paths:
                reporter.say(str(path))
    report = SubtitleReport(made)
    if as_json:
        reporter.say_json(report.as_json())
    for line in () if as_json else report.lines():
        reporter.say(line)
    report.judge(least)


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
    profile: Profile = None,
) -> None:
    """Make an MP4 of each recording, with subtitles, for video sites."""
    from flows import reporter
    from flows.covers import cover_from
    from flows.films import FilmOrder, films
    from flows.outputs import copied, only_folder
    from manifests.files import NAME
    from render.packages import WORDS
    from render.video import Look

    look = Look(cover_from(cover) if cover is not None else None, waveform, burn)
    order = _order(folder=folder, merge=merge, code=code, profile=profile)
    if folder is None:
        only_folder(out, "video without -o")
    with copied(out, WORDS, ".mp3", NAME) as recordings:
        for path in films(recordings, FilmOrder(look, order), reporter.progress):
            reporter.say(str(path))


def _order(
    *,
    formats: str = "srt",
    folder: Path | None,
    merge: bool,
    offset: int = 0,
    fps: str | None = None,
    code: str,
    profile: str | None,
) -> "TrackOrder":
    from flows.tracks import TrackOrder, formats_in
    from render.subtitles.frames import frame_rate
    from render.subtitles.omitted import CodeShown

    return TrackOrder(
        formats_in(formats),
        profile=profile,
        offset=offset,
        merge=merge,
        rate=frame_rate(fps) if fps is not None else None,
        code=CodeShown(code),
        folder=folder,
    )
