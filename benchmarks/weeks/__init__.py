"""Scenarios drawn from a seed: other seas, other hot spots, other fleets than the flagship's.

`seas` knows where such a week can be, `draw` what happens in it, and `written` turns it into the YAML that a
planner would have written, so that a generated week goes through the whole pipeline: reading, checks,
water, routes. The seeds that figures are quoted for (`SEEDS`) were fixed before anything was solved on them.

    python -m benchmarks.weeks 101 -o week-101.yaml
    python -m benchmarks.weeks 1 --size large -o large.yaml
"""
