"""`check --fix` and `check --diff`: safe replacements, shown before they are made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patrolplan.scenario.diagnostics import Diagnostic
    from patrolplan.scenario.fix import Fixed, Reading
    from patrolplan.scenario.read import Loaded

_BOM = b"\xef\xbb\xbf"


def mendings(loaded: Loaded, told: Callable[[Loaded], tuple[Diagnostic, ...]]) -> list[Fixed]:
    """What would change in the scenario's file and in those that it includes; `told` says all that is wrong
    with a scenario, its variants included.
    """
    from patrolplan.scenario.fix import mended
    from patrolplan.scenario.read import load_bytes

    name = loaded.source.name

    def again(texts: Mapping[str, str]) -> Reading:
        own = texts[name].encode() if name in texts else loaded.source.data
        read = load_bytes(name, own, loaded.variant, loaded.sets, texts) if loaded.source.text else loaded
        return (read.source, *read.included), told(read)

    return mended(again)


def mend(loaded: Loaded, told: Callable[[Loaded], tuple[Diagnostic, ...]], *, write_them: bool) -> int | None:
    """Show what would change, and change it; the exit code where the command ends with that."""
    import click

    from patrolplan.cli import exits

    made = mendings(loaded, told)
    for item in made:
        click.echo(item.diff, nl=False)
    count = sum(item.count for item in made)
    if not made:
        click.echo("nothing that can be mended safely", err=True)
    elif not write_them:
        click.echo(f"{_times(count)} would be mended; --fix does it", err=True)
    if not write_them:
        return exits.INPUT_WRONG if any(item.severity == "error" for item in told(loaded)) else exits.DONE
    for item in made:
        reason = write(item)
        if reason is not None:
            click.echo(reason, err=True)
            return exits.INPUT_WRONG
    if made:
        click.echo(f"{_times(count)} mended\n", err=True)
    return None


def _times(count: int) -> str:
    return f"{count} mistake" if count == 1 else f"{count} mistakes"


def write(fixed: Fixed) -> str | None:
    """Write the mended file in place, whole or not at all; why not, where it cannot be."""
    path = Path(os.path.realpath(fixed.name))
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        data = path.read_bytes()
        mark = _BOM if data.startswith(_BOM) else b""
        if data.removeprefix(_BOM).decode("utf-8") != fixed.before:
            return f"{fixed.name} has changed meanwhile; it is left as it is"
        partial.write_bytes(mark + fixed.after.encode())
        partial.chmod(path.stat().st_mode & 0o7777)
        partial.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        return f"cannot write {fixed.name}: {getattr(error, 'strerror', None) or error}"
    finally:
        partial.unlink(missing_ok=True)
    return None
