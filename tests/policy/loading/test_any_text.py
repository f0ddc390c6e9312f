"""Whatever a file holds, its author gets a pack or a list of what is wrong: never a traceback."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gatepost.policy import Pack, PackError, parse_pack, shipped_packs

QUICK = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Pack | PackError:
    """What comes of a text. Anything raised that is not a PackError fails the test."""
    try:
        return parse_pack(text, "any.yaml")
    except PackError as error:
        return error


def excerpt(name: str) -> list[str]:
    """The head and the first clauses of a shipped pack, line by line."""
    return resources.files("gatepost.packs").joinpath(f"{name}.yaml").read_text("utf-8").splitlines()[:160]


LINES = {name: excerpt(name) for name in shipped_packs()}
SCRAPS = st.sampled_from(
    [
        *"-:{}[]'\"&*!|>%@`#?,~",
        "null", "- ", "? ", ": ", "<<: ", "!!python/object:os.system ", "!!binary x", "!!set {a}", "&a [*a]", "*a", "{a: b}: c", "[]", "{}",
        "1e999", "2027-02-31", ".nan", "yes", "\t", "\x85", "\u2028", "\ufeff", "\x00", "\ud83d", "é", "---", "...", "9" * 5000,
    ]
)  # fmt: skip


@st.composite
def spoilt_packs(draw: st.DrawFn) -> str:
    """A real pack in which a few lines are missing, doubled, swapped, cut, indented or mixed with scraps."""
    lines = list(LINES[draw(st.sampled_from(shipped_packs()))])
    for _ in range(draw(st.integers(1, 4))):
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.integers(0, 6)):
            case 0:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case 4:
                lines[at] = "  " + lines[at]
            case 5:
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(SCRAPS) + lines[at][place:]
            case _:
                key, colon, _ = lines[at].partition(":")
                lines[at] = f"{key}{colon} {draw(SCRAPS)}"
    return "\n".join(lines)


@QUICK
@given(spoilt_packs())
def test_a_spoilt_pack_is_read_or_refused(text: str) -> None:
    read(text)


@QUICK
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_refused(text: str) -> None:
    assert isinstance(read(text), PackError)


@QUICK
@given(st.lists(SCRAPS, max_size=12).map("".join))
def test_any_heap_of_signs_is_refused(text: str) -> None:
    assert isinstance(read(text), PackError)


@QUICK
@given(
    st.lists(SCRAPS, max_size=3).map("".join),
    st.sampled_from(["title: ", "channels: ", "sections: ", "define: ", "review: ", "roles: "]),
)
def test_any_value_of_a_key_is_read_or_refused(value: str, key: str) -> None:
    read(f"pack: riverside\n{key}{value}\n")


@pytest.mark.parametrize("depth", [50, 5000])
def test_brackets_in_brackets_are_refused(depth: int) -> None:
    assert isinstance(read("pack: " + "[" * depth + "]" * depth), PackError)
    assert isinstance(read("pack: riverside\nsections: " + "{a: " * depth + "}" * depth), PackError)


def test_names_that_point_to_one_another_without_end_are_refused() -> None:
    laughs = "\n".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 30))
    assert isinstance(read(f"x0: &x0 [lol]\n{laughs}\n"), PackError)
    assert isinstance(read("pack: riverside\nsections: &s [*s]\n"), PackError)
    assert isinstance(read("pack: riverside\ndefine: &d {a: *d}\n"), PackError)
