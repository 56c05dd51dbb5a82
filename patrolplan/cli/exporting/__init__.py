"""Between the command line of `patrolplan export` and the disk: which format, and whole files or none."""
