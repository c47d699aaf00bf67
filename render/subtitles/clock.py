"""Milliseconds as subtitle formats write them."""


def clock(milliseconds: int, separator: str) -> str:
    """`HH:MM:SS` and three digits after the separator. Whole numbers only: float seconds come out wrong by one."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}{separator}{thousandths:03}"
