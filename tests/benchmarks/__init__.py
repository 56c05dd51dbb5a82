"""Tests of benchmarks/: peers keep every rule and are scored for what they are worth."""
