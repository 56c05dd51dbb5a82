"""Between the command line of `patrolplan export` and the disk: which format, and files whole or not at all."""
