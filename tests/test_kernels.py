"""Compiled kernels never outlive a source that any of them is made of."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from patrolplan.kernels import ROOMS, ROOT, digest


def test_any_source_changes_the_digest(tmp_path: Path):
    """A changed, renamed or new file of either room counts; another room's does not."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    seen = {digest(tmp_path)}
    assert seen == {digest(ROOT)}
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "other.py").write_text("x = 1\n")
    assert digest(tmp_path) in seen
    for room in ROOMS:
        file = sorted((tmp_path / room).rglob("*.py"))[-1]
        file.write_text(file.read_text() + "# more\n")
        seen.add(digest(tmp_path))
        file.rename(file.with_name("another.py"))
        seen.add(digest(tmp_path))
        (tmp_path / room / "new.py").write_text("")
        seen.add(digest(tmp_path))
    assert len(seen) == 1 + 3 * len(ROOMS)


def where(folder: Path, rooms: str) -> str:
    """The folder that numba keeps kernels in after importing `rooms`, NUMBA_CACHE_DIR being `folder`."""
    code = f"import {rooms}, numba; print(numba.config.CACHE_DIR)"
    env = {**os.environ, "NUMBA_CACHE_DIR": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_solver_and_oracle_keep_theirs_by_source(tmp_path: Path):
    """One folder for both, whichever comes first, inside the one that was chosen; none is nested twice."""
    expected = str(tmp_path / f"kernels-{digest(ROOT)}")
    assert where(tmp_path, "patrolplan.solver.jit") == expected
    assert where(tmp_path, "patrolplan.verify.bound.compiled, patrolplan.solver.jit") == expected


def test_a_folder_that_cannot_be_made_is_left_to_numba(tmp_path: Path):
    """A file where the folder should be: the choice stands as it was, and nothing fails."""
    taken = tmp_path / "taken"
    taken.write_text("")
    assert where(taken, "patrolplan.solver.jit") == str(taken)
