"""Writing XML: a tree of the standard library, indented, in UTF-8.

The standard library escapes what XML gives a meaning to; characters that XML cannot hold never get here,
since every text goes through `text.plain`.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

Element = ET.Element


def child(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new child; attributes in the order given."""
    found = ET.SubElement(parent, tag, attributes)
    found.text = text
    return found


def written(root: Element) -> bytes:
    """The document, ending with a newline."""
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text + b"\n"
