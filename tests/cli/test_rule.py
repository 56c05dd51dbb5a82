"""`patrolplan rule`: what a diagnostic means."""

from __future__ import annotations

import json

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.rules import entries


def ruled(capsys, *args: str) -> tuple[int, str, str]:
    code = run(["rule", *args])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


@pytest.mark.parametrize("id", ["bad-time", "include-clash", "removes-nothing", "yaml-tab"])
def test_an_entry(capsys, snapshot, id):
    """What is wrong, why, a bad and a good example, with the files and arguments that belong to them."""
    code, out, err = ruled(capsys, id)
    assert (code, err) == (exits.DONE, "")
    assert out == snapshot


def test_every_entry_can_be_shown(capsys):
    """No control character and no line too long for a terminal, whatever the example holds."""
    for id in entries():
        code, out, _ = ruled(capsys, id)
        assert code == exits.DONE
        assert all(sign.isprintable() or sign == "\n" for sign in out)
        assert max(map(len, out.splitlines())) <= 130, id


def test_the_list(capsys):
    code, out, _ = ruled(capsys)
    assert code == exits.DONE
    assert [line.split()[0] for line in out.splitlines()] == list(entries())


def test_for_programs(capsys):
    _, out, _ = ruled(capsys, "--json")
    assert [item["id"] for item in json.loads(out)] == list(entries())
    _, out, _ = ruled(capsys, "[bad-time]", "--json")
    assert json.loads(out)["severity"] == "error"


def test_one_that_there_is_not(capsys):
    code, out, err = ruled(capsys, "bad-tiem")
    assert (code, out) == (exits.INPUT_WRONG, "")
    assert "did you mean 'bad-time'?" in err


def test_a_rule_of_the_judge(capsys):
    """Whoever reads `overlap` in a verdict asks here, too."""
    code, out, _ = ruled(capsys, "overlap")
    assert code == exits.DONE
    assert "A slot is held by at most one holder." in out
