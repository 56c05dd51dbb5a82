"""Tests of patrolplan.sea."""
