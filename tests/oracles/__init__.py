"""Slow, plain second opinions on the packing problem, for tests only.

`random_problems` draws problems small enough to enumerate, `big_problem` one of the flagship's size;
`pod` is a plain probability of detection, `rules` checks a choice against every hard rule, `crews`
names airframes and crews, `itineraries` lists all that a holder could do and `brute` finds the exact
optimum from these lists. Nothing here shares code with the solver, the formulation or the verifier.
"""
