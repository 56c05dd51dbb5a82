"""Whatever is in the file: no traceback, no long wait, and a reason where there is no scenario."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patrolplan.scenario.diagnostics import errors
from patrolplan.scenario.invariants import problems
from patrolplan.scenario.language.document import Document
from patrolplan.scenario.read import load_bytes
from patrolplan.scenario.render.concise import concise
from patrolplan.scenario.render.resolved import resolved_yaml
from patrolplan.scenario.render.text import text
from patrolplan.scenario.shape.walk import keys
from tests.scenario.mistakes import SOUND
from tests.scenario.test_schema import parts

# PATROLPLAN_FUZZ=10000 for the long run.
EXAMPLES = int(os.environ.get("PATROLPLAN_FUZZ", "60"))
RUN = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def holds(data: bytes, sets: tuple[str, ...] = ()) -> None:
    """Read, judge and show; what is sound also resolves to itself."""
    loaded = load_bytes("fuzz.yaml", data, None, sets)
    assert (loaded.scenario is None) == bool(errors(loaded.diagnostics))
    shown = text(loaded.diagnostics) + concise(loaded.diagnostics)
    assert "Traceback" not in shown
    for item in loaded.diagnostics:
        assert item.message
        assert item.cure
    if loaded.scenario is not None:
        assert problems(loaded.scenario) == ()
        again = load_bytes("again.yaml", resolved_yaml(loaded).encode())
        assert again.scenario == loaded.scenario


@RUN
@given(st.binary(max_size=200))
def test_bytes(data):
    holds(data)


@RUN
@given(st.data())
def test_changed_bytes_of_a_sound_scenario(data):
    """A few bytes overwritten, cut out or put in."""
    raw = bytearray(SOUND.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        length = data.draw(st.integers(0, 6))
        new = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([b"{", b"[", b": ", b"\n", b"- ", b"\t", b"'"]))
        )
        raw[place : place + length] = new
    holds(bytes(raw))


_WORDS = """
6h 7d 240000ZSEP18 15kn 12nm 28-30N AUS adelaide P-8A RODN Sasebo NORTH SOUTH anywhere null true -1 0 1e400
.nan 0.5 28-30N,123-00E 611KZ '' ~ [] {} 281200ZSEP18 30min ships HMAS
"""
WORDS = st.sampled_from(_WORDS.split())


@RUN
@given(st.data())
def test_changed_values_of_a_sound_scenario(data):
    """One value in place of another."""
    lines = SOUND.splitlines()
    for _ in range(data.draw(st.integers(1, 5))):
        number = data.draw(st.integers(0, len(lines) - 1))
        head, colon, _ = lines[number].partition(": ")
        if colon:
            lines[number] = f"{head}: {data.draw(WORDS)}"
    holds("\n".join(lines).encode())


KEYS = st.sampled_from(sorted({name for part in parts(Document, set()) for name in keys(part)}))
LEAVES = st.one_of(WORDS, st.text("abc :#{}[]-'\"\n\t°é", max_size=6), st.integers().map(str))


@st.composite
def anything(draw: st.DrawFn, depth: int = 0) -> str:
    """Flow YAML whose keys are often those of the language."""
    if depth > 3 or draw(st.integers(0, 2)) == 0:
        return draw(LEAVES)
    if draw(st.booleans()):
        return "[" + ", ".join(draw(st.lists(anything(depth + 1), max_size=3))) + "]"
    pairs = draw(st.lists(st.tuples(KEYS, anything(depth + 1)), max_size=4))
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


@RUN
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(keys(Document))), anything()), max_size=8, unique_by=lambda x: x[0]
    )
)
def test_keys_of_the_language_with_anything_behind_them(pairs):
    holds("\n".join(f"{key}: {value}" for key, value in pairs).encode())


@RUN
@given(st.lists(st.text("abc.\"'=[]{}: ships-1h\\", max_size=16), max_size=3))
def test_sets(sets):
    holds(SOUND.encode(), tuple(sets))
