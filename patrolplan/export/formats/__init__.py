"""One module per format, each a function of a view that returns bytes; one row each in `table`."""
