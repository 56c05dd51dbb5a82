"""The command line: one module per command, each with a `command` that main.py imports only when it
is called, and that imports its heavy parts only when it runs. Commands read and write files, talk to
the terminal and set the exit code; all else they leave to the rooms below.
"""
