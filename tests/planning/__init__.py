"""Tests of patrolplan/planning."""
