"""From a scenario to a plan: water, formulation, solver and words in a row, and the record at the end.

The one room that knows both the solver and the planner's words. It reads no clock and writes no file.
"""
