"""The command group: what is listed, what is imported, which code it ends with."""

import subprocess
import sys

import click
import pytest

from patrolplan import __version__
from patrolplan.cli import exits, main

HEAVY = ("numpy", "shapely", "pydantic", "ortools", "numba", "networkx", "yaml", "rich")


def heavy_after(*args: str) -> tuple[int, str, set[str]]:
    """Run patrolplan in a fresh interpreter; exit code, output, heavy modules that were imported."""
    script = (
        "import sys\nfrom patrolplan.cli.main import run\n"
        f"code = run({list(args)!r})\n"
        f"print('HEAVY', *[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("HEAVY"), done.stderr
    return done.returncode, done.stdout, set(last.split()[1:])


def test_help_is_light():
    """Start-up is a feature: help lists the commands without importing what they need."""
    code, out, heavy = heavy_after("--help")
    assert code == exits.DONE
    assert "Exit codes" in out
    assert heavy == set()


def test_every_listed_command_loads(capsys):
    """A command that help lists can be called: its module holds a click command."""
    context = click.Context(main.cli)
    names = main.cli.list_commands(context)
    for name in names:
        assert isinstance(main.cli.get_command(context, name), click.Command)
    assert set(names) <= set(main.HELP)


def test_a_missing_module_is_not_listed(monkeypatch):
    """The house is built room by room: what is not there yet is not offered."""
    monkeypatch.setitem(main.HELP, "not-there-at-all", "never")
    context = click.Context(main.cli)
    assert "not-there-at-all" not in main.cli.list_commands(context)
    assert main.cli.get_command(context, "not-there-at-all") is None


def test_version(capsys):
    assert main.run(["--version"]) == exits.DONE
    assert capsys.readouterr().out == f"patrolplan {__version__}\n"


@pytest.mark.parametrize("args", [["no-such-command"], ["--no-such-option"]])
def test_usage_errors_end_with_2(args, capsys):
    assert main.run(args) == exits.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_interrupt_ends_with_130(monkeypatch, capsys):
    """Ctrl-C anywhere ends with 130 and in words."""

    def interrupted(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.LazyGroup, "invoke", interrupted)
    assert main.run([]) != exits.DONE
    monkeypatch.setattr(main.LazyGroup, "list_commands", lambda self, ctx: ["check"])
    assert main.run(["check"]) == exits.INTERRUPTED
    assert "interrupted" in capsys.readouterr().err


def test_run_as_a_module():
    """`python -m patrolplan` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "patrolplan", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, f"patrolplan {__version__}\n")
