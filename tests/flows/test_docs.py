"""README names everything that a user can say or meet."""

import pytest
import typer.main

from flows.cli import app
from flows.exits import MEANINGS, exit_code
from flows.setting_tables import PauseSettings, SubtitleSettings
from flows.settings import Settings
from render.speech.faults import FAULTS


def _commands(group, prefix=""):
    """Every command by all of its words."""
    for name, one in group.commands.items():
        yield from _commands(one, f"{prefix}{name} ") if hasattr(one, "commands") else [(f"{prefix}{name}", one)]


COMMANDS = dict(_commands(typer.main.get_command(app)))
OPTIONS = sorted(
    {
        name
        for one in COMMANDS.values()
        for option in one.params
        for name in (*option.opts, *option.secondary_opts)
        if name.startswith("--")
    }
    | {"--version"}
)


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text("utf-8")


def test_every_command_is_in_the_readme(readme):
    assert [name for name in COMMANDS if f"readcast {name}" not in readme] == []


def test_every_option_is_in_the_readme(readme):
    assert len(OPTIONS) > 15
    assert [name for name in OPTIONS if name not in readme] == []


def test_the_commands_of_groups_are_among_them():
    assert {"narrate", "voices list", "voices create"} <= set(COMMANDS)


def test_the_table_of_faults_is_that_of_the_readme(readme):
    """Row by row: what comes, LMNT's word, the error, the exit code, whether it is asked again, the next step."""
    begun = readme.index("| what comes |")
    shown = readme[begun : readme.index("\n\n", begun)].splitlines()[2:]
    assert [[cell.strip() for cell in line.strip("|").split("|")] for line in shown] == [
        [
            fault.name,
            f"`{fault.slug}`" if fault.slug else "",
            f"`{fault.kind.__name__}`",
            str(exit_code(fault.kind())),
            fault.again.value,
            fault.step,
        ]
        for fault in FAULTS
    ]


def test_every_exit_code_is_in_the_readme_with_its_meaning(readme):
    rows = [" ".join(line.replace("|", " ").split()) for line in readme.splitlines() if line.startswith("|")]
    assert [f"{code} {text}" for code, text in MEANINGS.items() if f"{code} {text}" not in rows] == []


def test_every_setting_is_in_the_readme(readme):
    names = [*Settings.model_fields, *PauseSettings.model_fields, *SubtitleSettings.model_fields]
    shown = [(f"`{name}`", f"`[{name}]`", f"\n{name} = ", f"\n[{name}]") for name in names]
    assert [name for name, forms in zip(names, shown, strict=True) if not any(one in readme for one in forms)] == []
