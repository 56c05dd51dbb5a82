"""`check --fix`: what can mean nothing else is mended, and every other character stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.fix import replaced
from patrolplan.scenario.read import load_bytes
from tests.scenario.mistakes import SOUND

WRONG = """\
# A week, with slips.
scenario: A small week          # kept
horizon: {start: 240000ZSEP18, lenght: 7 days}
stay:6h
areas:
  SOUTH:
    box: {north: 30-00N, south: 29-00N, west: 124-00E, east: 126-00E}   # box
    transfers_per_day: 0,3
    contacts_per_1000nm2: "8"
ships:

  'HMAS Melbourne':  {nation: Australia,   class: adelade, in_chop: Sasebbo}
"""
RIGHT = """\
# A week, with slips.
scenario: A small week          # kept
horizon: {start: 240000ZSEP18, length: 7d}
stay: 6h
areas:
  SOUTH:
    box: {north: 30-00N, south: 29-00N, west: 124-00E, east: 126-00E}   # box
    transfers_per_day: 0.3
    contacts_per_1000nm2: 8
ships:

  'HMAS Melbourne':  {nation: AUS,   class: adelaide, in_chop: Sasebo}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.yaml").write_text(WRONG)
    return tmp_path


def checked(capsys, *args: str) -> tuple[int, str, str]:
    code = run(["check", *args])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def test_fix(folder, capsys, snapshot):
    """The change is shown first, as a diff; comments, blanks and quotes stay; then all is well."""
    code, out, err = checked(capsys, "wrong.yaml", "--fix")
    assert (folder / "wrong.yaml").read_text() == RIGHT
    assert code == exits.DONE, out
    assert out == snapshot
    assert err == "8 mistakes mended\n\n"
    assert [path.name for path in folder.iterdir()] == ["wrong.yaml"]


def test_diff_changes_nothing(folder, capsys):
    """Only shown; the exit code is that of the file as it is."""
    code, out, err = checked(capsys, "wrong.yaml", "--diff")
    assert (folder / "wrong.yaml").read_text() == WRONG
    assert code == exits.INPUT_WRONG
    assert "+stay: 6h" in out
    assert "8 mistakes would be mended; --fix does it" in err


def test_nothing_to_mend(folder, capsys):
    (folder / "sound.yaml").write_text(SOUND)
    code, out, err = checked(capsys, "sound.yaml", "--fix")
    assert code == exits.DONE
    assert "nothing that can be mended safely" in err
    assert "no errors" in out
    assert (folder / "sound.yaml").read_text() == SOUND


@pytest.mark.parametrize(
    "wrong",
    [
        "stay: 6",  # hours or minutes
        "transit: 15",  # knots are meant, or were metres a second copied
        "in_chop: 28-75N 125-00E",  # 28.75 or 28-15
        "class: anzca",  # one swap of four letters: too little to be sure
    ],
)
def test_what_may_mean_two_things_is_left(wrong):
    """A guess is shown as a cure, and made by the planner."""
    key = wrong.partition(":")[0]
    old = {"stay": "stay: 6h", "transit": "transit: 15kn", "in_chop": "in_chop: {at: 27-10N 126-20E",
           "class": "class: adelaide"}[key]  # fmt: skip
    text = SOUND.replace(old, wrong.replace("in_chop: ", "in_chop: {at: "), 1)
    assert text != SOUND
    loaded = load_bytes("x.yaml", text.encode())
    assert loaded.scenario is None
    assert replaced(text, loaded.diagnostics) == (text, 0)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(folder, capsys, ends, mark):
    """A file from another system comes back as one from there."""
    (folder / "w.yaml").write_bytes(mark + WRONG.replace("\n", ends).encode())
    assert checked(capsys, "w.yaml", "--fix")[0] == exits.DONE
    assert (folder / "w.yaml").read_bytes() == mark + RIGHT.replace("\n", ends).encode()


def test_included_files_are_mended_too(folder, capsys):
    (folder / "fleet.yaml").write_text("ships: # ours\n  X: {nation: AUS, clas: anzac, in_chop: Sasebo}\n")
    (folder / "top.yaml").write_text("include: fleet.yaml\n" + SOUND)
    code, out, _ = checked(capsys, "top.yaml", "--fix")
    assert code == exits.DONE
    assert "--- fleet.yaml" in out
    assert "class: anzac" in (folder / "fleet.yaml").read_text()
    assert (folder / "top.yaml").read_text() == "include: fleet.yaml\n" + SOUND


def test_one_slip_behind_another(folder, capsys):
    """What comes to light only once a key is spelt right is mended in the same go."""
    (folder / "one.yaml").write_text(SOUND.replace("length: 7d", "lenght: 7 days"))
    code, _, err = checked(capsys, "one.yaml", "--fix")
    assert code == exits.DONE
    assert (folder / "one.yaml").read_text() == SOUND
    assert err == "2 mistakes mended\n\n"


def test_included_files_are_mended_to_the_end(folder, capsys):
    """A slip behind a slip in an included file too, in a folder below, with its marks and line ends."""
    (folder / "shared").mkdir()
    fleet = "ships:\r\n  X: {nation: Australia, clas: anzca, in_chop: Sasebbo, transit: 15 kn}\r\n"
    rules = "stay:6 hours\nfatigue: 0,9 # tired\n"
    top = "include: [shared/fleet.yaml, shared/rules.yaml]\n" + SOUND.replace("stay: 6h\n", "").replace(
        "fatigue: 0.9\n", ""
    )
    (folder / "shared/fleet.yaml").write_bytes(b"\xef\xbb\xbf" + fleet.encode())
    (folder / "shared/rules.yaml").write_text(rules)
    (folder / "top.yaml").write_text(top)
    code, out, err = checked(capsys, "top.yaml", "--fix")
    assert code == exits.INPUT_WRONG  # one swap of four letters is left to the planner
    assert "did you mean 'anzac'?" in out
    assert err == "6 mistakes mended\n\n"
    mended = "ships:\r\n  X: {nation: AUS, class: anzca, in_chop: Sasebo, transit: 15 kn}\r\n"
    assert (folder / "shared/fleet.yaml").read_bytes() == b"\xef\xbb\xbf" + mended.encode()
    assert (folder / "shared/rules.yaml").read_text() == "stay: 6h\nfatigue: 0.9 # tired\n"
    assert (folder / "top.yaml").read_text() == top


def test_a_file_included_twice_is_mended_once(folder, capsys):
    """By two files that are included side by side."""
    (folder / "a.yaml").write_text("include: zones.yaml\n")
    (folder / "b.yaml").write_text("include: zones.yaml\n")
    (folder / "zones.yaml").write_text(
        "zones:\n  Z: {circle: {center: 28N 126E, radius: 20nm}, closed_to: ships}\n"
    )
    (folder / "top.yaml").write_text("include: [a.yaml, b.yaml]\n" + SOUND)
    code, out, err = checked(capsys, "top.yaml", "--fix")
    assert (code, err) == (exits.DONE, "1 mistake mended\n\n")
    assert "centre: 28N 126E" in (folder / "zones.yaml").read_text()
    assert out.count("--- zones.yaml") == 1


def test_what_an_included_file_hides_is_left(folder, capsys):
    """A name is unknown because its file cannot be read: nothing is said or done about it."""
    (folder / "fleet.yaml").write_text("ships:\n\tX: {nation: AUS, class: anzac, in_chop: Sasebo}\n")
    top = (
        "include: fleet.yaml\nhorizon: {start: 240000ZSEP18, length: 2 days}\n"
        "areas:\n  A: {gars: 611KZ, transfers_per_day: 1}\ncaveats:\n  C: {asset: X, not_in: A}\n"
        "overrides:\n  v: {ships: {X: {min_task: 4h}}}\n"
    )
    (folder / "top.yaml").write_text(top)
    code, out, _ = checked(capsys, "top.yaml", "--fix")
    assert code == exits.INPUT_WRONG
    assert out.count("error:") == 1
    assert "fleet.yaml:2:1: error: this line is indented with a tab" in out
    assert (folder / "top.yaml").read_text() == top.replace("2 days", "2d")


def test_a_file_that_may_not_be_written(folder, capsys, monkeypatch):
    """Said in words, and nothing is lost."""

    def refuse(self, data):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    code, _, err = checked(capsys, "wrong.yaml", "--fix")
    assert code == exits.INPUT_WRONG
    assert "cannot write wrong.yaml: Permission denied" in err
    assert (folder / "wrong.yaml").read_text() == WRONG


def test_a_slip_in_a_variant(folder, capsys):
    """What only a variant shows is mended as well."""
    (folder / "v.yaml").write_text(SOUND + "  slow: {ships: {HMAS Melbourne: {min_task: 7 hours}}}\n")
    assert checked(capsys, "v.yaml", "--fix")[0] == exits.DONE
    assert "{min_task: 7h}" in (folder / "v.yaml").read_text()
