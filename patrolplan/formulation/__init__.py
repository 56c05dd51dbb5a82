"""A scenario and its water turned into the packing problem, and an answer turned back into words.

`build.formulate` makes arrays in integer ticks that the solver can work on without knowing a ship's
name; `words.itineraries` makes tasks, sorties, events and legs that a planner can read out of what
the solver chose. Whatever is rounded on the way is rounded to the safe side: a plan that keeps the
problem's rules keeps the scenario's.
"""
