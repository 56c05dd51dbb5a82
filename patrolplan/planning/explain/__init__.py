"""Answers to a planner's questions about a plan: why this task, why not that one, why is this water
unwatched, why is a requirement short. Every figure is recomputed from the plan and its scenario, or comes
of solving again.
"""
