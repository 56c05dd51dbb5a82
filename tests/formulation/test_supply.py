"""When a ship replenishes, as written down: a way is found wherever there is one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from patrolplan.formulation.words.hops import NoWayError
from patrolplan.formulation.words.supply import Gap, halts


@st.composite
def spells(draw: st.DrawFn) -> tuple[list[Gap], int, int, int]:
    """Gaps in order with tasks between, the end of the spell, the interval, what a stop takes."""
    now, found = 0, []
    for _ in range(draw(st.integers(1, 5))):
        travel = draw(st.integers(0, 4))
        end = now + travel + draw(st.integers(0, 9))
        found.append(Gap(now, travel, end))
        now = end + draw(st.integers(1, 8))
    return found, found[-1].end, draw(st.integers(1, 15)), draw(st.integers(1, 5))


def possible(open_: list[Gap], leaves: int, every: int, takes: int) -> bool:
    """By trying every start: whether some stops keep the interval."""
    seen: set[tuple[int, int, bool]] = set()
    todo = [(0, 0, False)]
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        since, number, gone = state
        if leaves - since <= every:
            return True
        for g in range(number, len(open_)):
            gap, moved = open_[g], gone and g == number
            for start in range(max(since, gap.begin), since + every + 1):
                behind = max(since, gap.begin) if g == number else gap.begin
                if start + takes <= gap.end and (moved or start >= behind + gap.travel):
                    todo.append((start + takes, g, True))
                if not moved and start + takes + gap.travel <= gap.end:
                    todo.append((start + takes, g, False))
    return False


@given(spells())
def test_stops_are_found_wherever_there_are_any(spell: tuple[list[Gap], int, int, int]) -> None:
    """They lie in gaps, in order, apart from travel, no interval is too long; and none are missed."""
    open_, leaves, every, takes = spell
    try:
        found = halts(open_, 0, leaves, every, takes)
    except NoWayError:
        assert not possible(open_, leaves, every, takes)
        return
    since = 0
    for halt in found:
        gap = open_[halt.gap]
        assert halt.end - halt.start == takes and since <= halt.start <= since + every
        assert gap.begin + (gap.travel if halt.arrived else 0) <= halt.start
        assert halt.end + (0 if halt.arrived else gap.travel) <= gap.end
        since = halt.end
    assert leaves - since <= every
