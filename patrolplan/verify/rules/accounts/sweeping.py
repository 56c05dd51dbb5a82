"""What a task's own track sweeps, and what all tasks identify moment by moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from patrolplan.verify.rules.accounts.coverage import Coverage, gather_along, joint_pods
from patrolplan.verify.rules.accounts.seeing import Sight
from patrolplan.verify.rules.layout import Station, Track

SECONDS_PER_HOUR = 3600.0
SWEEPS = ("search", "passage")
"""Kinds of leg on which a holder sweeps its sector."""


def swept(s: Station, tracks: Iterable[Track], sight: Sight, slot_s: int) -> Coverage:
    """Coverage along a task's own track within its time, each moment once."""
    moves: list[tuple[float, float, float]] = []
    now = s.start
    for track in tracks:
        if track.kind not in SWEEPS or track.holder.key != s.holder.key:
            continue
        for piece in track.pieces:
            start, end = max(piece.start, now), min(piece.end, s.end)
            if start < end:
                moves.append((start, end, piece.nm / (piece.end - piece.start) * SECONDS_PER_HOUR))
                now = end
    return gather_along(moves, sight.coverage_per_s, sight.speed_kn, slot_s)


def value_by_moments(
    rates: Mapping[str, tuple[float, ...]], looks: Iterable[tuple[str, Coverage]], stay_s: int, slot_s: int
) -> float:
    """Σ over sectors of ∫ λ · (1 − exp(−Σ over looks of what each gathers while a thing is there)).

    The plan's value takes each look's mean over a slot, and multiplies those. Where a look sees the early
    half of a slot and another the late one, that is a little less than what they see together; where both see
    the same half, a little more. Here nothing is averaged before the looks are put together.
    """
    by_sector: dict[str, list[Coverage]] = {}
    for sector, coverage in looks:
        by_sector.setdefault(sector, []).append(coverage)
    return sum(
        rates[sector][step] * pod
        for sector, coverages in by_sector.items()
        for step, pod in joint_pods(coverages, stay_s, slot_s, len(rates[sector])).items()
    )
