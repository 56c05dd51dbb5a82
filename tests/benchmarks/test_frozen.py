"""The flagship is frozen: figures that were quoted for it stay comparable."""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_flagship_is_the_one_that_figures_were_measured_on():
    """Who changes the flagship writes its new sha256 to benchmarks/flagship.sha256 on purpose, and quotes
    figures for both. The file's line is what `sha256sum` prints, so that `sha256sum -c` reads it too.
    """
    expected, name = (ROOT / "benchmarks" / "flagship.sha256").read_text(encoding="utf-8").split()
    assert name == "scenarios/east-china-sea.yaml"
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == expected
