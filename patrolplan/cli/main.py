"""The `patrolplan` command: names, one line of help each, and exit codes.

A command lives in `patrolplan/cli/<name>.py` as `command`, `-` written `_`. It is imported when it is
called, never for `--help`: start-up is a feature. A command without a module is not listed.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from patrolplan import __version__
from patrolplan.cli import exits

_NEW_OBJECTS: Final = 100_000

HELP: Final[dict[str, str]] = {
    "check": "Read a scenario and report every mistake in it at once.",
    "solve": "Make a patrol plan from a scenario, with a proof of how near to the best it is.",
    "verify": "Judge a plan independently: every hard rule, and with --bound its proof.",
    "score": "Complete and judge a plan made by hand, beside one that was solved.",
    "simulate": "Draw things at random past a plan's tracks: a second witness of its value.",
    "show": "Print a plan as tables and a timeline.",
    "brief": "Write a plan as one page for any browser, offline: map, timelines, coverage, tables.",
    "explain": "Say why: what a task is worth, why an asset is not there, why water is unwatched.",
    "value": "Say what each asset, sortie, caveat, zone and hour of endurance is worth.",
    "replan": "Change a plan that has begun: what has happened stays, what broke is mended.",
    "diff": "Compare two plans, and say what each nation must be told.",
    "sweep": "Solve many variants of a scenario side by side, and compare them.",
    "export": "Write files for ECDIS, TAK, Google Earth, QGIS, calendars, spreadsheets and paper.",
    "check-export": "Say whether a file was made from this plan or from another.",
    "init": "Write a commented scenario to start from.",
    "rule": "Explain a diagnostic by its id, with a bad and a good example.",
    "schema": "Print the JSON Schema of a scenario, for editors.",
    "catalogue": "List ship classes, aircraft types, bases and ports that a scenario can name.",
}


def _module(name: str) -> str:
    """Where a command lives."""
    return f"patrolplan.cli.{name.replace('-', '_')}"


class LazyGroup(click.Group):
    """A group whose commands are imported one at a time, when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands whose module is there, in the order of `HELP`."""
        return [name for name in HELP if importlib.util.find_spec(_module(name)) is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; None where there is none by that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(_module(cmd_name))
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{_module(cmd_name)}.command is not a click.Command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from `HELP`, so that none need be imported."""
        rows = [(name, HELP[name]) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 the input is wrong; 2 usage; 3 rules broken or no feasible plan; 130 "
    "interrupted.",
)
@click.version_option(__version__, prog_name="patrolplan", message="%(prog)s %(version)s")
def cli() -> None:
    """Plan who watches which sector when: no two on the same water, as much seen as can be, with proof."""


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (see `patrolplan.cli.exits`)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal that cannot show a name must not stop the command
            reconfigure(errors="backslashreplace")
    try:
        code = cli.main(
            args=list(args) if args is not None else None, prog_name="patrolplan", standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return exits.INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) left early: what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.DONE
    return code if isinstance(code, int) else exits.DONE


def main() -> None:
    """Entry point of the `patrolplan` script."""
    # What imports leave behind is not garbage: with Python's own threshold a tenth of a check looks for some.
    gc.set_threshold(_NEW_OBJECTS)
    sys.exit(run())
