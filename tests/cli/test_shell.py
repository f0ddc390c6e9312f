"""The command as a shell runs it: exit codes, streams, colour, and how quietly it ends."""

import os
import pty
import subprocess
import sys

import pytest

GATEPOST = [sys.executable, "-c", "from gatepost.cli.main import run; run()"]


def test_without_a_command_it_helps(shell):
    ended = shell()
    assert ended.code == 0
    assert "Usage:" in ended.out
    assert all(name in ended.out for name in ("ask", "check", "show", "packs", "lint", "scenarios", "coverage"))


def test_version(shell):
    assert shell("--version").out.startswith("gatepost ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["coverge", "cambrian"], "gatepost: there is no command 'coverge'. Did you mean 'coverage'?\n"),
        (["ask"], "gatepost: Missing argument 'PACK'. See `gatepost ask --help`.\n"),
        (["packs", "--colour"], "gatepost: No such option: --colour. See `gatepost packs --help`.\n"),
        (["show", "cambrin"], "gatepost: There is no pack or file 'cambrin'. Did you mean 'cambrian'?"),
    ],
)
def test_wrong_use_is_one_line_on_stderr(shell, args, said):
    ended = shell(*args)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said)
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("args", [["packs"], ["ask", "catcott", "action=publish"], ["coverage", "catcott"], ["--help"]])
def test_no_colour_and_no_boxes_when_piped(shell, args):
    ended = shell(*args, TERM="xterm-256color")
    assert "\x1b" not in ended.out
    assert not set(ended.out) & set("─│╭╮╰╯┌┐└┘━┃")
    assert max(map(len, ended.out.splitlines())) <= 80


def test_standard_input_is_checked(shell):
    ended = shell("check", "catcott", "-", "--json", stdin="Ring 07700 900123.")
    assert [finding["label"] for finding in ended.data["findings"]] == ["phone_number"]


def test_a_reader_who_has_seen_enough_is_no_error():
    done = subprocess.Popen([*GATEPOST, "show", "cambrian"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout is not None
    done.stdout.read(1)
    done.stdout.close()
    assert done.stderr is not None
    assert done.stderr.read() == b""
    done.stderr.close()
    assert done.wait(30) == 0


def test_a_terminal_that_cannot_show_the_signs_is_no_error(shell):
    ended = shell("ask", "catcott", "action=publish", PYTHONIOENCODING="ascii")
    assert (ended.code, ended.err) == (0, "")


def _in_a_terminal(*args, typed=b"", **environment):
    """What is shown on a terminal, and the exit code."""
    main, other = pty.openpty()
    done = subprocess.Popen(
        [*GATEPOST, *args], stdin=other, stdout=other, stderr=other, close_fds=True,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment},
    )  # fmt: skip
    os.close(other)
    os.write(main, typed)
    shown = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # how a terminal says that its last user has gone
            break
        if not part:
            break
        shown += part
    os.close(main)
    return shown.decode(), done.wait(30)


def test_colour_in_a_terminal():
    shown, code = _in_a_terminal("packs")
    assert code == 0
    assert "\x1b[" in shown


def test_no_colour_when_it_is_not_wanted():
    assert "\x1b" not in _in_a_terminal("packs", NO_COLOR="1")[0]


def test_an_interview_in_a_terminal():
    shown, code = _in_a_terminal("ask", "cambrian", typed=b"3\n1\n10\n1\n5\nq\n", NO_COLOR="1")
    assert code == 0
    assert "Who sent the request?" in shown
    assert "A teacher accepts a friend request from a pupil on a personal account" in " ".join(shown.split())


def test_ctrl_c_is_quiet():
    shown, code = _in_a_terminal("ask", "cambrian", typed=b"3\n\x03", NO_COLOR="1")
    assert code == 130
    assert "Traceback" not in shown
