"""What a program that readcast starts is told of the environment."""

import os

# LMNT's key, and that of a server in the foreground, which a run's own server must not ask for.
KEYS = ("LMNT_API_KEY", "READCAST_SERVER_API_KEY")


def environment() -> dict[str, str]:
    """This process's environment without the API keys: no child needs them."""
    return {name: value for name, value in os.environ.items() if name not in KEYS}
