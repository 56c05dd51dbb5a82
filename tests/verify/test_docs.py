"""docs/judge.md says what the judge does."""

from patrolplan.verify.rules import tolerance
from tests.verify.judge_table import PAGE, page


def test_the_page_has_the_rules_as_they_are():
    """After a change of rules: python -m tests.verify.judge_table."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_states_every_tolerance():
    """By its name and its figure, so that nobody must read code to know how exact a verdict is."""
    text = PAGE.read_text(encoding="utf-8")
    named = [name for name in vars(tolerance) if name.isupper()]
    assert named
    for name in named:
        row = next((line for line in text.splitlines() if line.startswith(f"| `{name}` |")), None)
        assert row is not None, f"{name} is not on the page"
        assert f"{getattr(tolerance, name):g}" in row, row
