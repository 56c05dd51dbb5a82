"""Laying out a legal plan at the level of `patrolplan.problem`: ways and windows, a board that knows
what is held and what each further look would add, and the plain finishing pass that every peer gets.
"""
