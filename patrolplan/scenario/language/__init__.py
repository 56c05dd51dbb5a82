"""What a planner may write: one pydantic model per thing, one description per key. They yield the JSON
Schema for editors, the defaults, and the words of every refusal. Nothing here knows the horizon's dates
or another entry's values: that is left to resolve/.
"""
