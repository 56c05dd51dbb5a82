"""What a plan amounts to: accounts, coverage, timelines, hand-overs and the water nobody watches.

Every function takes a `Record` and gives back frozen results, one idea a file; nothing here knows how
the plan was found, and the scenario is read from the record's own JSON. Rates count what begins
(transfers, or priority × nm² × days: `counting` says which); "identified" is the expected part of it.
"""
