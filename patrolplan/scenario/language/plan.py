"""The plan as it is handed out: its name, its marking, how far apart its tracks keep."""

from __future__ import annotations

from typing import Annotated, ClassVar

from patrolplan.scenario.language.leaves import Name, Nation, counted, miles
from patrolplan.scenario.language.parts import OneOrMore, Part, key


class Plan(Part):
    """How the plan is called."""

    later: ClassVar[dict[str, str]] = {
        "supersedes": "plans that supersede another",
        "effective": "plans that take effect later",
    }

    name: Name | None = key(
        "Name", "The plan's name; left out: the scenario's.", example="ECC WEEK 39", default=None
    )
    issue: counted(1, 999) = key("Issue", "Which issue of it this is.", example=1, default=1)  # type: ignore[valid-type]


class Marking(Part):
    """What stands on every product."""

    meant: ClassVar[dict[str, str]] = {"releasable_to": "release", "rel_to": "release", "rel": "release"}

    classification: Name = key(
        "Classification", "As printed.", example="UNCLASSIFIED", default="UNCLASSIFIED"
    )
    release: Annotated[list[Nation], OneOrMore()] = key(
        "Release", "Nations that it may be given to.", example=["USA", "AUS", "JPN"], default=[]
    )


class Separation(Part):
    """Closest approach between the search tracks of two on station at once."""

    ships: miles(50, zero=True) = key(  # type: ignore[valid-type]
        "Ships", "Between two ships. Assumption.", example="4nm", default="4nm", unit="nm"
    )
    aircraft: miles(50, zero=True) = key(  # type: ignore[valid-type]
        "Aircraft", "Between two aircraft, which keep apart by height as well. Assumption.",
        example="2nm", default="2nm", unit="nm",
    )  # fmt: skip
