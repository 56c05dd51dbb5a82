"""What comes of a sweep, as a table and as a plot, in the terminal and as files."""
