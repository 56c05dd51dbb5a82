"""The plan file: its types, its JSON Schema, reading and writing it. Everything that looks at a plan
(judge, tables, brief, exports, simulation) reads this and nothing of how the plan was found.

`file` reads and writes, `types` is what they hand over, `canonical` the bytes and their hash, `wire`
the file key by key, `schema` its JSON Schema, `migrations` what older files need.
"""

from patrolplan.record.canonical import plan_hash

__all__ = ["plan_hash"]
