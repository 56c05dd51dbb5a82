"""An answer of the solver back in words: tasks with names, tracks over the water, events and
hand-overs, as the plan file holds them. Nothing here decides anything that is worth something: what
is derived from the chosen looks (when to leave, where to wait) is chosen plainly and said.
"""
