"""A still picture of a plan for a slide: `draw` puts it together from `chart` (the map) and `gantt` (the
timeline); `look` is what they share, `turn` keeps water together across the antimeridian. matplotlib
comes with an extra, and is imported when a picture is drawn.
"""
