"""Every rule that a plan must keep, recomputed from the embedded scenario, the coastline and the record
alone. It shares no formula with what made the plan: never formulation, detection, sea, solver or
planning. `judge` runs the rules of `table`; each is one function of a `case.Case`, in the room named
for what it watches: `accounts` (papers, rates, POD, value, score), `water` (zones and sectors),
`holding` (slots), `asked` (what the planner asks for), `moving` (tracks), `flying` (sorties, airframes,
crews). docs/judge.md lists them.
"""
