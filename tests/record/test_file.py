"""A plan file is there whole or not at all, and nothing is replaced unasked."""

import errno
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from patrolplan.record import file
from patrolplan.record.canonical import canonical
from patrolplan.record.errors import FileExists, RecordError
from tests.record.samples import sample


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_an_existing_file_is_kept(tmp_path):
    """Without force a plan that stands there is never lost; with it, it is replaced."""
    path = tmp_path / "plan.json"
    path.write_text("yesterday's")
    with pytest.raises(FileExists, match="--force"):
        file.write(path, sample())
    assert path.read_text() == "yesterday's"
    file.write(path, sample(), force=True)
    assert file.read(path) == sample()
    assert names(tmp_path) == ["plan.json"]


def test_a_file_that_came_meanwhile_is_kept(tmp_path, monkeypatch):
    """Two solves that end at once: the second does not overwrite the first."""
    path = tmp_path / "plan.json"
    sync = os.fsync

    def slow(descriptor: int) -> None:
        path.write_text("the other's")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(FileExists):
        file.write(path, sample())
    assert path.read_text() == "the other's"
    assert names(tmp_path) == ["plan.json"]


def test_without_hard_links(tmp_path, monkeypatch):
    """A file system that knows no hard links still gets its file, and still keeps an old one."""

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", no_links)
    file.write(tmp_path / "plan.json", sample())
    assert names(tmp_path) == ["plan.json"]
    with pytest.raises(FileExists):
        file.write(tmp_path / "plan.json", sample())


@pytest.mark.parametrize("force", [False, True])
def test_full_disk(tmp_path, monkeypatch, force):
    """A disk that is full leaves what was there, no temporary file, and words."""
    path = tmp_path / "plan.json"
    if force:
        path.write_text("yesterday's")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RecordError, match="no space left on device"):
        file.write(path, sample(), force=force)
    assert names(tmp_path) == (["plan.json"] if force else [])
    assert not force or path.read_text() == "yesterday's"


def test_interrupted(tmp_path, monkeypatch):
    """Ctrl-C while writing leaves no temporary file."""

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        file.write(tmp_path / "plan.json", sample())
    assert names(tmp_path) == []


def test_killed_at_any_moment(tmp_path):
    """SIGKILL while plans are written over and over: the file is always a whole one."""
    path = tmp_path / "plan.json"
    file.write(path, sample())
    script = (
        "from patrolplan.record import file; from itertools import count; import sys\n"
        "from dataclasses import replace; record = file.read(sys.argv[1]); print('go', flush=True)\n"
        "for n in count(1): "
        "file.write(sys.argv[1], replace(record, plan=replace(record.plan, issue=n)), force=True)"
    )
    for pause in (0.01, 0.033, 0.047):
        child = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        found = file.read(path)
        assert replace(found, plan=sample().plan) == sample()


def test_rights_and_links(tmp_path):
    """The file gets the rights of an ordinary new file, and a symbolic link stays one."""
    old = os.umask(0o027)
    try:
        file.write(tmp_path / "plan.json", sample())
    finally:
        os.umask(old)
    assert (tmp_path / "plan.json").stat().st_mode & 0o777 == 0o640
    link = tmp_path / "latest.json"
    link.symlink_to("plan.json")
    file.write(link, replace(sample(), plan=replace(sample().plan, issue=3)), force=True)
    assert link.is_symlink()
    assert file.read(tmp_path / "plan.json").plan.issue == 3


@pytest.mark.parametrize(
    ("name", "words"), [("", "no file that a plan"), ("nowhere/plan.json", "there is no folder")]
)
def test_no_place_to_write(tmp_path, name, words):
    """A folder, or a folder that is missing, is said to be so."""
    with pytest.raises(RecordError, match=words):
        file.write(tmp_path / name, sample(), force=True)


def test_a_record_that_cannot_be_written_names_the_file(tmp_path):
    """The message says which file was not written."""
    broken = replace(sample(), score=replace(sample().score, value=float("nan")))
    with pytest.raises(RecordError, match=r"plan\.json"):
        file.write(tmp_path / "plan.json", broken)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "is a folder, not a file"),
        (lambda path: path.write_bytes(canonical(sample())[:5000]), "is cut short"),
    ],
)
def test_unreadable(tmp_path, make, words):
    """The file is named, and what is wrong with it."""
    path = tmp_path / "plan.json"
    make(path)
    with pytest.raises(RecordError) as caught:
        file.read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert words in str(caught.value)


def test_huge(tmp_path, monkeypatch):
    """Reading is bounded: a file that never ends does not fill the memory."""
    monkeypatch.setattr(file, "LIMIT", 1000)
    file.write(tmp_path / "plan.json", sample())
    with pytest.raises(RecordError, match="is larger than"):
        file.read(tmp_path / "plan.json")


def test_a_scenario_given_for_a_plan(tmp_path):
    """The likeliest slip is answered with what to do."""
    path = tmp_path / "two-ships.yaml"
    path.write_text("scenario: two ships\n")
    with pytest.raises(RecordError, match="patrolplan solve"):
        file.read(path)
