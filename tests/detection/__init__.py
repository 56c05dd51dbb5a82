"""Tests of patrolplan/detection."""
