"""The page: head, sections and tables, and what the scripts read, from a record and its measures."""
