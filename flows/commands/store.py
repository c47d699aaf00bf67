"""`readcast store …`: what is kept, whether it is whole, what may go, and carrying it elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.parameters import AsJson

if TYPE_CHECKING:
    from flows.store_upkeep import Told

app = typer.Typer(no_args_is_help=True, help="Look after what was spoken: stat, verify, gc, export, import.")

Place = Annotated[str | None, typer.Option("--store", help="The folder or URL; else READCAST_STORE, or the usual one.")]
Manifests = Annotated[
    list[Path] | None, typer.Option("--manifests", help="An output whose clips are meant; may be given again.")
]


@app.command()
def stat(store: Place = None, as_json: AsJson = False) -> None:
    """Show how much is kept, what was paid for it, and which outputs are made of it."""
    from flows import store_upkeep

    _tell(store_upkeep.stat(store_upkeep.opened(store)), as_json)


@app.command()
def verify(store: Place = None, as_json: AsJson = False) -> None:
    """Read and check everything. What is damaged is put aside, and asked for again when it is needed."""
    from flows import store_upkeep

    _tell(store_upkeep.verify(store_upkeep.opened(store)), as_json)


@app.command()
def gc(
    keep: Annotated[str | None, typer.Option(help="Remove what is older than this, such as 30d.")] = None,
    keep_size: Annotated[str | None, typer.Option(help="Remove the oldest until it is no more than, say, 5GB.")] = None,
    manifests: Manifests = None,
    forget: Annotated[
        list[str] | None, typer.Option(help="An output that is no more, and needs nothing; may be given again.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
    store: Place = None,
    as_json: AsJson = False,
) -> None:
    """Remove clips that are beyond the bounds, and never one that an output's manifest needs."""
    from flows import store_upkeep
    from flows.bounds import bounds_of

    limits = bounds_of(keep, keep_size)
    order = store_upkeep.Collecting(limits, manifests or (), forget or (), dry_run)
    _tell(store_upkeep.gc(store_upkeep.opened(store), order), as_json)


@app.command("export")
def export(
    target: Annotated[str, typer.Argument(metavar="FILE.tar", help="Or another store: a folder or URL.")],
    manifests: Manifests = None,
    store: Place = None,
    as_json: AsJson = False,
) -> None:
    """Write all clips, or those that some outputs need, to one file or into another store."""
    from flows import store_upkeep

    _tell(store_upkeep.exported(store_upkeep.opened(store), target, manifests or ()), as_json)


@app.command("import")
def import_(
    source: Annotated[str, typer.Argument(metavar="FILE.tar", help="Or another store: a folder or URL.")],
    store: Place = None,
    as_json: AsJson = False,
) -> None:
    """Take clips over from such a file or store, each of them checked."""
    from flows import store_upkeep

    _tell(store_upkeep.imported(store_upkeep.opened(store), source), as_json)


def _tell(told: "Told", as_json: bool) -> None:
    from flows import reporter

    if as_json:
        reporter.say_json(told.found)
    else:
        for line in told.lines:
            reporter.say(line)
    told.judge()
