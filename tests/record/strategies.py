"""Hypothesis strategies for records: any plan file that can be read, sensible as a plan or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from patrolplan.record import types as t

names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False)
amounts = st.floats(min_value=0, max_value=1e12)
chances = st.floats(min_value=0, max_value=1)
counts = st.integers(min_value=0, max_value=10**9)
positions = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
times = st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | numbers | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
json_objects: st.SearchStrategy[dict[str, Any]] = st.dictionaries(names, json_values, max_size=4)


def _tuples(items: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


rings = _tuples(positions, 3, 5)
polygons = _tuples(rings, 1, 2)
zones = st.builds(
    t.Zone,
    name=names,
    polygons=_tuples(polygons, 0, 2),
    start=st.none() | times,
    end=st.none() | times,
    closed_to=_tuples(st.sampled_from(["aircraft", "ships", "tasks"])),
    except_nations=_tuples(names),
)


def _grouped(private: t.PrivateLevels) -> st.SearchStrategy[t.PrivateLevels]:
    """The same with some of the sectors that have levels in groups."""
    groups = (
        st.dictionaries(st.sampled_from(sorted(private.levels)), st.integers(0, 9))
        if private.levels
        else None
    )
    return st.just(private) if groups is None else groups.map(lambda by: replace(private, groups=by))


@st.composite
def records(draw: st.DrawFn) -> t.Record:
    """Records whose references hold: every task's sector is there, every row has its steps."""
    steps = draw(st.integers(1, 5))
    slot_ticks, stay_slots, tick_s = (
        draw(st.integers(1, 12)),
        draw(st.integers(1, 8)),
        draw(st.integers(1, 600)),
    )
    model = t.Model(draw(times), tick_s * slot_ticks, tick_s, tick_s * slot_ticks * stay_slots, steps)
    sector_ids = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    sortie_ids = draw(st.lists(names, max_size=2, unique=True))
    task_ids = draw(st.lists(names, max_size=3, unique=True))
    leg_ids = draw(st.lists(names, max_size=3, unique=True))
    sector_names = st.sampled_from(sector_ids)
    maybe_sortie = st.none() if not sortie_ids else st.none() | st.sampled_from(sortie_ids)
    maybe_task = st.none() if not task_ids else st.none() | st.sampled_from(task_ids)
    rows = st.dictionaries(sector_names, _tuples(counts, steps, steps))

    def each(ids: list[str], type_: Any, /, **fields: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.builds(type_, id=st.just(one), **fields)) for one in ids)

    looks = st.dictionaries(st.integers(0, steps - 1), chances).map(lambda found: tuple(found.items()))
    pairs = _tuples(st.tuples(st.integers(0, steps - 1), counts))
    return t.Record(
        format=t.FORMAT,
        plan=draw(st.builds(t.Plan, name=names, issue=st.integers(1, 99), effective=st.none() | times)),
        marking={"classification": draw(names), "release": draw(st.lists(names, max_size=3))},
        scenario=draw(json_objects),
        source=draw(st.builds(t.Source, file=names, sha256=st.just("0f" * 32), sets=_tuples(names))),
        model=model,
        score=draw(
            st.builds(
                t.Score,
                value=amounts,
                total=amounts,
                coverage=chances,
                shortfall_cost=amounts,
                objective=numbers,
                bound=st.none() | numbers,
                gap=st.none() | numbers,
            )
        ),
        zones=draw(_tuples(zones)),
        sectors=each(
            sector_ids,
            t.Sector,
            polygon=polygons,
            point=positions,
            area_nm2=st.floats(0.1, 1e6),
            areas=st.dictionaries(names, amounts, max_size=2),
            rates=_tuples(amounts, steps, steps),
        ),
        sorties=each(
            sortie_ids,
            t.Sortie,
            detachment=names,
            airframe=st.integers(1, 9),
            crew=st.integers(1, 9),
            takeoff=times,
            landing=times,
            block=st.none() | names,
        ),
        tasks=each(
            task_ids,
            t.Task,
            asset=names,
            sortie=maybe_sortie,
            sector=sector_names,
            start=times,
            end=times,
            value=numbers,
            looks=looks,
        ),
        events=draw(
            _tuples(
                st.builds(
                    t.Event,
                    asset=names,
                    kind=st.sampled_from(["join", "leave", "replenish", "port", "wait", "relief"]),
                    at=st.none() | positions,
                    start=times,
                    end=times,
                )
            )
        ),
        legs=each(
            leg_ids,
            t.Leg,
            asset=names,
            sortie=maybe_sortie,
            task=maybe_task,
            kind=st.sampled_from(["transit", "passage", "search", "hold"]),
            points=_tuples(st.builds(_point, positions, times), 1, 3),
        ),
        handovers=draw(
            _tuples(
                st.builds(
                    t.Handover, sector=sector_names, giver=names, taker=names, time=times, position=positions
                )
            )
        ),
        shortfalls=draw(
            _tuples(st.builds(t.Shortfall, requirement=names, amount=amounts, unit=names, cost=amounts))
        ),
        prices=draw(
            st.none()
            | st.builds(
                t.Prices,
                scale=st.integers(1, 10**9),
                levels=rows,
                private=_tuples(
                    st.builds(
                        t.PrivateLevels,
                        detachment=names,
                        takeoff=times,
                        claim=st.integers(-(10**9), 10**9),
                        levels=st.dictionaries(sector_names, pairs),
                    ).flatmap(_grouped)
                ),
                hold=rows,
                resources=st.dictionaries(names, _tuples(counts)),
                requirements=st.dictionaries(names, _tuples(counts)),
                leaves=_tuples(json_objects),
            )
        ),
        run=draw(
            st.builds(
                t.Run,
                version=names,
                seed=st.integers(-(2**63), 2**63 - 1),
                effort=names,
                rounds=counts,
                stopped_by=names,
                phases=_tuples(
                    st.builds(
                        t.PhaseNote, name=names, rounds=counts, value=numbers, bound=numbers, stopped_by=names
                    )
                ),
                remarks=_tuples(names),
            )
        ),
    )


def _point(position: t.LonLat, time: datetime) -> t.Point:
    return t.Point(position[0], position[1], time + timedelta(0))
