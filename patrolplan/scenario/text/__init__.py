"""YAML as a planner writes it: one file read with care, its values typed by YAML 1.2 alone (`NO` is a
name, `12:30` is text, `010` is ten), and the line and column of every key and value kept through
overrides and `--set`. Knows nothing of ships or seas.
"""
