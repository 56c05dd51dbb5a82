"""One module per format, each a function of a view that returns bytes; `export.table` lists them."""
