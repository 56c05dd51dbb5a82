"""`patrolplan export` and `check-export`: what they write, say and refuse, with exit codes."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import pytest
from click.testing import CliRunner

from patrolplan.cli import check_export, exits, export, main
from patrolplan.export.table import FORMATS
from patrolplan.record import file
from tests.record.samples import sample


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "plan.json"
    file.write(path, sample())
    return path


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    """The next issue: Melbourne's last task is gone."""
    path = tmp_path_factory.mktemp("newer") / "plan.json"
    record = sample()
    tasks = tuple(task for task in record.tasks if task.id != "T003")
    legs = tuple(leg for leg in record.legs if leg.task != "T003")
    file.write(path, replace(record, tasks=tasks, legs=legs, plan=replace(record.plan, issue=3)))
    return path


def run(command, *args):
    done = CliRunner().invoke(command, [str(arg) for arg in args], standalone_mode=False)
    code = done.return_value if isinstance(done.return_value, int) else exits.DONE
    if done.exception is not None:
        raise done.exception
    return code, done.stdout, done.stderr


def test_the_formats_are_those_of_the_table():
    """Help lists what there is, without importing it."""
    assert tuple(FORMATS) == export.FORMATS


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("plan.geojson", []), ("plan.kml", []), ("plan.gpx", []), ("plan.ics", []), ("plan.csv", []),
        ("plan.gpkg", []), ("plan.cot", []), ("plan.zip", ["--format", "cot"]),
        ("plan.xml", ["--format", "cot"]), ("plan.zip", ["--format", "rtz", "--rtz", "1.0"]),
        ("one.rtz", ["--asset", "HMCS Calgary"]), ("one.html", ["--asset", "Kadena P-8"]),
        ("one.txt", ["--format", "tasking", "--asset", "Kadena P-8"]),
        ("can.kml", ["--nation", "can"]), ("can.rtz", ["--nation", "CAN", "--asset", "HMCS Calgary"]),
    ],
)  # fmt: skip
def test_a_file_of_each_format_is_of_its_plan(plan, newer, tmp_path, name, options):
    """What is written is whole, sealed, and known to be stale once there is a newer plan."""
    target = tmp_path / name
    code, said, _ = run(export.command, plan, "-o", target, *options)
    assert code == exits.DONE
    assert said.startswith(f"wrote {target} (")
    assert run(check_export.command, target, plan)[0] == exits.DONE
    code, said, _ = run(check_export.command, target, newer)
    assert code == exits.RULES_BROKEN
    assert f"{target} is stale: it was made from issue 2" in said
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_everything_into_a_folder(plan, tmp_path):
    """--all: the whole plan in each format, and a folder for each asset."""
    code, said, _ = run(export.command, plan, "--all", "-o", tmp_path / "out", "--json")
    assert code == exits.DONE
    answer = json.loads(said)
    names = {row["file"].removeprefix(f"{tmp_path}/out/") for row in answer["files"]}
    assert names == {
        str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file()
    }
    whole = {"plan.geojson", "plan.kml", "plan.gpx", "plan.ics", "plan.csv", "plan.gpkg", "plan.cot.xml"}
    assert names >= whole | {
        "plan.cot.zip",
        "HMAS-Melbourne/HMAS-Melbourne-ECC-SAMPLE-2.rtz",
        "Kadena-P-8/tasking.txt",
    }
    assert not any(name.endswith(".rtz") for name in names if name.startswith("Kadena-P-8/"))
    assert answer["audience"] == "all"
    code, _, said = run(export.command, plan, "--all", "-o", tmp_path / "out")
    assert (code, "not empty; give another name, or --force" in said) == (exits.INPUT_WRONG, True)
    assert run(export.command, plan, "--all", "-o", tmp_path / "out", "--force")[0] == exits.DONE


def test_a_turnover_tells_what_changed(plan, newer):
    """--since: the older plan; without -o the page goes to the terminal."""
    code, said, _ = run(
        export.command, newer, "--format", "turnover", "--asset", "HMAS Melbourne", "--since", plan,
        "--at", "241600ZSEP18",
    )  # fmt: skip
    assert code == exits.DONE
    assert "CHANGES since ECC SAMPLE, issue 2" in said
    assert "dropped: 607KU 250400Z to 251600Z" in said
    assert "NOW\n  241400Z to 242100Z: task T001 in 609KU" in said


def test_what_is_refused(plan, tmp_path, snapshot):
    """Each refusal says what to ask for instead, and nothing is written."""
    here = tmp_path / "there.kml"
    here.write_text("mine")
    cases = [
        (plan, "--format", "rtz", "-o", tmp_path / "a.rtz"),
        (plan, "--format", "rtz", "--asset", "Kadena P-8", "-o", tmp_path / "a.rtz"),
        (plan, "--format", "tasking"),
        (plan, "--format", "csv", "--asset", "HMAS Melborne"),
        (plan, "--format", "csv", "--nation", "KOR"),
        (plan, "--format", "csv", "--nation", "CAN", "--asset", "HMAS Melbourne"),
        (plan, "-o", here),
        (plan, "-o", tmp_path / "no" / "a.kml"),
        (tmp_path / "none.json", "--format", "csv"),
        (plan, "--format", "turnover", "--asset", "HMAS Melbourne", "--since", tmp_path / "none.json"),
    ]
    said = []
    for case in cases:
        code, out, err = run(export.command, *case)
        assert (code, out) == (exits.INPUT_WRONG, "")
        said.append(err.replace(str(tmp_path), "TMP"))
    assert "".join(said) == snapshot
    assert [path.name for path in tmp_path.iterdir()] == ["there.kml"]
    assert here.read_text() == "mine"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "say which format with --format"),
        (["-o", "x.zip"], ".zip may be rtz or cot or tasking: say which format"),
        (["-o", "x.doc"], "say which format"),
        (["--format", "kml", "-o", "x.csv"], "kml is written to a file that ends with .kml"),
        (["--all"], "--all writes every format into a folder"),
        (["--all", "--format", "kml", "-o", "x"], "--all writes every format into a folder"),
        (["--format", "gpkg"], "gpkg is no text: give it a file with -o"),
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--format", "turnover", "--at", "noon"], "noon"),
    ],
)  # fmt: skip
def test_usage(plan, options, words):
    """A command line that cannot be meant ends with 2 and says how to write it."""
    import click

    with pytest.raises(click.UsageError, match=words.replace(".", r"\.").replace("(", r"\(")) as error:
        run(export.command, plan, *options)
    assert error.value.exit_code == exits.USAGE


def test_check_export_refuses_in_words(plan, tmp_path, snapshot):
    """A file without a seal, none at all, a folder, a broken zip; two plans in one file are no product."""
    (tmp_path / "notes.txt").write_text("nothing of ours")
    with zipfile.ZipFile(tmp_path / "broken.zip", "w") as package:
        package.writestr("a", "a" * 500)
    (tmp_path / "broken.zip").write_bytes((tmp_path / "broken.zip").read_bytes()[:-20])
    said = []
    for name in ("notes.txt", "none.kml", ".", "broken.zip"):
        code, out, err = run(check_export.command, tmp_path / name, plan)
        assert (code, out) == (exits.INPUT_WRONG, "")
        said.append(err.replace(str(tmp_path), "TMP"))
    seal = "patrolplan-seal/1 issue={} sha256=" + "0" * 64
    (tmp_path / "two.txt").write_text("\n".join(seal.format(k) for k in (1, 2)))
    code, out, _ = run(check_export.command, tmp_path / "two.txt", plan)
    assert code == exits.RULES_BROKEN
    assert "".join([*said, out.replace(str(tmp_path), "TMP")]) == snapshot


def test_check_export_as_json(plan, newer, tmp_path):
    run(export.command, plan, "-o", tmp_path / "a.csv")
    code, said, _ = run(check_export.command, tmp_path / "a.csv", newer, "--json")
    answer = json.loads(said)
    assert (code, answer["current"]) == (exits.RULES_BROKEN, False)
    assert (answer["plan"]["issue"], [one["issue"] for one in answer["seals"]]) == (3, [2])


def test_both_are_listed():
    """A command with a hyphen is found under its module's name."""
    done = CliRunner().invoke(main.cli, ["--help"])
    assert "check-export" in done.stdout
    assert CliRunner().invoke(main.cli, ["check-export", "--help"]).exit_code == 0
