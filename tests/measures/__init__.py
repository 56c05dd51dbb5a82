"""Tests of what is counted from a plan."""
