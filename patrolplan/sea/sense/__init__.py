"""Whether a scenario makes sense on the water: areas that nobody may watch, ships and sorties that reach
none, what is asked and cannot be met, sizes beyond solving. Each finding is a diagnostic at the lines that
conflict, as `check` shows them.
"""
