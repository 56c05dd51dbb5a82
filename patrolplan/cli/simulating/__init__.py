"""How `patrolplan simulate` says what came of a simulation: as text, or as JSON."""
