"""Options and arguments that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

Speech = Annotated[
    str | None, typer.Option(help="lmnt, local, local:ENGINE or an address; default: lmnt with a key, else local.")
]
Voice = Annotated[str | None, typer.Option(help="The service's id of the voice.")]
VoiceId = Annotated[str, typer.Argument(metavar="ID", help="The service's id of the voice.", show_default=False)]
Language = Annotated[str | None, typer.Option(help="ISO 639-1, such as en; or auto.")]
Output = Annotated[
    str, typer.Argument(help="A folder or URL that `readcast narrate` has written to.", show_default=False)
]
StoreFolder = Annotated[
    str | None,
    typer.Option("--store", help="Where what was spoken is kept: a folder or a URL such as s3://BUCKET/PATH."),
]
PublishTo = Annotated[
    str | None, typer.Option(help="Copy the recordings to this folder or URL afterwards, where they have changed.")
]
PublishBranch = Annotated[
    str | None, typer.Option(help="Commit the manifests on this branch of the source's repository afterwards.")
]
PublishCommand = Annotated[
    str | None, typer.Option(help="Run this afterwards, with the manifest's path as its last word.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]
SoundFile = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="The sound file; - is standard output. Without it: standard output where that is no terminal, "
        "else a new file in this folder.",
    ),
]
Format = Annotated[
    str | None, typer.Option(help="mp3, wav, aac, webm, ulaw, pcm_s16le or pcm_f32le; default: by the file's name.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there already.")]
MaxCharacters = Annotated[
    int | None, typer.Option(min=0, help="Stop before more characters than these are sent, attempts counted.")
]
MaxRequests = Annotated[
    int | None, typer.Option(min=0, help="Stop before more requests than these are sent, attempts counted.")
]
MaxCost = Annotated[
    float | None, typer.Option(min=0, help="Stop before more than this is spent; the setting price tells how.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Go on without asking, however much it is.")]
