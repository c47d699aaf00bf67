"""Who needs what: each output registers itself and the clips that its files are made of.

So `store gc` knows which manifests to look at, and what an output needs whose manifest it cannot reach: on another
machine, on a disk that is not mounted. A user's file is replaced whole; it lists the clips of the last run that ended.
"""

import platform
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from render.speech.delivery import digest
from render.speech.store.shelf import Shelf


class User(msgspec.Struct, frozen=True):
    """An output folder."""

    output: str  # its absolute path, or a URL
    host: str  # the machine that the path is of
    clips: tuple[str, ...] = ()  # that its files are made of

    @property
    def is_here(self) -> bool:
        """Whether its path can be looked at on this machine."""
        return self.host == platform.node()


class Users:
    """The outputs that a store knows."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def register(self, output: str, clips: Iterable[str]) -> None:
        """From now on the output needs these clips and no others."""
        user = User(output, platform.node(), tuple(sorted(set(clips))))
        name = _name(user)
        self._shelf.put([name], msgspec.json.encode(user), replacing=True)
        self._registered.add(name)

    def knows(self, output: str) -> bool:
        """Whether the output has registered."""
        return _name(User(output, platform.node())) in self._registered

    def all(self) -> Iterator[User]:
        """In the order of their outputs. A file that cannot be read is a user of whom nothing is known."""
        users = [self._read(found.name) for found in self._shelf.files("users")]
        return iter(sorted(users, key=lambda user: (user.output, user.host)))

    def forget(self, user: User) -> None:
        """The output no longer needs anything."""
        self._shelf.delete(_name(user))

    @cached_property
    def _registered(self) -> set[str]:
        return {found.name for found in self._shelf.files("users")}

    def _read(self, name: str) -> User:
        try:
            return msgspec.json.decode(self._shelf.get(name), type=User)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return User(name, "")


def _name(user: User) -> str:
    return f"users/{digest([user.host, user.output])}" if user.host else user.output
