"""The exit codes, in one table. README shows the same one, and a test compares them."""

from chunking.errors import (
    BudgetReached,
    InputError,
    OutputError,
    ReadcastError,
    ServiceRefused,
    ServiceUnreachable,
    VerificationError,
)
from flows.report import DocumentsFailed, ParagraphsFlagged
from flows.subtitle_report import CuesOutside

FAILED, WRONG_INPUT, REFUSED, UNREACHABLE, NOT_AS_RECORDED, INTERRUPTED = 1, 2, 3, 4, 5, 130

MEANINGS = {
    0: "everything was made",
    FAILED: "some documents failed, or the service would not do one thing; each is named with its reason",
    WRONG_INPUT: "the input, an option, a setting, a folder or a port is not usable",
    REFUSED: "the speech service refused: the key, the plan or its credit; or a limit of yours was reached",
    UNREACHABLE: "the speech service or a configured Prefect API cannot be reached, or the local server died",
    NOT_AS_RECORDED: "`verify` found differences, or `--strict` flagged paragraphs or subtitles",
    INTERRUPTED: "interrupted",
}

_CODES: tuple[tuple[type[ReadcastError], int], ...] = (
    (InputError, WRONG_INPUT),
    (OutputError, WRONG_INPUT),
    (ServiceRefused, REFUSED),
    (BudgetReached, REFUSED),
    (ServiceUnreachable, UNREACHABLE),
    (VerificationError, NOT_AS_RECORDED),
    (ParagraphsFlagged, NOT_AS_RECORDED),
    (CuesOutside, NOT_AS_RECORDED),
    (DocumentsFailed, FAILED),
)


def exit_code(error: ReadcastError | KeyboardInterrupt) -> int:
    """The code for what ended the run; 1 for an error that concerns a single document only."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)


def message(error: ReadcastError | KeyboardInterrupt) -> str:
    """One line for the user."""
    if isinstance(error, KeyboardInterrupt):
        return "interrupted; what was spoken is kept. Run again to go on."
    return " ".join(str(error).split())
