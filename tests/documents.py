"""The documents run: their YAML blocks are files, and after each `$ gatepost ...` stands what the command really prints.

python -m tests.documents        writes every output anew (make docs)
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(yaml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_NAME = re.compile(r"(?:# (\S+\.yaml)|pack: (\S+))\n")
PROMPT = "$ "
COMMAND = [sys.executable, "-c", "import sys; sys.argv[0] = 'gatepost'; from gatepost.cli.main import run; run()"]


def documents() -> list[Path]:
    """Every document that shows what a command prints, or a file to feed it."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [document for document in found if BLOCK.search(document.read_text("utf-8"))]


def packs(document: Path) -> Iterator[str]:
    """The packs that stand in a document."""
    return (body for kind, body in BLOCK.findall(document.read_text("utf-8")) if body.startswith("pack:"))


def rerun(document: Path) -> str:
    """The document's text with every output as it comes out now."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "src").symlink_to(ROOT / "src")  # the samples, named as from the top of the repository
        return BLOCK.sub(lambda block: _rerun_block(block, place), document.read_text("utf-8"))


def _rerun_block(block: re.Match[str], place: Path) -> str:
    kind, body = block.groups()
    if kind == "yaml":
        if name := FILE_NAME.match(body):
            (place / (name[1] or f"{name[2]}.yaml")).write_text(body, "utf-8")
        return block[0]
    commands = [line for line in body.splitlines() if line.startswith(PROMPT)]
    return "```console\n" + "\n".join(f"{line}\n{_output(line, place)}" for line in commands) + "```"


def _output(line: str, place: Path) -> str:
    name, *arguments = shlex.split(line.removeprefix(PROMPT))
    if name != "gatepost":
        raise ValueError(f"a document runs nothing but gatepost, and not '{name}'")
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    for document in documents():
        document.write_text(rerun(document), "utf-8")
