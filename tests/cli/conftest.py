"""Running the command in this process, and as a shell would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from gatepost.cli.main import app


@dataclass
class Ended:
    """How a command ended: its exit code, and what it printed where."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)

    @property
    def words(self):
        """What was printed, on one line: where lines were wrapped does not matter."""
        return " ".join(self.out.split())


@pytest.fixture
def gatepost():
    """Run a command in this process."""

    def run(*args, stdin=""):
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def shell():
    """Run a command as a shell would."""

    def run(*args, stdin="", **environment):
        done = subprocess.run(
            [sys.executable, "-c", "from gatepost.cli.main import run; run()", *map(str, args)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run
