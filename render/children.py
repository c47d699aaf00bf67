"""What a program that readcast starts is told of the environment."""

import os


def environment() -> dict[str, str]:
    """This process's environment without the API key: no child needs it."""
    return {name: value for name, value in os.environ.items() if name != "LMNT_API_KEY"}
