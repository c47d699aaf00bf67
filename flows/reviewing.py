"""x"""

from pathlib import Path

from flows.tracks import TrackOrder


def write(review: Path, out: Path, order: TrackOrder) -> Path:
    """x"""
    return review
