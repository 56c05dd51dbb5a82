"""The packing problem as plain arrays in integer ticks: types only, and what they promise.

The solver and the bound's oracle both read these; neither knows a ship's name or a sea. Sectors,
steps and holders are opaque row numbers, so that anything that can be put as "looks at slots" is a
problem, whatever it came from.
"""
