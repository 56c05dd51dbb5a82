"""Tests of the slow oracle: its inequalities, its kernels, its bids, its bound, and plan files."""
