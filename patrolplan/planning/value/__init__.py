"""What each thing in a plan is worth: what the best plan would lose without it, or gain.

`things` says what there is to ask for and how the scenario looks without it; `interval` what two solved plans
with their bounds prove about the difference between the best plans. First-order prices come from the oracle
of the bound (`verify.bound.shadow`), which knows the plan's levels.
"""
