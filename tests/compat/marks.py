"""Which cases run in every `make test`, and which in `make compat` alone."""

import pytest


def others(*values: object) -> list[object]:
    """Cases that are left to `make compat`."""
    return [pytest.param(value, marks=pytest.mark.compat) for value in values]
