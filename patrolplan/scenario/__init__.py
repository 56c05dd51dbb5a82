"""What the planner writes: the YAML file read with positions, merged with overrides, checked all at
once, filled from the catalogue and frozen into a `Scenario`. Knows no water: sectors, routes and
light are made from it in sea/.
"""
