"""How the water is cut into sectors: by the grid, and by hand."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.leaves import Grid, refused
from patrolplan.scenario.language.parts import Collection, Part, key
from patrolplan.scenario.language.shapes import SHAPES, Shaped, one_of, one_shape
from patrolplan.scenario.values.problem import BadValueError, shown

_LIKE_A_CELL = re.compile(r"\d{3}[A-Za-z]{2}")


class Drawn(Shaped):
    """A sector drawn by hand; its water is taken out of the grid."""

    model_config = ConfigDict(json_schema_extra=one_of(*SHAPES))

    @model_validator(mode="after")
    def _shape(self) -> Drawn:
        one_shape(self, SHAPES)
        return self


class Sectors(Part):
    """How the water is cut into sectors."""

    meant: ClassVar[dict[str, str]] = {"polygons": "drawn", "cells": "drawn", "by_hand": "drawn"}

    grid: Grid = key("Grid", "Size of the GARS cells, in minutes of arc.", example="30min", default="30min")
    drawn: Annotated[dict[str, Drawn], Collection()] = key(
        "Drawn",
        "Sectors drawn by hand, by name, beside those of the grid: what lies in the areas' water is one "
        "sector, and the grid has the rest.",
        example={"STRAIT": {"polygon": ["28-30N 123-00E", "28-30N 123-40E", "28-00N 123-20E"]}},
        default={},
    )

    @model_validator(mode="after")
    def _named(self) -> Sectors:
        for name in self.drawn:
            if _LIKE_A_CELL.match(name) or name != name.strip() or not 0 < len(name) <= 40:
                raise refused(
                    BadValueError(
                        "bad-name",
                        f"{shown(name)} is no name for a sector drawn by hand",
                        "write a name of at most 40 letters that no GARS cell has, such as STRAIT",
                    )
                )
        return self
