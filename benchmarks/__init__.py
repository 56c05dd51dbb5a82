"""How good the plans are beside what others would do, and how the solver grows with size.

`plans/` holds what every peer needs to lay out a legal plan; `peers/` one file a peer and the table;
`scaling.py` runs generated problems of growing size. Not shipped in the wheel.
"""
