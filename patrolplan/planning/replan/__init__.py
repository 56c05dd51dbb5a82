"""A plan that has begun, changed: what has happened stays, what an event breaks is mended, the rest may
move.

`events` reads what has happened, `applied` makes the scenario of it, `cut` says what is frozen and where
everybody is then, `rest` makes the problem of what is left (what was seen is taken off its weights, slots
held are closed), `kept` takes over what of the old plan still holds, `few` looks for the best changes
where few are allowed, and `join` writes past and rest down as one plan.
"""
