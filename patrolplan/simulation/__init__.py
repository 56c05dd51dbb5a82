"""The second witness: what a recorded plan identifies of things drawn at random.

Things begin by a Poisson process at the recorded rates, somewhere in their sector, and stay. The recorded
tracks go past them, and each is identified or not by the toss of a coin: no POD, value or other figure of
the plan is used, and no formula of those that made or judged it. `simulate` is the door; `draw` makes the
things, `waters` and `eyes` say where they are and how well they are seen, `moves` and `laws` let the tracks
pass, `estimate` counts. It never reaches the solver: what it is given to compare with is a record like any.
"""
