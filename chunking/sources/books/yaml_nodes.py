"""YAML as a tree of nodes that know where they stand. Nothing is constructed, so tags of any kind do nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from chunking.errors import InputError
from chunking.sources.books.folder import Folder

MOST = 10_000  # items of the lists in an order file, those that aliases repeat among them
DEEPEST = 50
LARGEST = 1_000_000  # code points


@dataclass(slots=True)
class _File:
    """A YAML file while its values are looked at."""

    name: str
    left: int = MOST  # so many items of lists may still be looked at

    def count_item(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise InputError(f"{self.name}: its lists have more than {MOST:,} entries; divide the book")


class Value:
    """A value of a YAML file: a text, a list or a mapping."""

    def __init__(self, node: yaml.Node | None, file: _File, depth: int = 0) -> None:
        self._node = node
        self._file = file
        self._depth = depth

    @property
    def text(self) -> str:
        """The text; empty for a list, a mapping, and nothing."""
        plain = isinstance(self._node, yaml.ScalarNode) and self._node.tag != "tag:yaml.org,2002:null"
        return str(self._node.value).strip() if plain and self._node else ""

    @property
    def place(self) -> tuple[int, int]:
        """The offsets of its first character and after its last."""
        if self._node is None:
            return 0, 0
        return self._node.start_mark.index, self._node.end_mark.index

    @property
    def is_list(self) -> bool:
        return isinstance(self._node, yaml.SequenceNode)

    def items(self) -> Iterator["Value"]:
        """The values of a list; none for anything else. Raises InputError where the file has too many."""
        for node in self._node.value if isinstance(self._node, yaml.SequenceNode) else ():
            self._file.count_item()
            yield self._below(node)

    def pairs(self) -> Iterator[tuple["Value", "Value"]]:
        """The keys and values of a mapping; none for anything else."""
        if isinstance(self._node, yaml.MappingNode):
            yield from ((self._below(key), self._below(value)) for key, value in self._node.value)

    def get(self, *path: str) -> "Value":
        """The value under a key, and under a key of that; a value of nothing where there is none."""
        found = self
        for name in path:
            found = next((value for key, value in found.pairs() if key.text == name), Value(None, self._file))
        return found

    def texts(self) -> list[str]:
        """The text, or those of a list."""
        found = [value.text for value in self.items()] if self.is_list else [self.text]
        return [text for text in found if text]

    def _below(self, node: yaml.Node) -> "Value":
        if self._depth >= DEEPEST:
            raise InputError(f"{self._file.name}: lists are nested too deeply to be read; make them flatter")
        return Value(node, self._file, self._depth + 1)


def _values(text: str, name: str) -> Value:
    """The one value of a YAML file. Raises InputError, naming the file, for what is not YAML."""
    if len(text) > LARGEST:
        raise InputError(f"{name}: {len(text):,} characters are too many for a list of chapters; shorten it")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)  # libyaml's own falls over lists 30,000 deep
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{name}, line {line}: is not valid YAML ({error.problem}); correct it") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{name}: is not valid YAML; correct it") from error
    return Value(node, _File(name))


class Settings(NamedTuple):
    """The settings of a book, as a YAML file has them."""

    name: str  # of the file, below the book's folder
    text: str
    value: Value


def settings(folder: Folder, names: tuple[str, ...]) -> Settings | None:
    """The first of these files that is there. Raises InputError for one that is not YAML."""
    name = next(filter(folder.has, names), None)
    if name is None:
        return None
    text = folder.text(name)
    return Settings(name, text, _values(text, name))
