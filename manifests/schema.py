"""The published JSON Schemas, made from the models: `python -m manifests.schema` writes them beside this file."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from manifests.model import Collection, Manifest, Record
from render.files import written_whole

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Mapping[str, type[Record]] = MappingProxyType(
    {"manifest.schema.json": Manifest, "collection.schema.json": Collection}
)


def schema_of(name: str) -> str:
    """The text of one schema file."""
    schema = SCHEMAS[name].model_json_schema(mode="serialization")
    identity = {"$schema": DRAFT, "$id": f"urn:readcast:{name.removesuffix('.schema.json')}:1"}
    return json.dumps(identity | schema, ensure_ascii=False, indent=2) + "\n"


def write(folder: Path) -> None:
    """Writes every schema file, each by one rename."""
    for name in SCHEMAS:
        written_whole(folder / name, schema_of(name).encode("utf-8"))


if __name__ == "__main__":
    write(Path(__file__).parent)
