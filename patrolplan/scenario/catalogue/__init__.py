"""The catalogue: ship classes, aircraft types, bases and ports, sea states and crew rules that a
scenario can name without describing them. The figures are data (the YAML files in this folder);
`load` reads them. Every figure is either from a source that is named or marked as an assumption,
with the band it was chosen from where it matters: see docs/catalogue.md.
"""

from __future__ import annotations

from patrolplan.scenario.catalogue.reading import About, Catalogue, load

__all__ = ["About", "Catalogue", "load"]
