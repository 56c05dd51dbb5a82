"""What `patrolplan show` prints, part by part: the heading, the timeline, the tables, what is left
unwatched, and the same as JSON. Each part is a function of the record and the way times and figures
are to be written; only show.py prints.
"""
