"""Published team-orienteering instances through the same problem and solver.

The files are read where they lie and never copied; nothing of them is written anywhere.
"""
