"""A turnover as one HTML page that prints on a sheet of A4: no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from patrolplan.export.papers.steps import Step
from patrolplan.export.papers.turnover import Turnover
from patrolplan.export.papers.turnover_text import detail
from patrolplan.export.remarks import NOT_FOR_NAVIGATION
from patrolplan.measures.replaced import replaced
from patrolplan.measures.times.dtg import dtg, short

_STYLE: Final = """
@page { size: A4 portrait; margin: 10mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 186mm; padding: 4mm; color: #111; background: #fff;
  font: 9pt/1.25 "Liberation Sans", Arial, Helvetica, "Noto Sans CJK JP", sans-serif; }
@media print { body { padding: 0; font-size: 7.5pt; line-height: 1.18; } }
.marking { text-align: center; font-weight: bold; margin: 0; }
h1 { font-size: 14pt; margin: 1.5mm 0 0; overflow-wrap: anywhere; }
h2 { font-size: 10pt; margin: 3mm 0 1mm; border-bottom: 0.5pt solid #111; }
p { margin: 0.5mm 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.6mm 1.5mm; border-bottom: 0.25pt solid #888;
  overflow-wrap: anywhere; }
th { white-space: nowrap; font-weight: normal; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
td.task { font-weight: bold; }
td p { font-weight: normal; }
ul { margin: 0; padding-left: 5mm; }
footer { margin-top: 3mm; font-size: 7pt; overflow-wrap: anywhere; }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def html(found: Turnover) -> bytes:
    """The page."""
    return ("\n".join(_lines(found)) + "\n").encode()


def _lines(found: Turnover) -> Iterator[str]:
    stamp = found.stamp
    mark = f'<p class="marking">{escape(stamp.marking)}</p>'
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(f'Turnover {found.asset}, {stamp.title}')}</title>"
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n{mark}"
    yield f"<h1>Turnover: {escape(found.asset)} ({escape(found.nation)}) at {dtg(found.at)}</h1>"
    replaces = f", replaces {replaced(stamp.supersedes)}" if stamp.supersedes else ""
    yield f"<p>{escape(f'{stamp.title}{replaces}: {stamp.scenario}')}</p>"
    if found.now:
        yield "<h2>Now</h2>"
        yield from _table(found.now)
    yield "<h2>Next</h2>"
    if found.ahead:
        yield from _table(found.ahead)
    else:
        yield "<p>Nothing further in this plan.</p>"
    if found.later:
        yield f"<p>And {found.later} more after that, in the tasking.</p>"
    yield from _changed(found)
    yield "<footer>"
    if stamp.notional:
        yield f"<p>Notional: {escape('; '.join(stamp.notional))}</p>"
    yield f"<p>Times Z, courses true, distances nautical miles. {NOT_FOR_NAVIGATION}</p>"
    yield f"<p>{escape(stamp.seal)}</p>\n</footer>\n{mark}\n</body>\n</html>"


def _table(rows: tuple[Step, ...]) -> Iterator[str]:
    yield "<table>"
    for step in rows:
        when = short(step.start) if step.start == step.end else f"{short(step.start)} to {short(step.end)}"
        kind = ' class="task"' if step.job is not None else ""
        more = "".join(f"<p>{escape(line)}</p>" for line in detail(step))
        yield f'<tr><th scope="row">{when}</th><td{kind}>{escape(step.words)}{more}</td></tr>'
    yield "</table>"


def _changed(found: Turnover) -> Iterator[str]:
    if found.compared is None:
        yield "<h2>Changes</h2>\n<p>No older plan was given to compare with.</p>"
        return
    yield f"<h2>Changes since {escape(found.compared)}</h2>"
    if not found.changed:
        yield "<p>None for you.</p>"
        return
    yield "<ul>"
    yield from (f"<li>{escape(line)}</li>" for line in found.changed)
    if found.more_changes:
        yield f"<li>and {found.more_changes} more</li>"
    yield "</ul>"
