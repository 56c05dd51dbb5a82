"""How diagnostics are shown: the line with a caret, one line each, or JSON."""

from __future__ import annotations

import json

from patrolplan.scenario.diagnostics import Diagnostic, Label, in_order
from patrolplan.scenario.read import load_bytes
from patrolplan.scenario.render.concise import concise
from patrolplan.scenario.render.json import as_json
from patrolplan.scenario.render.text import tally, text
from patrolplan.scenario.text.source import Source, Span, whole

SOURCE = Source("week.yaml", "stay: 6h\nships:\n  船A: {transit: 15}\n" + "x: '" + "y" * 200 + "' # end\n")


def at(line: int, column: int, end: int) -> Span:
    return Span(SOURCE, line, column, line, end)


def test_text_shows_line_caret_and_cure():
    """Wide signs take two columns of a terminal; the caret stands under what it means."""
    item = Diagnostic(
        "bad-speed",
        "error",
        "'15' has no unit",
        at(3, 17, 19),
        "write 15kn",
        labels=(Label(at(1, 1, 5), "as here"),),
        note="in the variant 'v'",
    )
    assert text([item]) == (
        "week.yaml:3:17: error: '15' has no unit  [bad-speed]\n"
        " 3 |   船A: {transit: 15}\n"
        "   |                  ^^\n"
        " 1 | stay: 6h\n"
        "   | ^^^^ as here\n"
        "   = write 15kn\n"
        "   = in the variant 'v'\n"
    )


def test_long_lines_are_cut_round_the_caret():
    shown = text([Diagnostic("x", "warning", "here", at(4, 190, 193), "mend it")])
    lines = shown.splitlines()
    assert max(map(len, lines)) < 125
    assert lines[1].index("y") > 0
    assert lines[2].count("^") == 3
    caret = lines[2].index("^")
    assert lines[1][caret : caret + 3] == "yyy"


def test_a_whole_file_has_no_line():
    item = Diagnostic(
        "file-missing", "error", "there is no such file", whole(Source("no.yaml")), "check the path"
    )
    assert text([item]) == "no.yaml: error: there is no such file  [file-missing]\n   = check the path\n"
    assert concise([item]) == "no.yaml: error[file-missing]: there is no such file; check the path\n"


def test_control_characters_do_not_reach_the_terminal():
    """A name with an escape sequence in it is shown, not obeyed."""
    found = load_bytes(
        "x.yaml", b'scenario: x\n"\\e[31mred": 1\nhorizon: {start: 240000ZSEP18, length: 1d}\n'
    ).diagnostics
    assert any(item.id == "unknown-key" for item in found)
    assert "\x1b" not in text(found) + concise(found)
    assert "\x1b[1;31m" in text(found, colour=True)


def test_json_holds_everything():
    item = Diagnostic("a", "error", "m", at(3, 17, 19), "c", "15kn", "n", (Label(at(1, 1, 5), "why"),))
    data = json.loads(json.dumps(as_json([item])))
    assert data == [
        {
            "id": "a",
            "severity": "error",
            "message": "m",
            "file": "week.yaml",
            "line": 3,
            "column": 17,
            "end_line": 3,
            "end_column": 19,
            "cure": "c",
            "replacement": "15kn",
            "safe": False,
            "note": "n",
            "related": [
                {
                    "message": "why",
                    "file": "week.yaml",
                    "line": 1,
                    "column": 1,
                    "end_line": 1,
                    "end_column": 5,
                }
            ],
        }
    ]
    assert as_json([Diagnostic("a", "error", "m", whole(SOURCE))])[0]["line"] is None


def test_order_and_tally():
    """By place, each once, with a count at the end."""
    one = Diagnostic("a", "error", "m", at(3, 1, 2))
    two = Diagnostic("b", "warning", "m", at(1, 5, 6))
    three = Diagnostic("c", "error", "m", at(1, 2, 6))
    assert in_order([one, two, one, three]) == (three, two, one)
    assert tally([one, two, three]) == "2 errors, 1 warning"
    assert tally([two]) == "1 warning"
    assert tally([]) == ""
