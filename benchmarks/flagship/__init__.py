"""The figures that the project is judged by, as one table: `python -m benchmarks.flagship`.

`rows` says what is run (scenario, seconds, seeds, what is wanted), `run` makes one run in a process of its
own and has it judged and its bound confirmed, `ledger` keeps what was run in a file so that rows can be run
one by one and gone on with, `table` turns that into medians in Markdown.
"""
