"""Search theory as formulas: sweep widths and what corrects them, coverage, probability of detection.

A leaf: it knows numbers and arrays, no scenario and no sea. Each formula names its units and the
literature it comes from, so that a planner can look it up and a judge can write it again.
"""
