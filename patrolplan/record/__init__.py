"""The plan file: its types, its JSON Schema, reading and writing it. Everything that looks at a plan
(judge, tables, brief, exports, simulation) reads this and nothing of how the plan was found.
"""
