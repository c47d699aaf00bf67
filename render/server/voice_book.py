"""The voices that a server has: the system's, and those that its user made.

All is read from the state every time, so that several servers on one state see the same voices.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from render.server.engines import obstacle
from render.server.envelope import ApiError
from render.server.state import State
from render.server.voices import VOICES, Voice

MADE = re.compile("[0-9a-f]{16}")  # the id of a voice that was made; what else a path may hold never gets further
CHANGEABLE = ("name", "description", "gender", "tags")


class VoiceBook:
    """All voices by id."""

    def __init__(self, state: State, engine: str = "espeak") -> None:
        self._state, self._engine = state, engine

    def __iter__(self) -> Iterator[Voice]:
        """The system's voices first, then the others as they were made. Only those that can be spoken here."""
        made = self._state.database.execute("select fields from voices order by made").fetchall()
        starred = {voice for (voice,) in self._state.database.execute("select voice from stars")}
        for voice in (*VOICES.values(), *(_read(fields) for (fields,) in made)):
            if not obstacle(voice.engine, self._engine):
                yield replace(voice, starred=voice.id in starred)

    def get(self, voice: str) -> Voice:
        """Raises ApiError, 404."""
        found = VOICES.get(voice) or self._made(voice)
        if found is None:
            raise ApiError(404, f"voice: there is no voice {shown(voice)}; GET /v1/ai/voice/list names them all")
        if why := obstacle(found.engine, self._engine):
            there = ", ".join(one.id for one in self)
            raise ApiError(404, f"voice: {shown(voice)} cannot speak here. {why} The voices here: {there}")
        star = self._state.database.execute("select 1 from stars where voice = ?", (voice,)).fetchone()
        return replace(found, starred=star is not None)

    @property
    def samples(self) -> Path:
        """The folder with the recordings that voices were made from, each named by its voice's id."""
        return self._state.samples

    def add(self, voice: Voice) -> None:
        """A voice that was made; its id is new."""
        self._state.database.execute("insert into voices (id, fields) values (?, ?)", (voice.id, _written(voice)))

    def change(self, voice: str, changes: Mapping[str, Any]) -> Voice:
        """With those members of `changes` that the user may change. Raises ApiError: 404; 403 where that is none."""
        with self._state.changing():
            found = self.get(voice)
            if "starred" in changes:
                self._star(voice, starred=changes["starred"])
            elif found.owner != "me":
                raise ApiError(403, f"{shown(voice)} is not your voice: of it you can change only `starred`")
            if found.owner == "me":
                changed = replace(found, **{name: changes[name] for name in CHANGEABLE if name in changes})
                sets = "update voices set fields = ? where id = ?"
                self._state.database.execute(sets, (_written(changed), voice))
            return self.get(voice)

    def remove(self, voice: str) -> None:
        """Only one that was made. Raises ApiError, 403 or 404."""
        with self._state.changing():
            if self.get(voice).owner != "me":
                raise ApiError(403, f"{shown(voice)} is not your voice: only voices that you made can be deleted")
            self._state.database.execute("delete from voices where id = ?", (voice,))
            self._star(voice, starred=False)
        (self.samples / voice).unlink(missing_ok=True)

    def _star(self, voice: str, *, starred: bool) -> None:
        change = "insert or ignore into stars values (?)" if starred else "delete from stars where voice = ?"
        self._state.database.execute(change, (voice,))

    def _made(self, voice: str) -> Voice | None:
        if not MADE.fullmatch(voice):
            return None
        row = self._state.database.execute("select fields from voices where id = ?", (voice,)).fetchone()
        return _read(row[0]) if row else None


def _read(fields: str) -> Voice:
    return Voice.from_fields(json.loads(fields))


def _written(voice: Voice) -> str:
    return json.dumps(asdict(voice))


def shown(value: str) -> str:
    """A value in a message: short, quoted, and safe to encode whatever is in it."""
    return ascii(value if len(value) <= 60 else value[:60] + "...")
