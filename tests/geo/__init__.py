"""Tests of patrolplan.geo."""
