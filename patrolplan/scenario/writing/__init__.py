"""A scenario as it was understood, written in the planner's own language: `resolved` puts it together, one
module a kind of thing, `places` and `yaml` write single values. It reads back to the very same.
"""
