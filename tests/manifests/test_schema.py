"""The published JSON Schemas are those of the models, and hold for real manifests."""

import json
import subprocess
import sys

import jsonschema
import pytest

from flows.report import DocumentsFailed
from manifests.model import Collection, Manifest
from manifests.schema import SCHEMAS, schema_of, write


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_that_of_the_model(name, root):
    published = (root / "manifests" / name).read_text("utf-8")
    assert published == schema_of(name), "run `make schema`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_and_needs_nothing_from_the_web(name):
    schema = json.loads(schema_of(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("urn:")
    assert schema_of(name).count("://") == 1, "only the draft's own name"


def test_writing_the_schemas_twice_gives_the_same_bytes(tmp_path, root):
    write(tmp_path)
    again = {name: (tmp_path / name).read_bytes() for name in SCHEMAS}
    command = [
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; from manifests import schema; schema.write(Path(sys.argv[1]))",
    ]
    subprocess.run([*command, tmp_path], cwd=root, check=True)
    assert {name: (tmp_path / name).read_bytes() for name in SCHEMAS} == again


def test_a_real_manifest_is_valid(desk):
    desk.narrate()
    manifest = json.loads((desk.out / "manifest.json").read_text("utf-8"))
    validator("manifest.schema.json").validate(manifest)


def test_a_real_collection_with_a_failed_document_is_valid(desk):
    posts = desk.write("# A post\n\nOf one line.\n", "posts/a.md").parent
    (posts / "b.md").write_bytes(b"\xff\xfe broken")
    with pytest.raises(DocumentsFailed, match="1 of 2 documents failed"):
        desk.narrate(posts)
    collection = json.loads((desk.out / "manifest.json").read_text("utf-8"))
    validator("collection.schema.json").validate(collection)


@pytest.mark.parametrize(
    "change", [{"title": 7}, {"schema_version": 2}, {"kind": "collection"}, {"surprise": True}, {"chapters": [{}]}]
)
def test_what_the_model_refuses_the_schema_refuses(desk, change):
    desk.narrate()
    manifest = json.loads((desk.out / "manifest.json").read_text("utf-8")) | change
    assert list(validator("manifest.schema.json").iter_errors(manifest))
    with pytest.raises(ValueError, match="validation error"):
        Manifest.model_validate(manifest)


def test_the_two_kinds_are_told_apart_by_their_schemas(desk):
    desk.narrate()
    manifest = json.loads((desk.out / "manifest.json").read_text("utf-8"))
    assert list(validator("collection.schema.json").iter_errors(manifest))
    assert Collection.model_fields["kind"].default != Manifest.model_fields["kind"].default


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema_of(name)))
