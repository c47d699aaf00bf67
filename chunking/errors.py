"""What can go wrong, as one tree: a class for each thing that a caller can do about it.

    ReadcastError
    ├── InputError                 the source, a setting or an option is wrong            → change it
    │   └── NothingToSpeak         a source without a word; one of many is passed over
    ├── OutputError                a folder or file cannot be written                      → free it, or choose another
    │   └── StoreFailed            the store: nothing more can be kept, so nothing more is asked for
    ├── VerificationError          an output is not what its manifest says                 → narrate again
    ├── BudgetReached              the user's own limit on what may be asked for           → raise it, then run again
    └── SpeechError                the speech service; raised in render.speech
        ├── ServiceRefused         → settle it with the service, then run again
        │   ├── KeyRefused         the API key: unknown, or not allowed to do this
        │   └── CreditExhausted    the plan or its credit, also where they would not cover a run
        ├── RequestRejected        this text, voice, recording or setting
        ├── ServiceUnreachable     no usable answer within the limits on attempts and time
        └── AnswerBroken           an answer that cannot be used, also when asked again

Every message says what happened, where, and the next step. `render.speech.faults` maps every status and every broken
connection to one of the speech service's classes, `flows.exits` each class to an exit code.
"""

from typing import Self


class ReadcastError(Exception):
    """Anything that readcast reports to its user in one line."""


class InputError(ReadcastError):
    """The source, a setting or an option is wrong."""


class NothingToSpeak(InputError):
    """A source has no text besides markup and settings."""


class OutputError(ReadcastError):
    """A folder or file cannot be written."""


class StoreFailed(OutputError):
    """The store cannot be used: nothing more can be kept, so nothing more must be asked for."""


class VerificationError(ReadcastError):
    """An output is not what its manifest says."""


class BudgetReached(ReadcastError):
    """The next request would exceed what the user allows: nothing more must be asked for."""


class SpeechError(ReadcastError):
    """The speech service did not give what was asked for."""

    status: int | None = None  # that it answered with; None where no answer came, or one that could not be used

    def with_status(self, status: int) -> Self:
        """The same error, which knows what the service answered."""
        self.status = status
        return self


class ServiceRefused(SpeechError):
    """The service will refuse every further request too."""


class KeyRefused(ServiceRefused):
    """The API key is missing, unknown or not allowed to do this."""


class CreditExhausted(ServiceRefused):
    """The plan's characters are used up, would not cover a run, or a payment is due."""


class RequestRejected(SpeechError):
    """The service will not do this one thing: this text, with this voice and these settings."""


class ServiceUnreachable(SpeechError):
    """No usable answer within the limits on attempts and time."""


class AnswerBroken(SpeechError):
    """An answer that cannot be used: not decodable, times outside the audio, no words."""
