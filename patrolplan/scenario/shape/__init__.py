"""A tree of YAML against the language: every part read by itself, so that one mistake hides no other, and
each refusal put in the planner's words at its place.
"""
