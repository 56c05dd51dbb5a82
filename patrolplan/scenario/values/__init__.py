"""Values as planners write them: durations, times, speeds, distances, positions, shares, numbers,
nations. One module each; every one reads text, refuses in words with what to write instead, and writes
the one form that we print.
"""
