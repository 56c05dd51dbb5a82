"""Many variants of a scenario solved side by side: which cases there are, how one is solved, who solves them
(processes on this machine, or workers of a Dask cluster), and where what came of each is kept.

A case is solved by a pure function of bytes to bytes, so it does not matter where. What is kept is found
again by the case's key, so a sweep that was broken off goes on where it stopped.
"""
