"""The search for what of a plan changes: the best few changes one after the other (`few`, with the longest
paths of `paths`), or as many as pay (the solver, from the old plan), within limits on tasks and nations
(`limited`).
"""
