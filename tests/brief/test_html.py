"""Elements: whatever text goes in comes out as text."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from patrolplan.brief.html import Html, escaped, joined, shown, tag


class _Reader(HTMLParser):
    """Collects what a parser that is not ours finds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag_, attrs):
        self.tags.append((tag_, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def _read(markup):
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader


TEXT = st.text() | st.sampled_from(["<script>", "</p>", "&amp;", "\"'><b>", "<!--", "]]>", "&#0;", "\ud800"])


@given(TEXT, TEXT)
def test_any_text_is_only_text(inside, attribute):
    """No text opens an element, ends an attribute or is read as a reference."""
    found = _read(tag("p", inside, title=attribute))
    assert [name for name, _ in found.tags] == ["p"]
    assert found.tags[0][1] == {"title": shown(attribute)}
    assert found.text == shown(inside)


@given(st.text())
def test_nothing_that_turns_or_hides_text_is_left(text):
    """Control characters and signs that turn the direction of text do not reach the page."""
    assert not set(shown(text)) & set("\x00\x07\x1b\u202e\u2066\u2028\ufeff\ud800")


def test_attributes():
    """None and False are left out, True stands alone, underscores are hyphens."""
    assert tag("input", checked=True, hidden=False, data_t=0, class_="a", id=None) == (
        '<input checked data-t="0" class="a">'
    )
    assert tag("a", "x", name="n") == '<a name="n">x</a>'


def test_children():
    """Markup stays, text is escaped, None is nothing, lists are laid out flat."""
    assert joined("a<", None, [Html("<b>"), 1, ["&"]]) == "a&lt;<b>1&amp;"
    assert isinstance(escaped("x"), Html)
