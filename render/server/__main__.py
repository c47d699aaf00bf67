"""python -m render.server: the local speech server, in the foreground."""

import argparse
import math
import os
import sys
from pathlib import Path

from chunking.errors import ReadcastError
from render.server.engines import ENGINES
from render.server.serve import ServeOptions, serve

KEY_VARIABLE = "READCAST_SERVER_API_KEY"  # every user of a machine sees the others' options, but not this


def main() -> int:
    """0 when stopped, 2 when it could not start."""
    try:
        serve(_options())
    except ReadcastError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _options() -> ServeOptions:
    parser = argparse.ArgumentParser(prog="python -m render.server", description=__doc__, allow_abbrev=False)
    parser.add_argument("--port", type=int, default=0, help="0 for any free port (the default)")
    parser.add_argument("--engine", choices=ENGINES, default="espeak")
    parser.add_argument("--latency", type=_seconds, default=0.0, metavar="SECONDS")
    parser.add_argument(
        "--latency-per-char", type=_seconds, default=0.0, metavar="SECONDS", dest="latency_per_character"
    )
    parser.add_argument(
        "--api-key", default=os.environ.get(KEY_VARIABLE) or None, metavar="KEY", help=f"or {KEY_VARIABLE}"
    )
    parser.add_argument("--plan-characters", type=int, metavar="N", help="then every request is answered with 402")
    parser.add_argument("--requests-per-second", type=float, default=math.inf, metavar="N", help="more get 429")
    parser.add_argument("--concurrency", type=int, default=math.inf, metavar="N", help="more at once get 429")
    parser.add_argument("--state", type=Path, metavar="FOLDER", help="keeps voices and the characters used")
    parser.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="beside the loopback names")
    parser.add_argument("--until-stdin-closes", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="a line for each request on stderr")
    given = vars(parser.parse_args())
    return ServeOptions(**given | {"allow_host": tuple(given["allow_host"])})


def _seconds(written: str) -> float:
    seconds = float(written)
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError("must be from 0 to 3600 seconds")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
