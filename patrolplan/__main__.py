"""`python -m patrolplan`: the same as the `patrolplan` command."""

from patrolplan.cli.main import main

if __name__ == "__main__":
    main()
