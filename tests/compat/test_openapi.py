"""The server's own description, and requests that a machine made up from it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from environments import Environment

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.compat
def test_no_request_that_can_be_made_up_meets_an_answer_that_is_not_described(
    serve: Callable[..., Any], tmp_path: Path
) -> None:
    program = Path(Environment("schemathesis-4.32.5").interpreter()).with_name("schemathesis")
    with serve("--engine", "tone") as url:
        command = [program, "run", f"{url}/openapi.json", "--max-examples", "100", "--seed", "1", "--checks", CHECKS]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
        print(ended.stdout[-2000:])
        assert ended.returncode == 0
