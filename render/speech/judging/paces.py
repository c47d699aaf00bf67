"""How fast each voice speaks: learnt from the takes of a run, so that one that is far off stands out.

The estimate is the median and the median deviation of the logarithms, which a few wrong takes cannot move.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from render.speech.delivery import Delivery

ENOUGH = 12  # takes, before a voice is known
REMEMBERED = 400  # takes of each voice
_SIGMA = 1.4826  # a normal distribution's deviation in median deviations


@dataclass(frozen=True, slots=True)
class Usual:
    """A voice's own pace."""

    pace: float  # letters and digits a second
    spread: float  # of its logarithm


class Paces:
    """The paces of one run, by voice and language."""

    def __init__(self) -> None:
        self._heard: dict[tuple[str, str, str], deque[float]] = {}

    def learn(self, delivery: Delivery, paces: Iterable[float]) -> None:
        """Takes note of how fast some paragraphs were spoken."""
        self._known(delivery).extend(np.log(pace) for pace in paces)

    def usual(self, delivery: Delivery, more: Iterable[float] = ()) -> Usual | None:
        """The voice's own pace, `more` that are just being judged included; None where there are too few."""
        logs = np.array([*self._known(delivery), *(np.log(pace) for pace in more)])
        if len(logs) < ENOUGH:
            return None
        middle = float(np.median(logs))
        return Usual(float(np.exp(middle)), _SIGMA * float(np.median(np.abs(logs - middle))))

    def _known(self, delivery: Delivery) -> deque[float]:
        key = (delivery.service, delivery.voice, delivery.language)
        return self._heard.setdefault(key, deque(maxlen=REMEMBERED))
