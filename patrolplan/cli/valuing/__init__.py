"""What things are worth, as a page in the terminal and as JSON."""
