"""The difference between two plans, for whoever must tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from patrolplan.measures.accounts.by_water import by_area
from patrolplan.measures.differences.pairs import Change, changes
from patrolplan.measures.differences.patch import Patch, patch_of
from patrolplan.measures.nations import nations
from patrolplan.record.canonical import plan_hash
from patrolplan.record.types import Record, Score, Sortie


@dataclass(frozen=True)
class SortieChange:
    """A flight that was added, dropped, or flies at other times or with another crew or airframe."""

    kind: Literal["added", "dropped", "changed"]
    old: Sortie | None
    new: Sortie | None

    @property
    def detachment(self) -> str:
        """Whose flight it is."""
        one = self.new if self.new is not None else self.old
        assert one is not None
        return one.detachment


@dataclass(frozen=True)
class AreaChange:
    """What is identified of an area before and after; None where one of the plans has no such area."""

    area: str
    before: float | None
    """Coverage, in [0, 1]."""
    after: float | None


@dataclass(frozen=True)
class Difference:
    """All that is different. Empty (`empty`) if and only if the two plan files are the same to the byte."""

    old: str
    """SHA-256 of the old plan file."""
    new: str
    before: Score
    after: Score
    tasks: tuple[Change, ...]
    """By time."""
    sorties: tuple[SortieChange, ...]
    areas: tuple[AreaChange, ...]
    nations: dict[str, str]
    """Nation of every asset of either plan."""
    patch: Patch
    """Makes the new plan file of the old one: `patch.applied`."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is different."""
        return not self.patch

    def count(self, kind: str) -> int:
        """How many tasks changed in this way."""
        return sum(change.kind == kind for change in self.tasks)

    @property
    def affected(self) -> tuple[str, ...]:
        """Nations with a task or sortie of theirs changed, by name."""
        assets = {asset for change in self.tasks for asset in change.assets}
        assets |= {change.detachment for change in self.sorties}
        return tuple(sorted({self.nations[asset] for asset in assets}))

    def of_nation(self, nation: str) -> tuple[Change, ...]:
        """The changes that touch a nation's assets, as giver or taker."""
        return tuple(one for one in self.tasks if any(self.nations[a] == nation for a in one.assets))

    def of_asset(self, asset: str) -> tuple[Change, ...]:
        """The changes that touch an asset."""
        return tuple(one for one in self.tasks if asset in one.assets)


def difference(old: Record, new: Record) -> Difference:
    """Compare two plans. They need not be of one scenario or horizon."""
    stay = timedelta(seconds=new.model.stay_s)
    return Difference(
        old=plan_hash(old),
        new=plan_hash(new),
        before=old.score,
        after=new.score,
        tasks=changes(old.tasks, new.tasks, stay),
        sorties=_sorties(old, new),
        areas=_areas(old, new),
        nations={**nations(old), **nations(new)},
        patch=patch_of(old, new),
    )


def _sorties(old: Record, new: Record) -> tuple[SortieChange, ...]:
    """Flights by detachment and take-off: renumbering alone is no change."""
    before = {(one.detachment, one.takeoff, one.airframe): one for one in old.sorties}
    after = {(one.detachment, one.takeoff, one.airframe): one for one in new.sorties}
    gone = [one for key, one in before.items() if key not in after]
    come = [one for key, one in after.items() if key not in before]
    found = [
        SortieChange("changed", before[key], after[key])
        for key in before
        if key in after and _flown(before[key]) != _flown(after[key])
    ]
    for one in list(gone):  # another airframe, or a take-off within the old flight's time, is the same flight
        for other in come:
            if (
                other.detachment == one.detachment
                and other.takeoff < one.landing
                and one.takeoff < other.landing
            ):
                found.append(SortieChange("changed", one, other))
                gone.remove(one)
                come.remove(other)
                break
    found += [SortieChange("dropped", one, None) for one in gone]
    found += [SortieChange("added", None, one) for one in come]
    return tuple(sorted(found, key=_when))


def _flown(one: Sortie) -> tuple[object, ...]:
    return one.crew, one.airframe, one.takeoff, one.landing, one.block


def _when(change: SortieChange) -> tuple[str, str]:
    one = change.new or change.old
    assert one is not None
    return one.takeoff.isoformat(), one.detachment


def _areas(old: Record, new: Record) -> tuple[AreaChange, ...]:
    before = {one.name: one.coverage for one in by_area(old)}
    after = {one.name: one.coverage for one in by_area(new)}
    return tuple(AreaChange(area, before.get(area), after.get(area)) for area in {**before, **after})
