"""The command as a shell runs it: exit codes, streams, colour, and how quietly it ends."""

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time

import pytest

CTRL_C = b"\x03"
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
        (["aks", "catcott"], "gatepost: there is no command 'aks'. Did you mean 'ask'?\n"),
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


@pytest.mark.parametrize("name", ["ask", "check", "show", "packs", "lint", "scenarios", "coverage"])
def test_what_a_command_does_is_said_whole_in_the_list(shell, name):
    said = next(line for line in shell().out.splitlines() if line.startswith(f"  {name} "))
    assert said.endswith(".")
    assert not said.endswith("...")


def test_help_names_what_an_option_takes(shell):
    said = shell("check", "--help").out
    assert all(words in said for words in ("--channel CHANNEL", "--as ROLE", "--picture PICTURE", "--account ACCOUNT"))
    assert "official if it says nothing" in " ".join(said.split())


def test_a_reader_who_has_seen_enough_is_no_error():
    done = subprocess.Popen([*GATEPOST, "show", "cambrian"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout is not None
    done.stdout.read(1)
    done.stdout.close()
    assert done.stderr is not None
    assert done.stderr.read() == b""
    done.stderr.close()
    assert done.wait(30) == 0


def test_a_text_that_is_not_utf_8_is_said_to_be_none():
    done = subprocess.run([*GATEPOST, "check", "catcott", "-"], input=b"caf\xe9", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"this is not text. Save the post as plain text (UTF-8)" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_an_answer_that_cannot_be_written_is_said_to_be_lost():
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([*GATEPOST, "show", "cambrian"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "gatepost: the answer cannot be written (no space left on device).\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
@pytest.mark.parametrize("args", ["--help", "--version", "packs", "show cambrian"])
def test_what_typer_prints_by_itself_is_said_to_be_lost_too(args):
    ended = _in_a_shell(f"{args} >/dev/full")
    assert ended == (2, "", "gatepost: the answer cannot be written (no space left on device).\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_complaint_that_cannot_be_written_is_still_no_success():
    assert _in_a_shell("aks 2>/dev/full") == (2, "", "")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ("packs >&-", 0, ""),
        ("aks 2>&-", 2, ""),
        ("check catcott - <&-", 2, "gatepost: standard input: there is no text in it; "),
        ("ask catcott <&-", 2, "gatepost: say what is done"),
    ],
)
def test_a_stream_that_is_closed_is_no_traceback(args, code, said):
    ended = _in_a_shell(args)
    assert ended[:2] == (code, "")
    assert ended[2].startswith(said)
    assert "Traceback" not in ended[2]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ("--help", 0),
        ("show cambrian", 0),
        ("check catcott - --set content=abusive", 1),
        ("lint nope.yaml", 2),
    ],
)
def test_a_reader_who_does_not_read_changes_no_exit_code(args, code):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*GATEPOST, *shlex.split(args)], input=b"Hello.", stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"gatepost: " if code == 2 else b"")
    assert b"Exception ignored" not in done.stderr


def test_a_long_list_of_failures_is_a_failure_however_little_of_it_is_read(tmp_path):
    wrong = "situation: {actor: teacher, action: publish}\n  expect: {verdict: forbidden}\n"
    scenarios = "".join(f"- id: number-{n}\n  question: {'May they? ' * 20}\n  {wrong}" for n in range(400))
    (tmp_path / "scenarios.yaml").write_text(scenarios, "utf-8")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*GATEPOST, "scenarios", "cambrian", str(tmp_path / "scenarios.yaml")],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def _in_a_shell(line):
    """Run a command line with its redirections: the exit code, and what was printed where."""
    command = f"{shlex.join(GATEPOST)} {line}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def test_a_terminal_that_cannot_show_the_signs_is_no_error(shell):
    ended = shell("ask", "catcott", "action=publish", PYTHONIOENCODING="ascii")
    assert (ended.code, ended.err) == (0, "")


def _in_a_terminal(*args, typed=b"", **environment):
    """What is shown on a terminal of its own, and the exit code."""
    main, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    running = subprocess.Popen(
        [*GATEPOST, *args],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a terminal's programs hear Ctrl-C
    )
    os.close(terminal)
    shown = b""
    while select.select([main], [], [], 20)[0]:
        try:
            part = os.read(main, 65536)
        except OSError:  # how a terminal says that its last user has gone
            break
        shown += part
        if typed and shown.rstrip().endswith(b">"):  # one line for each time it is asked for
            line, _, typed = typed.partition(b"\n")
            if line == CTRL_C:
                time.sleep(0.3)  # until it waits for the line that it has asked for
            if line == CTRL_C:
                running.send_signal(signal.SIGINT)
            else:
                os.write(main, line + b"\n")
    os.close(main)
    try:
        return shown.decode(), running.wait(timeout=20)
    finally:
        running.kill()


def test_colour_in_a_terminal():
    shown, code = _in_a_terminal("packs")
    assert code == 0
    assert "\x1b[" in shown


def test_no_colour_when_it_is_not_wanted():
    assert "\x1b" not in _in_a_terminal("packs", NO_COLOR="1")[0]


def test_an_interview_in_a_terminal():
    shown, code = _in_a_terminal("ask", "cambrian", typed=b"3\n1\n8\n1\n5\nq\n", NO_COLOR="1")
    assert code == 0
    assert "Who sent the request?" in shown
    assert "A teacher accepts a friend request from a pupil on a personal account" in " ".join(shown.split())


def test_ctrl_c_is_quiet():
    shown, code = _in_a_terminal("ask", "cambrian", typed=b"3\n\x03\n", NO_COLOR="1")
    assert code == 130
    assert "Traceback" not in shown
