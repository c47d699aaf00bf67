"""As Obsidian Publish has it by its manual; it runs only on its own servers."""

from pathlib import Path

from planting import Row, planted


def test_a_note_stands_at_its_path_with_plus_signs_for_spaces(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("Home.md", "", "/Home"),
        ("Garden/My First Note.md", "", "/Garden/My+First+Note"),
        ("Garden/index.md", "", "/Garden/index"),
        ("Named.md", "permalink: a-better-name", "/a-better-name"),
        ("Ünï.md", "", "/%C3%9Cn%C3%AF"),
        ("Private.md", "publish: false", "held: publish: false"),
        ("Draft.md", "draft: true", "held: draft"),
        ("2026-03-05.md", "", "/2026-03-05"),
        ("Extra/My Templates/Daily [x].md", "", None),
        ("Sketch.excalidraw.md", "", None),
        (".obsidian/plugins/x/README.md", "", None),
        (".trash/Gone.md", "", None),
    ]
    found = planted(tmp_path, {".obsidian/templates.json": '{"folder": "Extra/My Templates"}'}, rows)
    assert found == {name: expected for name, _, expected in rows if expected}
