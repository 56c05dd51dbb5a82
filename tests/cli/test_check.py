"""`patrolplan check`: what it prints, in every format, and the code it ends with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.read import load_bytes
from tests.scenario.mistakes import SOUND

ROOT = Path(__file__).parents[2]
WRONG = (
    SOUND.replace("class: adelaide", "class: adelade")
    .replace("time: 270000ZSEP18", "time: 250000ZSEP18")
    .replace("stay: 6h", "stay: 6")
    .replace("[RODN, White Beach]", "[RODN, Yokosuka]")
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a sound and a wrong scenario, entered, so that paths in output are short."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.yaml").write_text(SOUND)
    (tmp_path / "wrong.yaml").write_text(WRONG)
    return tmp_path


def checked(capsys, *args: str) -> tuple[int, str, str]:
    code = run(["check", *args])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_wrong(folder, capsys, snapshot, form):
    """Every mistake at once, with exit code 1."""
    code, out, err = checked(capsys, "wrong.yaml", "--format", form)
    assert (code, err) == (exits.INPUT_WRONG, "")
    assert out == snapshot


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_sound(folder, capsys, snapshot, form):
    code, out, err = checked(capsys, "sound.yaml", "--format", form)
    assert (code, err) == (exits.DONE, "")
    assert out == snapshot


def test_resolved(folder, capsys, snapshot):
    """The scenario as understood, which is a scenario again; nothing else on standard output."""
    code, out, err = checked(capsys, "sound.yaml", "--variant", "no-p8", "--set", "stay=4h", "--resolved")
    assert (code, err) == (exits.DONE, "")
    assert out == snapshot
    again = load_bytes("again.yaml", out.encode())
    assert again.scenario is not None
    assert again.scenario.stay_s == 4 * 3600


def test_resolved_of_a_wrong_one_prints_none(folder, capsys):
    code, out, err = checked(capsys, "wrong.yaml", "--resolved")
    assert (code, out) == (exits.INPUT_WRONG, "")
    assert "'6' has no unit" in err


def test_resolved_in_json(folder, capsys):
    """For programs: the scenario as a plan file embeds it."""
    from patrolplan.scenario.resolved import from_json

    _, out, _ = checked(capsys, "sound.yaml", "--resolved", "--json")
    data = json.loads(out)
    assert data["sound"] is True
    assert from_json(data["scenario"]) == load_bytes("sound.yaml", SOUND.encode()).scenario


def test_mistakes_of_variants_are_found_without_asking(folder, capsys):
    """A variant that is broken is no surprise at 3 a.m.: check looks at each, and says which."""
    text = SOUND + "  broken: {stay: 5}\n  sound: {stay: 4h}\n"
    (folder / "v.yaml").write_text(text)
    code, out, _ = checked(capsys, "v.yaml")
    assert code == exits.INPUT_WRONG
    assert f"v.yaml:{len(text.splitlines()) - 1}:18: error: '5' has no unit" in out
    assert "in the variant 'broken'" in out
    assert "1 error\n" in out
    assert checked(capsys, "v.yaml", "--variant", "sound")[0] == exits.DONE


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["none.yaml"], "none.yaml: error: there is no such file"),
        (["."], ".: error: this is a folder"),
        (["sound.yaml", "--variant", "no-p9"], "--variant no-p9:1:1: error: there is no variant 'no-p9'"),
        (["sound.yaml", "--set", "stay=4"], "--set stay=4:1:6: error: '4' has no unit"),
        (["sound.yaml", "--set", "stay"], "a value is missing"),
    ],
)
def test_input_that_is_wrong_ends_with_1(folder, capsys, args, said):
    code, out, _ = checked(capsys, *args)
    assert code == exits.INPUT_WRONG
    assert said in out


def test_usage_ends_with_2(folder, capsys):
    assert run(["check"]) == exits.USAGE
    assert run(["check", "sound.yaml", "--format", "xml"]) == exits.USAGE
    capsys.readouterr()


def test_warnings_do_not_stop(folder, capsys):
    (folder / "w.yaml").write_text(SOUND.replace("[RODN, White Beach]", "[RODN, Yokosuka]"))
    code, out, _ = checked(capsys, "w.yaml")
    assert code == exits.DONE
    assert "warning: 'Yokosuka' is shut" in out
    assert "1 warning\n" in out
    assert "no errors" in out


def two_hundred_lines() -> str:
    """A scenario of some two hundred lines: forty ships, ten areas, caveats and weather."""
    lines = ["horizon: {start: 240000ZSEP18, length: 7d}", "areas:"]
    for i in range(10):
        lines += [
            f"  AREA {i}:",
            f"    box: {{north: {20 + i}.9N, south: {20 + i}N, west: 123E, east: 125E}}",
        ]
        lines += ["    transfers_per_day: 0.5", "    night: 1.2"]
    lines.append("zones:")
    for i in range(20):
        lines.append(f"  Z{i}: {{circle: {{centre: {20 + i}N 130E, radius: 20nm}}, from: 250000ZSEP18}}")
    lines.append("ships:")
    for i in range(30):
        lines += [
            f"  SHIP {i}:",
            "    nation: AUS",
            "    class: anzac",
            f"    in_chop: {{at: 2{i % 10}N 126E}}",
        ]
    lines.append("caveats:")
    lines += [f"  C{i}: {{asset: SHIP {i}, not_in: [AREA 1]}}" for i in range(15)]
    return "\n".join(lines) + "\n"


def test_check_is_light(tmp_path):
    """From a cold start: no solver library is loaded, nor what only pages and ways by sea need."""
    path = tmp_path / "long.yaml"
    path.write_text(two_hundred_lines())
    assert 190 <= len(path.read_text().splitlines()) <= 230
    heavy = ("ortools", "numba", "networkx", "rich", "pandas", "scipy")
    script = (
        "import sys\nfrom patrolplan.cli.main import run\n"
        f"code = run(['check', {str(path)!r}])\n"
        f"print(*[m for m in {heavy!r} if m in sys.modules], file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == exits.DONE, done.stdout + done.stderr
    assert done.stderr.split() == []


def test_schema_rule_and_catalogue_are_lighter(tmp_path):
    """What is only looked up loads no array and no geometry either."""
    script = (
        "import sys\nfrom patrolplan.cli.main import run\n"
        "run(['schema'])\nrun(['rule', 'bad-time'])\nrun(['catalogue'])\n"
        "heavy = ('ortools', 'numba', 'networkx', 'shapely', 'numpy')\n"
        "print(*[m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.stderr.strip() == ""


def test_no_colour_where_nobody_sees_it(folder):
    """Piped output is plain text."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "patrolplan", "check", "wrong.yaml"], capture_output=True, check=False, env=env
    )
    assert b"\x1b" not in done.stdout
    assert done.returncode == exits.INPUT_WRONG


def test_large_scenarios_are_read():
    """300 areas and 200 ships are no mistake."""
    lines = ["horizon: {start: 240000ZSEP18, length: 7d}", "areas:"]
    lines += [
        f"  A{i}: {{gars: [{1 + i}KZ], priority: 1}}".replace(f"[{1 + i}KZ", f"['{1 + i:03d}KZ'")
        for i in range(300)
    ]
    lines.append("ships:")
    lines += [f"  S{i}: {{nation: AUS, class: anzac, in_chop: {{at: 27N 126E}}}}" for i in range(200)]
    loaded = load_bytes("large.yaml", "\n".join(lines).encode())
    assert loaded.scenario is not None
