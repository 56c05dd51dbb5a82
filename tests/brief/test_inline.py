"""The page's scripts and styles in one piece each."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.brief import inline


def test_modules_stand_before_those_that_need_them():
    """Each module is defined once, before it is used, and the last one starts the page."""
    text = inline.script()
    made = re.findall(r"^const (module_\w+) = \(\(\) =>", text, re.MULTILINE)
    assert len(made) == len(set(made))
    assert made[-1] == "module_main"
    for name in made:
        used = [found.start() for found in re.finditer(rf"= {name};", text)]
        assert all(text.index(f"const {name} ") < place for place in used)
    assert "import " not in re.sub(r"^\s*(//|\*).*$", "", text, flags=re.MULTILINE)
    assert not re.search(r"^export ", text, re.MULTILINE)


def test_nothing_asks_for_the_network():
    """No script or style names a host, a font or a file to load; the name of SVG is a name only."""
    text = inline.script() + inline.style()
    assert set(re.findall(r"https?://[^\"'\s)]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\((?!#)|fetch\(|XMLHttpRequest|innerHTML|eval\(|document\.write", text)


def test_scripts_run_in_strict_syntax(tmp_path):
    """The joined text is one that a parser takes, not only the modules."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    path = tmp_path / "page.js"
    path.write_text(inline.script(), encoding="utf-8")
    subprocess.run([node, "--check", str(path)], check=True, capture_output=True)


def test_imports_in_a_ring_are_refused(monkeypatch):
    """Two modules that need each other have no order: said, rather than a page that breaks."""
    texts = {
        "main.js": 'import { b } from "./b.js";\n',
        "b.js": 'import { start } from "./main.js";\nexport const b = 1;\n',
    }
    monkeypatch.setattr(inline, "_read", lambda folder, name: texts[name])
    with pytest.raises(ValueError, match="main -> b -> main"):
        inline.script.__wrapped__()


def test_a_script_that_would_close_its_element_is_refused(monkeypatch, tmp_path):
    """`</script` inside a module would end it on the page."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "x.js").write_text('const a = "</script>";\n')
    monkeypatch.setattr(inline, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match="close its own element"):
        inline._read("scripts", "x.js")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_css_string(text):
    """Between the quotation marks stand only letters, figures and escapes, and they give the text back."""
    written = inline.css_string(text)
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', written)
    back = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), written[1:-1])
    assert back == text
