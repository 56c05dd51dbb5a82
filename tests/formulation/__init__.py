"""Tests of patrolplan/formulation."""
