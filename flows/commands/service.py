"""readcast account and readcast say."""

from typing import Annotated

import typer

from flows.commands.parameters import AsJson, Format, Language, Overwrite, SoundFile, Speech, Voice
from flows.commands.running import show, until_done


def account(speech: Speech = None, as_json: AsJson = False) -> None:
    """Show the plan and what is left of it, in both ways in which the account's number can be read."""
    from flows import accounts

    show(until_done(accounts.shown(speech)), as_json)


def say(
    text: Annotated[str, typer.Argument(help="At most 5000 characters.", show_default=False)],
    out: SoundFile = None,
    voice: Voice = None,
    language: Language = None,
    format: Format = None,
    overwrite: Overwrite = False,
    speech: Speech = None,
    as_json: AsJson = False,
) -> None:
    """Have one text spoken, and hear it while it is made: readcast say "Good morning." | mpv -"""
    from flows import saying
    from flows.listening import Wish

    flags = {"speech": speech, "voice": voice, "language": language}
    show(until_done(saying.said(flags, text, Wish(out, format, overwrite, as_json))), as_json)
