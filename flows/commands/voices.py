"""readcast voices: the service's voices, and recordings to make more from."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.parameters import AsJson, Format, Overwrite, SoundFile, Speech, VoiceId
from flows.commands.running import show, until_done

app = typer.Typer(no_args_is_help=True, help="List, show, hear, make, change and delete the service's voices.")

Sample = Annotated[Path, typer.Argument(help="A recording: WAV, MP3, MP4, M4A or WebM.", show_default=False)]
Description = Annotated[str | None, typer.Option(help="What the voice is like.")]
Gender = Annotated[str | None, typer.Option(help="Such as female or male.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="A word to find it by; may be given several times.")]


@app.command("list")
def listed(
    owner: Annotated[str, typer.Option(help="Whose: system, me, or all.")] = "all",
    starred: Annotated[bool, typer.Option("--starred", help="Only the starred ones.")] = False,
    speech: Speech = None,
    as_json: AsJson = False,
) -> None:
    """List the service's voices."""
    from flows import voices

    show(until_done(voices.listed(speech, owner, starred)), as_json)


@app.command("show")
def shown(voice: VoiceId, speech: Speech = None, as_json: AsJson = False) -> None:
    """Show all that the service says of one voice."""
    from flows import voices

    show(until_done(voices.shown(speech, voice)), as_json)


@app.command()
def create(
    sample: Sample,
    name: Annotated[str, typer.Option(help="The voice's name.", show_default=False)],
    description: Description = None,
    gender: Gender = None,
    tags: Tags = None,
    speech: Speech = None,
    as_json: AsJson = False,
) -> None:
    """Make a voice from a recording; `readcast voices check` tells how fit it is. Sends it to the service."""
    from flows import voices
    from render.speech.voices import Traits

    show(until_done(voices.created(speech, sample, Traits(name, description, gender, None, tags))), as_json)


@app.command()
def update(
    voice: VoiceId,
    name: Annotated[str | None, typer.Option(help="A new name.")] = None,
    description: Description = None,
    gender: Gender = None,
    starred: Annotated[bool | None, typer.Option("--starred/--not-starred", help="Star it, or not.")] = None,
    tags: Annotated[
        list[str] | None, typer.Option("--tag", help="Instead of all its tags; several times for several, '' for none.")
    ] = None,
    speech: Speech = None,
    as_json: AsJson = False,
) -> None:
    """Change what the service says of a voice. What is not named here stays as it is."""
    from flows import voices
    from render.speech.voices import Traits

    traits = Traits(name, description, gender, starred, [one for one in tags if one] if tags else None)
    show(until_done(voices.updated(speech, voice, traits)), as_json)


@app.command()
def delete(voice: VoiceId, speech: Speech = None, as_json: AsJson = False) -> None:
    """Delete a voice of yours, at once and for good. What it has spoken is kept."""
    from flows import voices

    show(until_done(voices.deleted(speech, voice)), as_json)


@app.command()
def check(sample: Sample, as_json: AsJson = False) -> None:
    """Measure a recording against LMNT's advice for voices. Sends nothing."""
    from flows.voice_check import checked

    show(checked(sample), as_json)


@app.command()
def preview(
    voice: VoiceId,
    out: SoundFile = None,
    text: Annotated[str | None, typer.Option(help="Have it say this, which is paid for.")] = None,
    format: Format = None,
    overwrite: Overwrite = False,
    speech: Speech = None,
    as_json: AsJson = False,
) -> None:
    """Hear a voice: the service's own preview, which is free, else a short sentence."""
    from flows import saying
    from flows.listening import Wish

    wish = Wish(out, format, overwrite, as_json)
    show(until_done(saying.previewed(speech, voice, text, wish)), as_json)
