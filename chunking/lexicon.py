"""The user's own list of written → spoken forms: names, terms and everything that a voice gets wrong.

As TOML, plain entries in a table and others in full, or as CSV with columns of the same names:

    [terms]                          written;spoken;regex;case;language
    LMNT = "element"                 LMNT;element
                                     "(\\d+)bn";\\1 billion;yes;;en
    [[entry]]
    written = '(\\d+)bn'
    spoken = '\\1 billion'
    regex = true
    language = "en"
"""

import csv
import io
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

import regex

from chunking.errors import InputError
from chunking.languages import AUTO, language_code

LONGEST = 1000  # code points of a written or spoken form
_CONTROL = regex.compile(r"[\p{Cc}--[\t\n\r]]", regex.VERSION1)
_YES, _NO = ("true", "yes", "1", "x"), ("false", "no", "0", "")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One line of a lexicon."""

    written: str  # a word or phrase, or a regular expression
    spoken: str  # of a regular expression: with its groups as `\\1` or `\\g<name>`
    regex: bool = False
    case: bool = False  # whether upper and lower case are told apart
    language: str = ""  # ISO 639-1; empty: every language
    where: str = field(default="", compare=False)  # in its file, such as "line 7"

    @property
    def rule(self) -> str:
        """What a segment that it has reworded names as its rule."""
        return f"lexicon: {self.written}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries in their order. `chunking.speakable.terms` says which of several that fit a text wins."""

    entries: tuple[LexiconEntry, ...] = ()


NOTHING = Lexicon()


def from_toml(text: str) -> Lexicon:
    """The lexicon in a TOML file's text. Raises InputError that names the line or the entry."""
    try:
        found = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # tomllib's own errors are ValueErrors, as are numbers too long
        raise InputError(f"not valid TOML: {error}") from error
    _check_names(found, ("terms", "entry"), "")
    terms, entries = found.get("terms", {}), found.get("entry", [])
    if not isinstance(terms, dict):
        raise InputError('`terms` is a table: write [terms], and below it lines such as LMNT = "element"')
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise InputError("`entry` is a list of tables: write [[entry]] before each")
    return Lexicon((*_plain(terms), *_full(entries)))


def from_csv(text: str) -> Lexicon:
    """The lexicon in a CSV file's text, parted by commas, semicolons or tabs. Raises InputError naming the line."""
    head = text.removeprefix("\ufeff")
    line_1 = head.partition("\n")[0]
    delimiter = next((sign for sign in ",;\t" if sign in line_1), ",")
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        _check_names(names, _FIELDS, "line 1: ")
        if missing := [name for name in _FIELDS[:2] if name not in names]:
            raise InputError(f"line 1: there is no column `{missing[0]}`; the first line is: written,spoken")
        return Lexicon(tuple(_of_row(row, names, f"line {rows.line_num}") for row in rows if any(row)))
    except csv.Error as error:
        raise InputError(f"line {rows.line_num}: not valid CSV: {error}") from error


PARSERS: Mapping[str, Callable[[str], Lexicon]] = MappingProxyType({".toml": from_toml, ".csv": from_csv})
_FIELDS = ("written", "spoken", "regex", "case", "language")


def _plain(terms: Mapping[str, object]) -> Iterator[LexiconEntry]:
    for written, spoken in terms.items():
        yield entry_of({"written": written, "spoken": spoken}, f"[terms] {written[:60]!r}")


def _full(entries: list[dict[str, object]]) -> Iterator[LexiconEntry]:
    for number, values in enumerate(entries, 1):
        where = f"[[entry]] {number}"
        _check_names(values, _FIELDS, f"{where}: ")
        yield entry_of(values, where)


def _of_row(row: list[str], names: list[str], where: str) -> LexiconEntry:
    if len(row) > len(names):
        raise InputError(
            f"{where} has {len(row)} columns and line 1 has {len(names)}: put a form that holds the sign between "
            "columns into double quotes"
        )
    values: dict[str, object] = dict(zip(names, row, strict=False))
    for name in ("regex", "case"):
        values[name] = _truth(str(values.get(name, "")), f"{where}: `{name}`")
    return entry_of(values, where)


def _truth(cell: str, what: str) -> bool:
    told = cell.strip().lower()
    if told not in _YES + _NO:
        raise InputError(f"{what} is {cell[:60]!r}; it may be yes or no")
    return told in _YES


def entry_of(values: Mapping[str, object], where: str) -> LexiconEntry:
    """An entry from its fields by name, all but two optional. Raises InputError that begins with `where`."""
    written, spoken = (_form(values, name, where) for name in ("written", "spoken"))
    flags = {name: values.get(name, False) for name in ("regex", "case")}
    for name, value in flags.items():
        if not isinstance(value, bool):
            raise InputError(f"{where}: `{name}` is {str(value)[:60]!r}; it may be true or false")
    language = _language(values.get("language", ""), where)
    entry = LexiconEntry(written.strip(), spoken, flags["regex"] is True, flags["case"] is True, language, where)
    if not entry.written:
        raise InputError(f"{where}: `written` is empty; say which word is meant")
    if entry.regex:
        _check_expression(entry)
    return entry


def _form(values: Mapping[str, object], name: str, where: str) -> str:
    form = values.get(name)
    if not isinstance(form, str):
        raise InputError(f"{where}: " + (f"`{name}` is not a text" if name in values else f"there is no `{name}`"))
    if len(form) > LONGEST:
        raise InputError(f"{where}: `{name}` is {len(form):,} characters long; the most is {LONGEST:,}")
    if _CONTROL.search(form):
        raise InputError(f"{where}: `{name}` has a control character in it; write it without")
    return form


def _language(named: object, where: str) -> str:
    if not isinstance(named, str):
        raise InputError(f"{where}: `language` is not a text, such as en")
    try:
        code = language_code(named) if named.strip() else ""
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    return "" if code == AUTO else code


def _check_expression(entry: LexiconEntry) -> None:
    """Whether the expression and the groups in its spoken form are sound."""
    try:
        regex.compile(entry.written)
        empty = regex.compile(f"{entry.written}\n|").match("")  # so that the groups can be looked at without a text
        if empty is not None:
            empty.expand(entry.spoken)
    except (regex.error, IndexError, RecursionError, OverflowError) as error:
        raise InputError(
            f"{entry.where}: {entry.written[:60]!r} → {entry.spoken[:60]!r} is not a sound regular expression: {error}"
        ) from error


def _check_names(found: Mapping[str, object] | list[str], known: tuple[str, ...], where: str) -> None:
    for name in found:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean `{near[0]}`?" if near else f"; there are: {', '.join(known)}"
            raise InputError(f"{where}there is nothing called `{name[:60]}` in a lexicon{hint}")
