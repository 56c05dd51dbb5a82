"""Names made safe."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from patrolplan.export.text import MOST, file_name, plain


@given(st.text())
def test_plain_text_is_one_line(text):
    """No control character and nothing that XML cannot hold; doing it twice changes nothing."""
    found = plain(text)
    assert plain(found) == found
    assert len(found.splitlines()) <= 1
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in found)
    assert found == found.strip()


def test_plain_keeps_what_is_a_name():
    name = 'HMAS "Mel\'bourne" & <b>日本丸</b> \U0001f6a2 Vendémiaire'
    assert plain(name) == name
    assert plain("a\r\nb\u2028c\u202ed\x00e") == "a b c d e"


@given(st.lists(st.text(), max_size=6))
def test_file_names(names):
    """Plain, short, never empty, never a path or a device, never twice."""
    taken = []
    for name in names:
        found = file_name(name, taken)
        assert found
        assert len(found) <= MOST + 4
        assert not set(found) & set('/\\:*?"<>|. \n\0')
        assert found.casefold() not in {other.casefold() for other in taken}
        taken.append(found)


def test_file_names_of_devices():
    assert file_name("CON") == "CON-1"
    assert file_name("../../etc/passwd") == "etc-passwd"
    assert file_name("日本丸 <b>") == "日本丸-b"
    assert file_name("...") == "unnamed"
    assert file_name("hmas x", ["HMAS-X"]) == "hmas-x-2"
