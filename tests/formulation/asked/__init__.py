"""Tests of what is asked for, as rows of the problem."""
