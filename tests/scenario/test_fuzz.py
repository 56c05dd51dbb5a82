"""Whatever is in the file: no traceback, no long wait, and a reason where there is no scenario.

`make fuzz` tries ten thousand cases, and then each is timed as well: none may take 2 s of work, nor the
process 500 MB.
"""

from __future__ import annotations

import io
import os
import resource
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.diagnostics import errors
from patrolplan.scenario.invariants import problems
from patrolplan.scenario.language.document import Document
from patrolplan.scenario.read import load_bytes
from patrolplan.scenario.shape.walk import keys
from patrolplan.scenario.writing.resolved import resolved_yaml
from patrolplan.sea.sense.check import sense
from tests.scenario.mistakes import SOUND
from tests.scenario.test_read import SHIPPED
from tests.scenario.test_schema import parts

LONG = "PATROLPLAN_FUZZ" in os.environ
EXAMPLES = int(os.environ.get("PATROLPLAN_FUZZ", "15"))
RUN = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
MOST_S, MOST_MB = 2.0, 500.0
SEEDS = [SOUND, *(path.read_text(encoding="utf-8") for path in SHIPPED)]


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory, request):
    """A place for the files, and files to include; libraries are loaded before the clock runs."""
    place = tmp_path_factory.mktemp("fuzz")
    (place / "a.yaml").write_text("include: b.yaml\nstay: 4h\n")
    (place / "b.yaml").write_text("include: a.yaml\nnotional: x\n")
    (place / "a.geojson").write_text(
        '{"type": "Polygon", "coordinates": [[[123, 28], [124, 28], [124, 29]]]}'
    )
    sense(load_bytes("warm.yaml", SOUND.encode()))
    request.module.PLACE = place
    return place


PLACE = Path()


def holds(data: bytes, sets: tuple[str, ...] = ()) -> None:
    """Check it as a planner does, in every form; what is sound also resolves to itself."""
    path = PLACE / "fuzz.yaml"
    path.write_bytes(data)
    args = [arg for text in sets for arg in ("--set", text)]
    started = time.process_time()
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run(["check", str(path), *args])
    took = time.process_time() - started
    if LONG:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        assert took < MOST_S, f"{took:.2f} s"
        assert peak < MOST_MB, f"{peak:.0f} MB"
    assert code in (exits.DONE, exits.INPUT_WRONG)
    assert "Traceback" not in out.getvalue()
    forms = ("concise", "json", "sarif")
    for form in (forms[len(data) % 3],) if LONG else forms:
        with redirect_stdout(out), redirect_stderr(out):
            assert run(["check", str(path), *args, "--format", form]) == code
    with redirect_stdout(out), redirect_stderr(out):
        run(["check", str(path), *args, "--diff"])
    loaded = load_bytes(str(path), data, None, sets)
    assert (loaded.scenario is None) == bool(errors(loaded.diagnostics))
    for item in loaded.diagnostics:
        assert item.message
        assert item.cure
    if loaded.scenario is not None:
        assert problems(loaded.scenario) == ()
        again = load_bytes("fuzz.yaml", resolved_yaml(loaded).encode())
        assert again.scenario == loaded.scenario


@RUN
@given(st.binary(max_size=200))
def test_bytes(data):
    holds(data)


@RUN
@given(st.data())
def test_changed_bytes_of_a_sound_scenario(data):
    """A few bytes overwritten, cut out or put in, in a shipped scenario or another that is sound."""
    raw = bytearray(data.draw(st.sampled_from(SEEDS)).encode())
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
a.yaml b.yaml ../a.yaml a.geojson 25SEP18 25-27SEP18 0600Z 2400Z [a.yaml,b.yaml] {from:0600Z} 366d 5min 15min
.nan 0.5 28-30N,123-00E 611KZ '' ~ [] {} 281200ZSEP18 30min ships HMAS
"""
WORDS = st.sampled_from(_WORDS.split())


@RUN
@given(st.data())
def test_changed_values_of_a_sound_scenario(data):
    """One value in place of another."""
    lines = data.draw(st.sampled_from(SEEDS)).splitlines()
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
