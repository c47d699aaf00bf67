"""What one run was told on the command line or in Prefect: plain data without secrets, fit for a flow's parameters."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _text(place: object) -> object:
    return str(place) if isinstance(place, Path) else place


WhenBusy = Literal["fail", "wait", "skip"]
StorePlace = Annotated[str | None, BeforeValidator(_text)]  # a path or a URL, which is no path
OutputName = Annotated[str, BeforeValidator(_text)]  # likewise


_SETTINGS = {"speech", "voice", "language", "store", "jobs", "transport"} | {
    "publish_to",
    "publish_branch",
    "publish_command",
}


class Options(BaseModel):
    """Settings, where None leaves them to `readcast.toml` and the environment, and what only one run is asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speech: str | None = Field(
        default=None, description="lmnt, local, local:ENGINE, or an address that speaks LMNT's API"
    )
    voice: str | None = Field(default=None, description="the service's id of the voice")
    language: str | None = Field(default=None, description="ISO 639-1, or auto")
    store: StorePlace = Field(default=None, description="where what was spoken is kept")
    jobs: int | None = Field(default=None, description="requests at once")
    transport: str | None = Field(default=None, description="requests or sessions")
    publish_to: StorePlace = Field(default=None, description="folder or URL that recordings are copied to afterwards")
    publish_branch: str | None = Field(default=None, description="branch that manifests are committed on afterwards")
    publish_command: str | None = Field(default=None, description="run afterwards, with the manifest's path")
    settings_folder: Path | None = Field(default=None, description="where readcast.toml lies; else beside the source")
    site: str | None = Field(default=None, description="the site generator whose conventions hold, or auto")
    ref: str | None = Field(default=None, description="branch, tag or commit of the repository")
    only: tuple[str, ...] = Field(default=(), description="patterns of the documents that this run is about")
    since: str | None = Field(default=None, description="only documents that changed after this commit")
    when_busy: WhenBusy = Field(default="fail", description="what to do while another run is at work on the output")
    chapters: frozenset[int] | None = Field(default=None, description="only these")
    sample_seconds: int | None = Field(default=None, description="only about the first seconds, into OUT/sample")
    force: bool = Field(default=False, description="ask for everything again, and pay for it again")
    over_plan: bool = Field(
        default=False, description="go on where the account's plan does not cover it; so does force"
    )
    strict: bool = Field(default=False, description="flagged paragraphs are a failure")
    max_characters: int | None = Field(default=None, ge=0, description="stop before more than these are sent")
    max_requests: int | None = Field(default=None, ge=0, description="stop before more than these are sent")
    max_cost: float | None = Field(default=None, ge=0, description="stop before more than this is spent")
    yes: bool = Field(default=False, description="go on without asking, however much it is")

    def flags(self) -> dict[str, object]:
        """The settings among them."""
        flags = self.model_dump(include=_SETTINGS, exclude_none=True)
        return flags | ({"site": {"preset": self.site}} if self.site else {})
