"""The difference between two plans as a page in the terminal, as markdown, and as JSON."""
