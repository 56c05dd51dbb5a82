"""What a planner's editor does with our schema, by the real language server."""
