"""The brief: one offline page that a commander opens from a file, made from a record, its measures and geo.

`page` puts the page together (head, sections, tables, what the scripts read), `drawing` draws what stands
without scripts (map, timelines, heat map, maps by period) as SVG, `scripts` and `styles` hold the page's own
modules, which are written into it when it is made. All text goes through `html`, which escapes it.
"""
