"""Documents that one run leaves to another: a flow's parameter, so they are looked at before they are believed."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from chunking.errors import InputError


class Assigned(BaseModel):
    """One document of a batch."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(description="its path below the source")
    folder: str = Field(description="its folder below the output")
    authors: tuple[str, ...] = Field(default=(), description="where its own head names none")


def checked(documents: Sequence[Assigned]) -> Sequence[Assigned]:
    """The same. Raises InputError for a name that leads out of the source or the output."""
    for one in documents:
        for path in (one.name, one.folder):
            if path.startswith("/") or "\\" in path or ".." in path.split("/") or "/" in one.folder:
                raise InputError(f"{path!r} is no document of a batch.")
    return documents
