"""Diagnostics as text: for a terminal with the line and a caret, concise for editors, JSON for programs;
and a resolved scenario as YAML that a planner can read.
"""
