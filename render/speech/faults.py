"""Everything that may come of a request instead of a good answer, in one table: its error, and what to do about it.

README shows the same table, and a test compares them. `render.speech.diagnosis` finds the row.
"""

from dataclasses import dataclass
from enum import Enum

from chunking.errors import AnswerBroken, CreditExhausted, KeyRefused, RequestRejected, ServiceUnreachable, SpeechError


class Again(Enum):
    """Whether asking again may help, and may be done."""

    NO = "no"
    READING = "yes, unless it changes voices"  # since that may have been done all the same
    YES = "yes"  # nothing can have been done


@dataclass(frozen=True, slots=True)
class Fault:
    """One row."""

    name: str  # a status, several, or what is wrong with the connection
    kind: type[SpeechError]
    again: Again
    what: str  # is wrong, in words
    step: str  # that the user should take next
    slug: str = ""  # LMNT's own word for it

    @property
    def statuses(self) -> tuple[int, ...]:
        """Those that it is the row of; none for a broken connection, and for those that go by more than the status."""
        return tuple(int(one) for one in self.name.split(", ") if one.isdigit())


_LATER = "Run again later; what was spoken is kept."
_ADDRESS = "Check the address of --speech"

ELSEWHERE = Fault(
    *("3xx, or 404 or 405 not in LMNT's form", ServiceUnreachable, Again.NO),
    what="what answers does not speak LMNT's API",
    step=f"{_ADDRESS}.",
)
REJECTED = Fault(
    *("any other 4xx", RequestRejected, Again.NO),
    what="the speech service rejected the request",
    step="Change what the service's words name.",
)
FAILED = Fault(
    *("5xx", ServiceUnreachable, Again.READING),
    what="the speech service failed",
    step=_LATER,
    slug="internal_server_error",
)
HOPELESS = Fault(
    *("408 to 5xx with `x-should-retry: false`", RequestRejected, Again.NO),
    what="the speech service failed, and says that asking again will not help",
    step="Change the text, the voice or the settings.",
)
DNS = Fault(
    *("unknown host", ServiceUnreachable, Again.YES),
    what="the host's name is not known",
    step=f"{_ADDRESS} and this machine's network, then run again.",
)
REFUSED = Fault(
    *("connection refused", ServiceUnreachable, Again.YES),
    what="nothing listens at the address",
    step=f"{_ADDRESS} and whether the server runs, then run again.",
)
TLS = Fault(
    *("TLS", ServiceUnreachable, Again.NO),
    what="no secure connection",
    step=f"{_ADDRESS}, this machine's clock, and its certificates (SSL_CERT_FILE).",
)
NO_WAY = Fault(
    *("no connection", ServiceUnreachable, Again.YES),
    what="no connection",
    step="Check this machine's network and proxy, and run again.",
)
TIMEOUT = Fault(
    *("timeout", ServiceUnreachable, Again.READING),
    what="no answer in time",
    step=_LATER,
)
RESET = Fault(
    *("connection reset", ServiceUnreachable, Again.READING),
    what="the connection was closed before an answer",
    step=_LATER,
)
CUT_SHORT = Fault(
    *("answer cut short", ServiceUnreachable, Again.READING),
    what="the connection was closed in the middle of the answer",
    step=_LATER,
)
NOT_HTTP = Fault(
    *("no HTTP", ServiceUnreachable, Again.READING),
    what="what answers does not speak HTTP as it should",
    step=f"{_ADDRESS}, and the proxy, if there is one.",
)
BROKEN = Fault(
    *("broken answer", AnswerBroken, Again.READING),
    what="an answer that cannot be used: no JSON, no audio, no words, or times outside it",
    step="Run again; if it stays so, change the text or report it to the service.",
)
FAULTS = (
    Fault(
        *("400", RequestRejected, Again.NO, "the speech service rejected the request"),
        *("Change the text, the voice or the setting that the service's words name.", "invalid_request_error"),
    ),
    Fault(
        *("401", KeyRefused, Again.NO, "the speech service refused the API key"),
        *("Check LMNT_API_KEY.", "authentication_error"),
    ),
    Fault(
        *("402", CreditExhausted, Again.NO, "the plan's characters are used up or a payment is due"),
        *("Settle it with the service, then run again; `readcast account` shows the plan.", "payment_required_error"),
    ),
    Fault(
        *("403", KeyRefused, Again.NO, "the speech service does not allow this with this API key"),
        *("Check LMNT_API_KEY, and whether the voice is yours.", "permission_error"),
    ),
    Fault(
        *("404", RequestRejected, Again.NO, "the speech service does not have it"),
        *("Check the voice: `readcast voices list` names those that there are.", "not_found_error"),
    ),
    Fault(
        *("408", ServiceUnreachable, Again.READING, "the speech service did not get the request in time"),
        _LATER,
    ),
    Fault(
        *("409, 425", ServiceUnreachable, Again.YES, "the speech service is busy with the same thing"),
        _LATER,
    ),
    Fault(
        *("413", RequestRejected, Again.NO, "the speech service does not take that much at once"),
        "Shorten the text or the recording.",
    ),
    Fault(
        *("422", RequestRejected, Again.NO, "the speech service does not understand the request"),
        "Change the text, the voice or the setting that the service's words name.",
    ),
    Fault(
        *("429", ServiceUnreachable, Again.YES, "the account has hit a rate limit"),
        *("Run again later, or with fewer requests at once (--jobs); what was spoken is kept.", "rate_limit_error"),
    ),
    REJECTED,
    FAILED,
    HOPELESS,
    ELSEWHERE,
    *(DNS, REFUSED, TLS, NO_WAY, TIMEOUT, RESET, CUT_SHORT, NOT_HTTP, BROKEN),
)
