"""How `patrolplan verify` says what the judge found: data first, then text, one line each, or JSON."""
