"""Other ways to make cues of words: what common tools do, written down from what they say or from their source.

Each gets a paragraph's words and says which are on each line of each cue: `[[(0, 7), (7, 12)], [(12, 20)]]` is a cue
of two lines and one of one.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from render.timeline import TimedWord

Line = tuple[int, int]  # the first word, and one after the last
Shown = list[list[Line]]
Maker = Callable[[Sequence[TimedWord]], Shown]

COLUMNS = 42


def width(words: Sequence[TimedWord]) -> int:
    return sum(len(word.text) for word in words) + len(words) - 1


def greedy(words: Sequence[TimedWord]) -> Shown:
    """Each line is filled as far as it goes, two lines are a cue: srt_equalizer, and most scripts around Whisper."""
    lines: list[Line] = []
    first = 0
    for after in range(1, len(words) + 1):
        if after == len(words) or width(words[first : after + 1]) > COLUMNS:
            lines.append((first, after))
            first = after
    return [lines[place : place + 2] for place in range(0, len(lines), 2)]


def stable_ts(words: Sequence[TimedWord]) -> Shown:
    """The default regrouping of stable-ts 2.19 (`da`), which makes no lines; they are made by Subtitle Edit's rule.

    At the end of sentences, at pauses over half a second, at commas in what has 50 characters or more, and then what
    has over 70 in even parts.
    """
    parts: list[Line] = [(0, len(words))]
    parts = _split(parts, lambda place: words[place].text.endswith((".", "?")) and not _is_special(words[place].text))
    parts = _split(parts, lambda place: words[place + 1].span.start - words[place].span.end > 12_000)
    long = [part for part in parts if width(words[slice(*part)]) >= 50]
    parts = sorted(set(parts) - set(long) | set(_split(long, lambda place: words[place].text.endswith(","))))
    return [_two_lines(words, *even) for part in parts for even in _evenly(words, *part)]


def _is_special(word: str) -> bool:
    """A full stop that stable-ts takes for that of an abbreviation."""
    return word[0].isupper() and sum(not (one.isupper() or one.isdigit() or one == ".") for one in word) < 3


def _split(parts: Sequence[Line], ends: Callable[[int], bool]) -> list[Line]:
    found: list[Line] = []
    for first, after in parts:
        places = [place + 1 for place in range(first, after - 1) if ends(place)]
        found += pairwise([first, *places, after])
    return found


def _evenly(words: Sequence[TimedWord], first: int, after: int) -> list[Line]:
    count = -(-width(words[first:after]) // 70)
    sums = list(accumulate(len(word.text) + 1 for word in words[first:after]))
    wanted = [sums[-1] * part / count for part in range(1, count)]
    nearest = {min(range(len(sums)), key=lambda place: abs(sums[place] - goal)) + 1 for goal in wanted}
    return list(pairwise([first, *(first + place for place in sorted(nearest) if place < after - first), after]))


def subtitle_edit(words: Sequence[TimedWord]) -> Shown:
    """Subtitle Edit's rule for two lines (`TextSplit`); what is too long for them is halved by it until it fits."""
    return [_two_lines(words, *part) for part in _halved(words, 0, len(words))]


def _halved(words: Sequence[TimedWord], first: int, after: int) -> list[Line]:
    if after - first == 1 or (width(words[first:after]) <= COLUMNS * 2 and _best(words, first, after, COLUMNS)):
        return [(first, after)]
    middle = _best(words, first, after, width(words[first:after]))
    return _halved(words, first, middle) + _halved(words, middle, after)


def _two_lines(words: Sequence[TimedWord], first: int, after: int) -> list[Line]:
    if width(words[first:after]) <= COLUMNS or after - first == 1:
        return [(first, after)]
    middle = _best(words, first, after, COLUMNS) or _best(words, first, after, width(words[first:after]))
    return [(first, middle), (middle, after)]


def _best(words: Sequence[TimedWord], first: int, after: int, most: int) -> int:
    """Where the second part begins; 0 where no place makes both fit.

    After the end of a sentence, else after a comma or semicolon, where the parts are not too uneven; else where they
    are most even, and of two such places where the first part is the shorter one.
    """
    places = [
        place
        for place in range(first + 1, after)
        if width(words[first:place]) <= most and width(words[place:after]) <= most
    ]

    def uneven(place: int) -> int:
        return abs(width(words[first:place]) - width(words[place:after]))

    half = width(words[first:after]) / 2
    for marks in ((".", "!", "?"), (",", ";")):
        marked = [place for place in places if words[place - 1].text.endswith(marks) and uneven(place) < half]
        if marked:
            return min(marked, key=uneven)
    return min(places, key=lambda place: (uneven(place), width(words[first:place])), default=0)


OTHERS: dict[str, Maker] = {
    "greedy packing": greedy,
    "stable-ts 'da'": stable_ts,
    "Subtitle Edit": subtitle_edit,
}
