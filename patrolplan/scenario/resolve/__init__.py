"""From what was written to the frozen scenario: defaults and catalogue filled in, shapes drawn, names
followed, and everything checked that takes more than one key to see. Each mistake is told once, with the
lines that conflict.
"""
