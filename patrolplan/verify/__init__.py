"""The independent judge: nobody has to trust the solver. `rules` holds every hard rule, written again
from the words of the model; `bound` recomputes the bound from the prices by a slow, plain oracle.
"""
