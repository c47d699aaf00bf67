"""Who needs what: each output registers itself and the clips that its files are made of.

So `store gc` knows which manifests to look at, and what an output needs whose manifest it cannot reach: on another
machine, on a disk that is not mounted. A user's file is replaced whole, when a run begins and when it has ended.
"""

import platform
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from render.speech.delivery import digest
from render.speech.store.shelf import Found, Shelf


class User(msgspec.Struct, frozen=True):
    """An output folder."""

    output: str  # its absolute path, or a URL
    host: str  # the machine that the path is of; of a URL the protocol, since it is the same on every machine
    clips: tuple[str, ...] = ()  # that its files are made of
    ended: bool = True  # a run that has not may need every clip that came after it began
    since: float = 0.0  # when it registered, by the clock of the store; not in the file

    @property
    def is_here(self) -> bool:
        """Whether its path can be looked at on this machine."""
        return self.host == platform.node()

    @property
    def is_known(self) -> bool:
        """Whether its file could be read."""
        return bool(self.host)


class Users:
    """The outputs that a store knows."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def register(self, output: str, clips: Iterable[str], *, ended: bool = True) -> None:
        """From now on the output needs these clips and no others; where its run has not ended, also newer ones."""
        user = User(output, _host_of(output), tuple(sorted(set(clips))), ended)
        name = _name(user)
        self._shelf.put([name], msgspec.json.encode(user), replacing=True)
        self._registered.add(name)

    def knows(self, output: str) -> bool:
        """Whether the output has registered."""
        return _name(User(output, _host_of(output))) in self._registered

    def all(self) -> Iterator[User]:
        """In the order of their outputs. A file that cannot be read is a user of whom nothing is known."""
        users = [self._read(found) for found in self._shelf.files("users")]
        return iter(sorted(users, key=lambda user: (user.output, user.host)))

    def forget(self, user: User) -> None:
        """The output no longer needs anything."""
        self._shelf.delete(_name(user))

    @cached_property
    def _registered(self) -> set[str]:
        return {found.name for found in self._shelf.files("users")}

    def _read(self, found: Found) -> User:
        try:
            user = msgspec.json.decode(self._shelf.get(found.name), type=User)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return User(found.name, "")
        return msgspec.structs.replace(user, since=found.modified)


def _host_of(output: str) -> str:
    protocol, sign, _ = output.partition("://")
    return protocol if sign else platform.node()


def _name(user: User) -> str:
    return f"users/{digest([user.host, user.output])}" if user.is_known else user.output
