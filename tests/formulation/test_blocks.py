"""Blocks of altitude: who is in the air at once is apart by height, and nobody higher than need be."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from patrolplan.formulation.words.blocks import block_name, with_blocks
from patrolplan.record.types import Sortie
from patrolplan.verify.rules.flying.blocks import heights
from tests.scenarios import START

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8)


def sorties(spans: list[tuple[int, int]]) -> list[Sortie]:
    return [
        Sortie(str(n), "wing", 1, 1, START + timedelta(hours=a), START + timedelta(hours=a + length))
        for n, (a, length) in enumerate(spans)
    ]


@given(SPANS)
def test_apart_where_in_the_air_at_once(spans: list[tuple[int, int]]) -> None:
    """1,000 ft lie between any two that meet in the air; as many blocks as meet at once, no more."""
    found = with_blocks(sorties(spans))
    assert [(s.id, s.takeoff, s.landing) for s in found] == [
        (s.id, s.takeoff, s.landing) for s in sorties(spans)
    ]
    for one in found:
        for other in found:
            if one is not other and one.takeoff < other.landing and other.takeoff < one.landing:
                low, high = sorted([heights(one.block or ""), heights(other.block or "")])  # type: ignore[type-var]
                assert high[0] - low[1] >= 1000
    most = max((sum(a.takeoff <= b.takeoff < a.landing for a in found) for b in found), default=0)
    assert {s.block for s in found} == {block_name(n) for n in range(most)}
